import { beforeAll, describe, expect, it } from '@jest/globals';
import { closeHouseholdCase } from '../../db/repositories/households.repository.js';
import { entriesOf } from '../../db/repositories/ledger.repository.js';
import { agreeHandover, deregister, inspectHouse, moveOutStep, settle } from '../factories/move-out.js';
import { setStage } from './stage.js';

const TODAY = '2026-03-02';

describe('guards on leaving the house, against plain SQL', () => {
  const stage = setStage();
  const message = (done: Promise<unknown>): Promise<string> =>
    done.then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
  const household = (set: string) => `UPDATE household SET ${set} WHERE id = '${stage.field.householdId}'`;
  const close = () => stage.attacker.attempt(household(`stage = 'closed'`));
  beforeAll(() => stage.attacker.plant(household(`stage = 'effective'`)));

  it('lets nothing of the move-out happen before the household is paid (征收与补偿条例第27条)', async () => {
    expect(await message(agreeHandover(stage.field, TODAY))).toContain('先补偿、后搬迁');
    await stage.attacker.plant(household(`stage = 'paid'`));
    await agreeHandover(stage.field, TODAY);
  });

  it('closes no paid case while the house is not handed over and the right stands (R-47)', async () => {
    expect(await close()).toBe('R-47 STEP_OUT_OF_ORDER');
    expect(await message(deregister(stage.field, TODAY))).toContain('查验交房一致');
  });

  it('takes two records of two certified officers, not of one twice, nor of one without certificate (R-42)', async () => {
    await inspectHouse(stage.field, 'officerA');
    expect(await message(inspectHouse(stage.field, 'officerA'))).toContain('另一名持证人员');
    expect(await message(inspectHouse(stage.field, 'uncertified'))).toContain('上岗证');
    expect(await message(deregister(stage.field, TODAY))).toContain('查验交房一致');
  });

  it('looks again where two officers found different things, and counts the new look alone (R-43)', async () => {
    await inspectHouse(stage.field, 'officerB', { keys: 2 });
    expect(await settle(stage.field)).toEqual({ handoverResult: 'differ' });
    await inspectHouse(stage.field, 'officerA', { vacated: false });
    await inspectHouse(stage.field, 'officerB', { vacated: false });
    expect(await settle(stage.field)).toEqual({ handoverResult: 'occupied' });
    expect(await message(deregister(stage.field, TODAY))).toContain('查验交房一致');
    await agreeHandover(stage.field, TODAY);
    await inspectHouse(stage.field, 'officerB');
    await inspectHouse(stage.field, 'officerC');
    expect(await settle(stage.field)).toEqual({ handoverResult: 'vacated' });
  });

  it('closes the case when the right is ended, and lets nothing of it happen again (R-47)', async () => {
    expect(await close()).toBe('R-47 STEP_OUT_OF_ORDER');
    await deregister(stage.field, TODAY);
    await stage.db.transaction((tx) => closeHouseholdCase(tx, stage.field.householdId, 'system'));
    const entries = await stage.db.transaction((tx) => entriesOf(tx, stage.field.householdId));
    expect(entries.filter(({ kind }) => kind === 'house-handed-over')).toHaveLength(3);
    expect(JSON.stringify(entries)).not.toContain('物业公司');
    const late = moveOutStep(stage.field, 'town', 'agree-handover', 'agreed', () => Promise.resolve());
    expect(await message(late)).toContain('先补偿、后搬迁');
  });

  it('keeps everything of a move-out as it was (R-46)', async () => {
    for (const sql of [
      `UPDATE handover_record SET vacated = true`,
      `DELETE FROM handover_record`,
      `UPDATE handover_date SET handover_on = '2030-01-01'`,
      `DELETE FROM handover_round`,
      `UPDATE right_ended SET paper_number = 'x'`,
    ]) {
      expect([sql, await stage.attacker.attempt(sql)]).toEqual([sql, 'R-46 TRANSITION_FORBIDDEN']);
    }
  });
});
