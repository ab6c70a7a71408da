import { describe, expect, it } from '@jest/globals';
import { checkPanel } from '../../../rules/panel/compose-panel.js';
import type { PanelCategory, PanelMember, PanelProposal } from '../../../rules/panel/compose-panel.js';
import { codes, policy } from '../builders.js';

const CATEGORIES: PanelCategory[] = ['deputy', 'committee', 'lawyer', 'other', 'other'];
/** Three of each: 代表0, 村居1, 律师2, 其他3 … */
const pool: PanelMember[] = Array.from({ length: 15 }, (_, index) => ({
  personId: `员${String(index)}`,
  category: CATEGORIES[index % 5] ?? 'other',
}));
const members = (count: number) => pool.slice(0, count).map(({ personId }) => personId);
const proposal = (rest: Partial<PanelProposal> = {}): PanelProposal => ({
  householdId: 'household-1',
  on: '2026-11-24',
  pool,
  memberIds: members(5),
  relationships: [],
  earlierMemberIds: [],
  ...rest,
});
const check = (rest: Partial<PanelProposal> = {}) => codes(checkPanel(proposal(rest), policy).findings);

describe('the panel of a hard case (R-30, SD7)', () => {
  it.each<[string, Partial<PanelProposal>, string[]]>([
    ['five', {}, []],
    ['six', { memberIds: members(6) }, ['PANEL_SIZE']],
    ['seven', { memberIds: members(7) }, []],
    ['three', { memberIds: members(3) }, ['PANEL_SIZE']],
    [
      'nobody',
      { memberIds: [] },
      ['PANEL_SIZE', 'PANEL_CATEGORY_MISSING', 'PANEL_CATEGORY_MISSING', 'PANEL_CATEGORY_MISSING'],
    ],
    ['one twice', { memberIds: [...members(5), '员0'] }, ['ALREADY_DONE']],
    ['a pool of fourteen', { pool: pool.slice(0, 14) }, ['PANEL_SIZE']],
    [
      'a pool of fifteen in which one stands twice',
      { pool: [...pool.slice(0, 14), ...pool.slice(0, 1)] },
      ['PANEL_SIZE'],
    ],
    ['no lawyer', { memberIds: ['员0', '员1', '员3', '员4', '员8'] }, ['PANEL_CATEGORY_MISSING']],
    ['somebody from nowhere', { memberIds: [...members(6), '路人'] }, ['NOT_QUALIFIED']],
    ['who has judged it before', { earlierMemberIds: ['员4'] }, ['DUTY_NOT_SEPARATED']],
  ])('%s', (_story, rest, expected) => {
    expect(check(rest)).toEqual(expected);
  });

  it('has no neighbour of the household in it', () => {
    const relationships = [
      {
        personId: '员2',
        householdId: 'household-1',
        kind: 'neighbour-in-scope',
        declaredOn: '2026-11-01',
        endedOn: null,
      } as const,
    ];
    const { findings } = checkPanel(proposal({ relationships }), policy);
    expect(findings).toMatchObject([{ code: 'RECUSED', field: '员2', basis: 'SD7' }]);
  });
});
