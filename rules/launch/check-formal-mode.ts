import type { Finding } from '../decision.js';
import type { Mode } from '../vocabulary/cases.js';
import type { FormalMode, Land } from './grounds.js';

/**
 * 两种方式: a formal track fits the land of the scope, and a project registered as an expropriation
 * prepares that one.
 */
export function checkFormalMode(
  formalMode: FormalMode,
  project: { readonly mode: Mode; readonly land: Land },
): Finding[] {
  const field = 'formalMode';
  if (project.mode !== 'negotiated' && formalMode !== project.mode) {
    const message = '本项目登记为征收项目，须准备与登记一致的征收方式';
    return [{ code: 'MODE_NOT_FITTING', message, basis: 'R-11、R-13', field }];
  }
  if (formalMode !== 'none' && project.land !== 'both' && project.land !== formalMode) {
    const message = '所选征收方式与范围内的土地性质不符，请改正';
    return [{ code: 'MODE_NOT_FITTING', message, basis: formalMode === 'state' ? 'R-15' : 'R-16', field }];
  }
  return [];
}
