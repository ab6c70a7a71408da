import { describe, expect, it } from '@jest/globals';
import { checkExpertPanel } from '../../../rules/panel/expert-panel.js';
import type { Expert } from '../../../rules/panel/expert-panel.js';
import { codes, policy } from '../builders.js';

const expert = (index: number, registeredValuer: boolean, rest: Partial<Expert> = {}): Expert => ({
  personId: `专家${String(index)}`,
  registeredValuer,
  agencyId: null,
  interested: false,
  ...rest,
});
/** V is a registered valuer, o another expert. */
const panel = (text: string) => Array.from(text).map((each, index) => expert(index, each === 'V'));
const check = (experts: Expert[]) => codes(checkExpertPanel(experts, 'agency-1', policy).findings);

describe('the panel of experts', () => {
  it.each([
    ['VVo', []],
    ['VVV', []],
    ['Voo', ['PANEL_CATEGORY_MISSING']],
    ['VV', ['PANEL_SIZE']],
    ['VVVo', ['PANEL_SIZE']],
    ['VVVoo', ['PANEL_CATEGORY_MISSING']],
    ['VVVVo', []],
    ['V', ['PANEL_SIZE']],
    ['', ['PANEL_SIZE']],
  ])('%j', (text, expected) => {
    expect(check(panel(text))).toEqual(expected);
  });

  it.each<[string, Partial<Expert>, string[]]>([
    ['of the agency whose report is judged', { agencyId: 'agency-1' }, ['RECUSED']],
    ['of another agency', { agencyId: 'agency-2' }, []],
    ['with an interest', { interested: true }, ['RECUSED']],
    ['named twice', { personId: '专家0' }, ['ALREADY_DONE', 'PANEL_SIZE']],
  ])('an expert %s', (_story, rest, expected) => {
    expect(check([...panel('VV'), expert(2, true, rest)])).toEqual(expected);
  });
});
