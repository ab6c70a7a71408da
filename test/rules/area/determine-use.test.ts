import { describe, expect, it } from '@jest/globals';
import { useFindings } from '../../../rules/area/determine-use.js';
import type { DeterminedUse } from '../../../rules/area/determine-use.js';

const dwelling: DeterminedUse = {
  tenure: 'private',
  registered: 'residential',
  use: 'residential',
  useBasis: null,
  newHomestead: false,
};

describe('the determined use of a house', () => {
  it.each<[string, Partial<DeterminedUse>, string[]]>([
    ['a registered dwelling rests on the register', {}, []],
    ['a registered shop needs a paper', { registered: 'shop', use: 'shop' }, ['useBasis']],
    ['blanks are no paper', { registered: 'shop', use: 'shop', useBasis: ' ' }, ['useBasis']],
    ['a registered shop with its certificate', { registered: 'shop', use: 'shop', useBasis: '产证记载商业' }, []],
    ['a dwelling that was turned into a shop without approval stays one', { use: 'shop' }, ['useBasis']],
    ['a shop that is lived in needs the approval, too', { registered: 'shop' }, ['useBasis']],
    ['no shop at government rent', { tenure: 'government-rent', use: 'shop', useBasis: '批文' }, ['use']],
    ['no homestead for a factory', { use: 'factory', useBasis: '批文', newHomestead: true }, ['newHomestead']],
    ['a homestead for a dwelling', { newHomestead: true }, []],
  ])('%s (R-25)', (_story, rest, fields) => {
    expect(useFindings({ ...dwelling, ...rest }).map(({ field }) => field)).toEqual(fields);
  });
});
