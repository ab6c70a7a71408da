import { act, separated } from './define-act.js';
import type { ActDefinition } from './define-act.js';

const KIND = 'compensation-decision';

/** From the report on a household that has not signed to the court; the government decides what the department reports. */
export const decisionActs = {
  'prepare-decision-report': act('编制补偿决定报告', KIND, ['district-officer'], {
    entry: true,
    verdicts: ['reported'],
    separatedFrom: separated('R-5', 'decide-compensation'),
    clauses: ['R-6', 'R-15', 'SD18'],
  }),
  'serve-decision-report': act('告知报告内容', KIND, ['district-officer'], {
    entry: true,
    verdicts: ['served'],
    clauses: ['R-1', 'R-6'],
  }),
  'hear-household': act('听取意见与调解', KIND, ['district-government'], {
    entry: true,
    verdicts: ['opinion-heard'],
    separatedFrom: separated('R-5', 'prepare-decision-report', 'decide-compensation'),
    clauses: ['R-1', 'R-5'],
  }),
  'decide-compensation': act('作出补偿决定', KIND, ['district-government'], {
    verdicts: ['approved', 'returned'],
    separatedFrom: separated('R-5', 'prepare-decision-report', 'hear-household'),
    clauses: ['R-5', 'R-15'],
  }),
  'fund-decision': act('补足补偿决定资金', KIND, ['town-officer'], {
    verdicts: ['funded'],
    clauses: ['R-9', 'R-56'],
  }),
  'serve-decision': act('送达补偿决定', KIND, ['district-officer'], {
    entry: true,
    verdicts: ['served'],
    clauses: ['R-1', 'R-6'],
  }),
  'confirm-remedies': act('核对救济与履行', KIND, ['district-officer'], {
    entry: true,
    verdicts: ['exhausted', 'pending', 'annulled', 'fulfilled'],
    clauses: ['R-1', 'R-6'],
  }),
  'demand-performance': act('催告履行', KIND, ['district-officer'], {
    entry: true,
    verdicts: ['served'],
    separatedFrom: separated('R-5', 'apply-to-court'),
    clauses: ['R-1', 'R-6'],
  }),
  'apply-to-court': act('申请强制执行', KIND, ['district-government'], {
    entry: true,
    verdicts: ['applied', 'fulfilled'],
    separatedFrom: separated('R-5', 'prepare-decision-report', 'demand-performance'),
    clauses: ['R-1', 'R-5'],
  }),
  'record-court-ruling': act('登记法院裁定与执行', KIND, ['district-officer'], {
    entry: true,
    verdicts: ['enforced', 'dismissed', 'fulfilled'],
    clauses: ['R-1', 'R-6'],
  }),
  'record-compensation-choice': act('登记补偿方式', KIND, ['district-officer'], {
    entry: true,
    verdicts: ['recorded'],
    clauses: ['R-6', 'R-15'],
  }),
} as const satisfies Record<string, ActDefinition>;
