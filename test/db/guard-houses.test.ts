import { beforeAll, describe, expect, it } from '@jest/globals';
import { importHouseholds } from '../../db/repositories/households.repository.js';
import { houseOwner, houseRow, householdRow } from '../factories/household.js';
import { setStage } from './stage.js';

const ROWS = [
  houseRow(1, { use: 'shop' }),
  householdRow(2, { owner: houseOwner }),
  houseRow(3, { tenure: 'government-rent', nonSelfContained: true, owner: houseOwner }),
  houseRow(4, { tenure: 'public-tenancy', use: 'office', owner: houseOwner }),
];
const AGAIN = `INSERT INTO area_determination (household_id, version, area_hundredths, basis, determined_by, use, use_basis)
  SELECT household_id, 9, 1833, '口头', determined_by, $2, $3 FROM area_determination WHERE household_id = $1`;
const COPY = `INSERT INTO compensation_calculation (household_id, determination_id, policy_version, input, components,
    total_fen, content_hash, plan_id, report_id, owner_share_fen, owner_share_basis)
  SELECT household_id, determination_id, policy_version, input || $2::jsonb, components, total_fen, 'copy', plan_id,
    report_id, CASE WHEN $3 THEN owner_share_fen END, CASE WHEN $3 THEN owner_share_basis END
  FROM compensation_calculation WHERE household_id = $1`;

describe('houses of every kind, against plain SQL', () => {
  const stage = setStage(ROWS);
  const of = (index: number) => stage.field.householdIds[index] ?? '';

  it('registers the same owner once, another owner of the same house never', async () => {
    const { db, field } = stage;
    const again = (rows: typeof ROWS) => db.transaction((tx) => importHouseholds(tx, field.projectId, rows, 'town'));
    expect(await again(ROWS)).toEqual({ imported: 0, unchanged: 4 });
    const other = [householdRow(2, { owner: { ...houseOwner, name: '另一单位' } })];
    await expect(again(other)).rejects.toThrow('已登记且内容不同');
  });

  it.each([
    [
      'an owner beside the holder of a private house',
      `INSERT INTO house_owner (household_id, name, id_number, payee_name,
       payee_account) SELECT id, '甲', '1', '甲', '62220000' FROM household WHERE number = '0001'`,
      '市政府令第71号第29条、第30条 FIELD_NOT_APPLICABLE',
    ],
    ['another owner than registered', `UPDATE house_owner SET name = '甲'`, 'R-46 TRANSITION_FORBIDDEN'],
    ['another use than registered', `UPDATE household SET use = 'shop'`, 'R-46 TRANSITION_FORBIDDEN'],
    [
      'a shop with hardship',
      `INSERT INTO household (project_id, number, case_number, address, holder_name, id_number, phone, tenure, use,
         certificate_area_hundredths, unit_price_fen, non_self_contained, registered_persons, hardship_persons, payee_name,
         payee_account)
       SELECT project_id, '9', '9', address, holder_name, id_number, phone, tenure, use, certificate_area_hundredths,
         unit_price_fen, false, 3, 1, payee_name, payee_account FROM household WHERE number = '0001'`,
      'household_fits_use',
    ],
  ])('refuses %s', async (_what, sql, refusal) => {
    expect(await stage.attacker.attempt(sql)).toBe(refusal);
  });

  describe('once all are determined and computed', () => {
    beforeAll(async () => {
      await stage.field.freeze();
      for (const id of stage.field.householdIds) await stage.field.negotiate(id);
    });

    it('shows what nobody lives in with the area, open to objection (R-24, R-25)', async () => {
      const rows = await stage.attacker.rows<{ basis: string }>(
        `SELECT line ->> 'areaBasis' AS basis FROM notice, jsonb_array_elements(content -> 'rows') line
         WHERE kind = 'area-list' ORDER BY line ->> 'caseNumber'`,
      );
      expect(rows.map(({ basis }) => basis.includes('用途：'))).toEqual([true, false, false, true]);
    });

    it('computes each by its own rule, the owner beside the tenant (R-26)', async () => {
      const rows = await stage.attacker.rows(
        `SELECT array(SELECT part ->> 'name' FROM jsonb_array_elements(components) part) AS parts,
           total_fen::text AS total, owner_share_fen::text AS owner
         FROM compensation_calculation JOIN household ON household.id = household_id ORDER BY number`,
      );
      expect(rows).toEqual([
        { parts: ['non-residential-value'], total: '45825000', owner: null },
        { parts: ['house-value', 'price-subsidy', 'unit-size-subsidy'], total: '90935316', owner: '9165000' },
        { parts: ['house-value', 'price-subsidy', 'unit-size-subsidy'], total: '90935316', owner: '47403360' },
        { parts: ['non-residential-value'], total: '36660000', owner: '9165000' },
      ]);
    });

    it.each([
      [0, 'shop', null, 'R-25、征收与补偿条例第24条 FIELD_MISSING'],
      [1, 'shop', null, 'R-25、征收与补偿条例第24条 FIELD_MISSING'],
      [2, 'shop', '批文', 'R-16、市政府令第71号第30条 FIELD_NOT_APPLICABLE'],
    ])('refuses house %d as a %s by %s', async (index, use, basis, refusal) => {
      expect(await stage.attacker.attempt(AGAIN, [of(index), use, basis])).toBe(refusal);
    });

    it.each([
      ['a shop computed as a dwelling', 0, { nonResidential: null }, true, 'R-25、R-26、SD18 CONTENT_CHANGED'],
      ['a dwelling computed as a shop', 1, { nonResidential: {} }, true, 'R-25、R-26、SD18 CONTENT_CHANGED'],
      ['a tenant computed as an owner', 1, { tenure: 'private' }, false, 'R-25、R-26、SD18 CONTENT_CHANGED'],
      ['a public house without its owner', 1, {}, false, '市政府令第71号第29条、第30条、SD18 CONTENT_CHANGED'],
      [
        'a private house at government rent without its owner',
        2,
        {},
        false,
        '市政府令第71号第29条、第30条、SD18 CONTENT_CHANGED',
      ],
    ])('refuses %s (SD18)', async (_what, index, change, owner, refusal) => {
      expect(await stage.attacker.attempt(COPY, [of(index), JSON.stringify(change), owner])).toBe(refusal);
    });
  });
});
