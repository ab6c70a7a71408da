import { beforeAll, describe, expect, it } from '@jest/globals';
import { createOrganisation } from '../../db/repositories/accounts.repository.js';
import { BodyTies } from '../factories/body-ties.js';
import type { StaffName } from '../factories/staff.js';
import { setStage } from './stage.js';

describe('ties between bodies, against plain SQL', () => {
  const stage = setStage();
  const ties = new BodyTies(stage);
  let body: string;
  const bySql = () =>
    stage.attacker.attempt(
      `INSERT INTO case_act (case_kind, case_id, act, round, person_id, verdict)
       VALUES ('household', $1, 'check-before-signing', 1, $2, 'passed')`,
      [stage.field.householdId, stage.field.staff.investment],
    );

  beforeAll(async () => {
    const [own] = await stage.attacker.rows<{ id: string }>(
      `SELECT id FROM organisation WHERE kind = 'investment-supervision-firm'`,
    );
    body = own?.id ?? '';
    const holding = await stage.db.transaction((tx) => createOrganisation(tx, '甲控股', 'land-agency'));
    await ties.confirm('otherDistrict', await ties.tie(holding, 'owns', body));
    await ties.confirm('otherDistrict', await ties.tie(stage.field.staff.firmId, 'pays', holding));
  });

  it('keep an investment supervisor from every act that judges the money (SD6, R-50)', async () => {
    expect(await bySql()).toBe('SD6、R-50 AFFILIATED');
  });

  it('are neither changed nor forgotten, and ended by a third person alone (SD6)', async () => {
    for (const [sql, refusal] of [
      [`UPDATE body_tie SET ends_on = '2026-01-02'`, 'R-46 TRANSITION_FORBIDDEN'],
      ['DELETE FROM body_tie_confirmation', 'R-46 TRANSITION_FORBIDDEN'],
      ['TRUNCATE body_tie_end', 'R-46 TRANSITION_FORBIDDEN'],
    ] as const) {
      expect([sql, await stage.attacker.attempt(sql)]).toEqual([sql, refusal]);
    }
    const [row] = await stage.attacker.rows<{ id: string; today: string }>(
      `SELECT row_id AS id, app_today()::text AS today FROM body_tie JOIN register_standing said ON said.id = entry_id
       WHERE kind = 'owns'`,
    );
    const end = (who: StaffName) =>
      ties.put(who, 'end-body-tie', row?.id ?? '', { endsOn: row?.today, evidence: '股权已转让' });
    await expect(end('district')).rejects.toThrow('SD6');
    await expect(end('otherDistrict')).rejects.toThrow('SD6');
    await end('town');
    expect(await bySql()).toBe('SD6、R-50 AFFILIATED');
    await stage.db.clock.pinClock(`${row?.today ?? ''}T17:00:00.000Z`);
    expect(await bySql()).not.toContain('SD6');
  });

  it('find his own body, one that his owns, and no body that another shares with it (SD6)', async () => {
    const tied = () =>
      stage.attacker.rows<{ name: string }>(
        `SELECT name FROM bodies_tied_to($1, app_today()) tied JOIN organisation ON organisation.id = organisation_id`,
        [body],
      );
    expect(await tied()).toEqual([]);
    // The town pays both: that alone ties the one to the other by nothing.
    await ties.confirm('otherDistrict', await ties.tie(stage.field.staff.townId, 'pays', body));
    await ties.confirm('otherDistrict', await ties.tie(stage.field.staff.townId, 'pays', stage.field.staff.firmId));
    expect(await bySql()).not.toContain('SD6');
    await ties.confirm('otherDistrict', await ties.tie(body, 'owns', stage.field.staff.firmId));
    expect(await bySql()).toBe('SD6、R-50 AFFILIATED');
    await expect(ties.tie(body, 'owns', body)).rejects.toThrow('两个单位须不同');
  });
});
