import { beforeAll, describe, expect, it } from '@jest/globals';
import { computeAndStoreCompensation } from '../../db/repositories/calculations.repository.js';
import type { NonResidentialFacts } from '../../rules/compensation/non-residential.js';
import { houseRow, householdRow } from '../factories/household.js';
import { setStage } from './stage.js';

const FACTS: NonResidentialFacts = {
  equipmentMoving: { amountFen: 1_260_000n, source: '报告甲' },
  lostEquipment: [{ name: '冷柜', replacementFen: 860_000n, newnessBp: 6_000 }],
  businessLoss: { kind: 'rate' },
};
const COPY = `INSERT INTO compensation_calculation (household_id, determination_id, policy_version, input, components,
    total_fen, content_hash, plan_id, report_id)
  SELECT household_id, determination_id, policy_version, jsonb_set(input, '{nonResidential}', $1::jsonb), components,
    total_fen, 'copy', plan_id, report_id
  FROM compensation_calculation WHERE superseded_at IS NULL AND input #>> '{nonResidential}' IS NOT NULL`;
const CLAIM = `INSERT INTO business_facts (entry_id, household_id, loss_kind)
  SELECT id, case_id, 'rate' FROM task_entry WHERE act = 'negotiate' AND case_id = $1`;

describe('what stops or is lost with a business, against plain SQL', () => {
  const stage = setStage([houseRow(1, { use: 'shop' }), householdRow(2)]);
  const of = (index: number) => stage.field.householdIds[index] ?? '';
  beforeAll(() => stage.field.freeze());

  it('is nothing of a dwelling, whoever writes it', async () => {
    const { field, attacker } = stage;
    await expect(field.enterNegotiation('officerA', of(1), 1, [], FACTS)).rejects.toThrow('认定用途为居住');
    await field.negotiate(of(1));
    expect(await attacker.attempt(CLAIM, [of(1)])).toBe('征收与补偿条例第17条 FIELD_NOT_APPLICABLE');
  });

  it('is not paid by what one officer alone entered, and not passed (R-5)', async () => {
    const { field } = stage;
    await field.enterNegotiation('officerA', of(0), 1, [], FACTS);
    await field.act('officerA', { act: 'negotiate', caseId: of(0) });
    await field.enterNegotiation('officerB', of(0), 1, [], { ...FACTS, equipmentMoving: null });
    await field.act('officerB', { act: 'negotiate', caseId: of(0) });
    const { totalFen } = await field.db.transaction((tx) => computeAndStoreCompensation(tx, of(0)));
    expect(totalFen).toBe(45_825_000n);
    await expect(field.check(of(0))).rejects.toThrow('两名经办人核实的停产停业、设备资料不一致');
  });

  it('is computed to the fen from what both entered alike (SD18)', async () => {
    const { field, attacker } = stage;
    await attacker.plant('UPDATE household SET negotiation_round = 2 WHERE id = $1', [of(0)]);
    await field.negotiate(of(0), 2, [], FACTS);
    const [row] = await attacker.rows<{ fen: string[] }>(
      `SELECT array(SELECT part ->> 'fen' FROM jsonb_array_elements(components) part) AS fen
       FROM compensation_calculation WHERE household_id = $1 AND superseded_at IS NULL`,
      [of(0)],
    );
    expect(row?.fen).toEqual(['45825000', '1260000', '516000', '4582500']);
    await field.check(of(0));
  });

  it.each([
    ['nothing', { equipmentMoving: null, lostEquipment: [], businessLoss: null }],
    ['a larger sum', { equipmentMoving: { amountFen: '9', source: '报告甲' }, lostEquipment: [], businessLoss: null }],
  ])('is not replaced by %s in a calculation (SD18)', async (_what, facts) => {
    expect(await stage.attacker.attempt(COPY, [JSON.stringify(facts)])).toBe('R-5、SD18 CONTENT_CHANGED');
  });

  it.each([
    ['a changed sum', 'UPDATE business_facts SET moving_fen = 1'],
    ['equipment struck out', 'DELETE FROM lost_equipment'],
    ['an appraised loss without its report', `UPDATE business_facts SET loss_kind = 'appraised'`],
  ])('stays as it was entered: not %s (R-46)', async (_what, sql) => {
    expect(await stage.attacker.attempt(sql)).not.toBe('done');
  });
});
