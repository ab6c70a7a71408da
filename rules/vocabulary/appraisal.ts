import { term } from './term.js';
import type { Term } from './term.js';

/** How far the report of a household has come. */
export const reportStatusTerms = {
  submitted: term('已提交', '机构已提交，街镇审核中', 'R-34'),
  'handed-down': term('已下发', '街镇主管部门已下发', 'R-35'),
  delivered: term('已送达', '已送达该户', 'R-35'),
} as const satisfies Record<string, Term>;

/** What a household may ask for against its report, one after the other. */
export const objectionStepTerms = {
  reappraisal: term('复核', '由原机构复核评估结果', '国有土地上房屋征收评估办法第20条'),
  expert: term('专家鉴定', '由专家委员会鉴定评估报告', '国有土地上房屋征收评估办法第22条'),
} as const satisfies Record<string, Term>;

export const objectionResultTerms = {
  kept: term('维持', '评估结果不变', 'R-32'),
  changed: term('更正', '更正报告已下发', 'R-32'),
} as const satisfies Record<string, Term>;
