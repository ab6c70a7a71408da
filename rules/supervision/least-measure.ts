import type { Finding } from '../decision.js';
import { disciplineTerms } from './inspection-terms.js';
import type { DisciplineMeasure } from './inspection-terms.js';

/** Measures from the mildest to the hardest; to find no breach at all is none of them. */
export const MEASURES = [
  'education',
  'performance',
  'transfer',
  'dismissal',
] as const satisfies readonly DisciplineMeasure[];
export type LeastMeasure = (typeof MEASURES)[number];

/** 惩戒标准: a breach is not treated more mildly than the firm's table says; that there was none is another finding. */
export function tooMild(measure: DisciplineMeasure, least: LeastMeasure): Finding[] {
  if (measure === 'none' || MEASURES.indexOf(measure) >= MEASURES.indexOf(least)) return [];
  const message = `本所惩戒标准规定处理不轻于${disciplineTerms[least].label}，请改选；查明不构成违规的选“${disciplineTerms.none.label}”并写明理由`;
  return [{ code: 'MEASURE_TOO_MILD', message, basis: 'R-72' }];
}
