import { describe, expect, it } from '@jest/globals';
import { mustFitLand } from '../../../rules/import/must-fit-land.js';
import { householdRow, houseRow } from '../../factories/household.js';

const own = houseRow(1, {});
const tenant = householdRow(2);
const hardship = houseRow(3, { hardshipPersons: 2 });

describe('a register fits the land it is for (R-16)', () => {
  it.each(['state', 'negotiated'] as const)('takes every kind of household in a %s project', (mode) => {
    expect(mustFitLand([own, tenant, hardship], mode)).toEqual([]);
  });

  it('takes owners on collective land, and names each tenant and each claim to the hardship floor there', () => {
    expect(mustFitLand([own], 'collective')).toEqual([]);
    expect(mustFitLand([own, tenant, hardship], 'collective')).toMatchObject([
      { code: 'FIELD_NOT_APPLICABLE', field: 'tenure', message: expect.stringMatching(/^第2户（编号 0002）：/) },
      {
        code: 'FIELD_NOT_APPLICABLE',
        field: 'hardshipPersons',
        message: expect.stringMatching(/^第3户（编号 0003）：/),
      },
    ]);
  });
});
