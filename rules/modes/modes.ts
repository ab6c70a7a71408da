import type { Role } from '../acts/roles.js';
import type { Finding } from '../decision.js';
import { labelOf } from '../vocabulary.js';
import type { Mode } from '../vocabulary/cases.js';
import { collectiveRules } from './collective.js';
import type { ExpropriationRules, ModeRules } from './mode-rules.js';
import { negotiatedRules } from './negotiated.js';
import { stateRules } from './state.js';

const RULES: Readonly<Record<Mode, ModeRules>> = {
  negotiated: negotiatedRules,
  state: stateRules,
  collective: collectiveRules,
};

export const rulesOfMode = (mode: Mode): ModeRules => RULES[mode];

/** Is a first consultation on willingness held at all? */
export function needsWillingness(mode: Mode, renewal: boolean): boolean {
  const { willingness } = RULES[mode];
  return willingness === 'always' || (willingness === 'renewal' && renewal);
}

/** How the expropriation of a track is decided; a negotiated track has none, which is a programming error to ask. */
export function expropriationRulesOf(mode: Mode): ExpropriationRules {
  const { expropriation } = RULES[mode];
  if (expropriation === null) throw new Error('A negotiated track has no expropriation decision');
  return expropriation;
}

/** 征收部门: the housing bureau on state-owned land, the planning bureau on collective land. */
export function mustBePreparerOf(mode: Mode, roles: readonly Role[]): Finding[] {
  const { preparedBy } = expropriationRulesOf(mode);
  if (roles.includes(preparedBy)) return [];
  const message = `${labelOf('mode', mode)}的这一步由${labelOf('role', preparedBy)}办理，请由其领取`;
  return [{ code: 'ROLE_MISSING', message, basis: 'R-6、R-7' }];
}

/** 办理主体: a step of a plan belongs to the body that the mode names; another body's post is refused. */
export function mustBeBodyOf(
  mode: Mode,
  step: 'draftedBy' | 'examinedBy' | 'adoptedBy',
  roles: readonly Role[],
): Finding[] {
  const { [step]: role, basis } = RULES[mode];
  if (roles.includes(role)) return [];
  const message = `${labelOf('mode', mode)}的方案在这一步由${labelOf('role', role)}办理，请由其领取`;
  return [{ code: 'ROLE_MISSING', message, basis }];
}
