import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

const FIXES_DATE = separated('SD5', 'set-value-date', 'take-value-date');

/** Appraisal of the houses of a track, up to the delivery of a report to each household and its objection to it. */
export const appraisalActs = {
  'set-value-date': act('确定评估时点', 'track', ['town-officer'], {
    entry: true,
    verdicts: ['date-set'],
    separatedFrom: separated('SD5', 'review-reports', 'review-revised-report'),
    clauses: ['R-32', 'R-33', 'SD5'],
  }),
  'take-value-date': act('载明法定价值时点', 'track', ['district-officer'], {
    entry: true,
    verdicts: ['date-set'],
    clauses: ['R-32', 'SD5'],
  }),
  'enter-preliminary-results': act('提交初步评估结果', 'track', ['valuer'], {
    entry: true,
    verdicts: ['submitted'],
    clauses: ['R-32'],
  }),
  'explain-on-site': act('现场说明评估结果', 'track', ['valuer'], {
    entry: true,
    verdicts: ['explained'],
    clauses: ['R-32'],
  }),
  'issue-final-reports': act('提交分户评估报告', 'track', ['valuer'], {
    entry: true,
    verdicts: ['submitted'],
    clauses: ['R-32', 'SD4'],
  }),
  'review-reports': act('审核评估报告', 'track', ['town-officer'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: FIXES_DATE,
    clauses: ['R-34', 'SD5'],
  }),
  'judge-referred-reports': act('鉴定重大评估结果', 'track', ['expert-committee'], {
    entry: true,
    verdicts: ['approved', 'returned'],
    clauses: ['R-36', 'SD7'],
  }),
  'hand-down-reports': act('下发评估报告', 'track', ['town-officer'], {
    verdicts: ['handed-down'],
    clauses: ['R-35', 'SD4'],
  }),
  'deliver-reports': act('送达评估报告', 'track', ['field-officer'], {
    certified: true,
    entry: true,
    verdicts: ['delivered'],
    clauses: ['R-35', 'R-42'],
  }),
  // A household's objection to its own report.
  'answer-reappraisal': act('答复复核申请', 'appraisal-report', ['valuer'], {
    entry: true,
    verdicts: ['kept', 'changed'],
    clauses: ['R-32'],
  }),
  'revise-report': act('出具更正报告', 'appraisal-report', ['valuer'], {
    entry: true,
    verdicts: ['submitted'],
    clauses: ['R-32', 'SD4'],
  }),
  'review-revised-report': act('审核并下发更正报告', 'appraisal-report', ['town-officer'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: FIXES_DATE,
    clauses: ['R-34', 'R-35', 'SD4', 'SD5'],
  }),
  'deliver-revised-report': act('送达更正报告', 'appraisal-report', ['field-officer'], {
    certified: true,
    entry: true,
    verdicts: ['delivered'],
    clauses: ['R-35', 'R-42'],
  }),
  'determine-report': act('专家鉴定评估报告', 'appraisal-report', ['expert-committee'], {
    entry: true,
    verdicts: ['approved', 'returned'],
    clauses: ['R-36', 'SD7'],
  }),
} as const satisfies Record<string, ActDefinition>;
