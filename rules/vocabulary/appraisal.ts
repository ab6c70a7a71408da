import { term } from './term.js';
import type { Term } from './term.js';

/** How far the report of a household has come. */
export const reportStatusTerms = {
  submitted: term('已提交', '机构已提交，街镇审核中', 'R-34'),
  'handed-down': term('已下发', '街镇主管部门已下发', 'R-35'),
  delivered: term('已送达', '已送达该户', 'R-35'),
} as const satisfies Record<string, Term>;
