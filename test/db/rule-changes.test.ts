import { describe, expect, it } from '@jest/globals';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { policyOfCase, policyOfDistrict, policyOfProject, PolicyBook } from '../../db/repositories/policy-book.js';
import { getProject } from '../../db/repositories/projects.repository.js';
import { recordRegisterEntry } from '../../db/repositories/registers.repository.js';
import { changeFindings, putChangeInForce, storeProposal } from '../../db/repositories/rule-changes.repository.js';
import type { ProposedChange } from '../../db/repositories/rule-changes.repository.js';
import type { Policy } from '../../rules/policy/policies.js';
import { createProject } from '../factories/project.js';
import { MONDAY } from '../factories/field-work.js';
import { setStage } from './stage.js';

const LONGER: ProposedChange = {
  parameter: 'signing.periodDays',
  value: '45',
  legalSource: '宝府规〔2026〕1号第3条',
  confirmed: true,
  validFrom: '2026-03-10',
  projectId: null,
};

describe('changes of figures', () => {
  const stage = setStage();
  const days = (policy: Policy): number => policy.signing.periodDays.value;
  let turn = 0;

  /** Proposes past the rules of the proposal, so that the database alone is asked. */
  const propose = (change: ProposedChange, by = stage.field.staff.district): Promise<string> =>
    stage.db.transaction(async (tx) => {
      turn += 1;
      const entry = { register: 'rule-changes', act: 'propose-rule-change', rowId: null, corrects: null } as const;
      const given = { ...change, turn };
      const { rowId } = await recordRegisterEntry(tx, { ...entry, personId: by, given }, (context) =>
        storeProposal(tx, context, change, false),
      );
      return rowId;
    });
  const approve = (rowId: string, by = stage.field.staff.otherDistrict) =>
    stage.db.transaction((tx) =>
      recordAct(tx, { act: 'approve-rule-change', caseId: rowId, personId: by, verdict: 'approved' }),
    );
  const force = (rowId: string) => stage.db.transaction((tx) => putChangeInForce(tx, rowId));
  const inForce = async (change: ProposedChange): Promise<void> => {
    const rowId = await propose(change);
    await approve(rowId);
    expect(await force(rowId)).toBe(true);
    expect(await force(rowId)).toBe(true);
  };
  const policyOf = (projectId: string, on?: string) =>
    stage.db.transaction(async (tx) => policyOfProject(tx, await getProject(tx, projectId), on));
  const found = (change: ProposedChange, by: string, approvedBy: string | null = null) =>
    stage.db.transaction(async (tx) => (await changeFindings(tx, change, by, approvedBy)).map(({ code }) => code));

  it('of the district count for projects registered from their day on, and for none that runs (SD10)', async () => {
    const { db, field } = stage;
    await inForce(LONGER);
    await db.clock.pinClock('2026-03-12T01:00:00.000Z');
    expect(days(await policyOf(field.projectId))).toBe(30);
    const policy = await db.transaction(async (tx) => (await PolicyBook.load(tx)).policyFrom('2026-03-10'));
    expect([days(policy), policy.version]).toEqual([45, '2021-09+1']);
    const fresh = await db.transaction((tx) =>
      createProject(tx, field.staff, { code: '宝征-2026-002', registeredOn: '2026-03-11' }),
    );
    const project = await db.transaction((tx) => getProject(tx, fresh));
    expect([project.signingPeriodDays, project.policyVersion, days(await policyOf(fresh))]).toEqual([
      45,
      '2021-09',
      45,
    ]);
    // What belongs to no project follows the district, a case the project it is of.
    expect(days(await db.transaction(policyOfDistrict))).toBe(45);
    expect(days(await db.transaction((tx) => policyOfCase(tx, 'household', field.householdId)))).toBe(30);
    expect(days(await db.transaction((tx) => policyOfCase(tx, 'staff-member', fresh)))).toBe(45);
    await db.clock.pinClock(MONDAY);
  });

  it('that name a project count for it from their day on, and for no other', async () => {
    const { field } = stage;
    const change = { ...LONGER, parameter: 'payment.dueDays', value: '20', projectId: field.projectId };
    await inForce(change);
    const before = (await policyOf(field.projectId, '2026-03-09')).payment.dueDays.value;
    expect([before, (await policyOf(field.projectId, '2026-03-10')).payment.dueDays.value]).toEqual([30, 20]);
  });

  it.each([
    ['a value of law', { parameter: 'compensation.tenantShareBp', value: '7000' }, 'RULE_FIXED'],
    ['a minimum that would sink', { parameter: 'plan.consultRenewal', value: '10' }, 'RULE_LOOSENED'],
    ['a day that has come', { validFrom: '2026-03-02' }, 'CHANGE_NOT_FUTURE'],
    ['a day in the past', { validFrom: '2026-02-01' }, 'CHANGE_NOT_FUTURE'],
    ['words in the place of a number', { value: '一个月' }, 'FIELD_INVALID'],
    ['less than one', { value: '0' }, 'FIELD_OUT_OF_RANGE'],
    ['what is so already', { value: '30', validFrom: '2026-03-09' }, 'FIELD_INVALID'],
    ['a figure that there is not', { parameter: 'signing.moon' }, 'FIELD_UNKNOWN'],
    ['no ground', { legalSource: ' ' }, 'FIELD_MISSING'],
    ['the same day twice', {}, 'ALREADY_DONE'],
  ])('are refused for %s (R-15, R-16, SD10)', async (_what, wrong, code) => {
    expect(await found({ ...LONGER, ...wrong }, stage.field.staff.district)).toContain(code);
  });

  it('are not decided by who proposed them, nor by anybody who works with the figure (SD10)', async () => {
    const { staff } = stage.field;
    const change = { ...LONGER, validFrom: '2026-04-01' };
    expect(await found(change, staff.district, staff.district)).toContain('DUTY_NOT_SEPARATED');
    expect(await found(change, staff.bookkeeper)).toContain('DUTY_NOT_SEPARATED');
    const rowId = await propose(change);
    await expect(approve(rowId, staff.district)).rejects.toMatchObject({ code: 'DUTY_NOT_SEPARATED' });
    await expect(approve(rowId, staff.bookkeeper)).rejects.toMatchObject({ code: 'ROLE_MISSING' });
  });

  const insert = (rowId: string): Promise<string> =>
    stage.attacker.attempt(
      `INSERT INTO rule_change (entry_id, act_id) SELECT said.id, done.id FROM register_standing said
       JOIN case_act done ON done.case_id = said.row_id WHERE said.row_id = $1 ORDER BY done.seq DESC LIMIT 1`,
      [rowId],
    );

  it('get into force by plain SQL only when they are approved and lawful (SD10)', async () => {
    const { field, db, attacker } = stage;
    expect(await insert(await propose({ ...LONGER, validFrom: '2026-05-01' }))).toBe('SD10 TRANSITION_FORBIDDEN');
    const wrong: [Partial<ProposedChange>, string][] = [
      [{ parameter: 'plan.consultRenewal', value: '10' }, 'RULE_LOOSENED'],
      [{ parameter: 'compensation.tenantShareBp', value: '7000' }, 'RULE_FIXED'],
      [{ value: '0' }, 'FIELD_OUT_OF_RANGE'],
      [{ value: '一个月' }, 'FIELD_INVALID'],
      [{ validFrom: '2026-03-02' }, 'CHANGE_NOT_FUTURE'],
      [{ parameter: 'meeting.interval', value: '10', projectId: field.projectId }, 'RULE_FIXED'],
    ];
    for (const [change, code] of wrong) {
      const rowId = await propose({ ...LONGER, validFrom: '2026-05-02', ...change });
      await approve(rowId);
      expect([change, await insert(rowId)]).toEqual([change, `SD10 ${code}`]);
    }
    const rowId = await propose({ ...LONGER, validFrom: '2026-05-03', projectId: field.projectId });
    await approve(rowId);
    await attacker.plant(
      `UPDATE project SET signing_opened_at = app_now() - interval '1 day', signing_ends_at = app_now() + interval '9 days'
       WHERE id = $1`,
      [field.projectId],
    );
    expect(await insert(rowId)).toBe('SD10 SIGNING_RUNNING');
    expect(await force(rowId)).toBe(false);
    expect(
      await found({ ...LONGER, validFrom: '2026-05-04', projectId: field.projectId }, field.staff.district),
    ).toEqual(['SIGNING_RUNNING']);
    await attacker.plant('UPDATE project SET signing_opened_at = NULL, signing_ends_at = NULL');
    expect(await insert(rowId)).toBe('done');
    await db.clock.pinClock('2026-05-03T01:00:00.000Z');
    expect([await insert(rowId), await force(rowId)]).toEqual(['SD10 CHANGE_NOT_FUTURE', false]);
    await db.clock.pinClock(MONDAY);
  });

  it('that somebody has decided on are proposed anew, not put right; what is in the register stays (SD10)', async () => {
    const { attacker } = stage;
    const rowId = await propose({ ...LONGER, validFrom: '2026-06-01' });
    await approve(rowId);
    const proposal = (entry: string) =>
      attacker.attempt(
        `INSERT INTO rule_change_proposal SELECT ${entry}, 'signing.periodDays', '60', 'x', true, '2026-06-01', NULL
         FROM register_entry WHERE row_id = $1`,
        [rowId],
      );
    expect(await proposal('id')).toBe('SD10 TRANSITION_FORBIDDEN');
    expect(await attacker.attempt(`UPDATE rule_change_proposal SET value = '1'`)).toBe('R-46 TRANSITION_FORBIDDEN');
    expect(await attacker.attempt('DELETE FROM rule_change')).toBe('R-46 TRANSITION_FORBIDDEN');
  });
});
