import type { Role } from '../acts/roles.js';
import type { InspectionSide } from './inspection-terms.js';

/**
 * Who gives a share of the seed of a random inspection, in this order: whoever inspects, and two that gain nothing by who
 * is drawn. From outside no party is of the firm, so that nobody there learns of it.
 */
export const DRAW_PARTIES: Readonly<Record<InspectionSide, readonly Role[]>> = {
  inside: ['supervision-department', 'state-assets-inspector', 'discipline-inspector'],
  outside: ['state-assets-inspector', 'auditor', 'discipline-inspector'],
};
