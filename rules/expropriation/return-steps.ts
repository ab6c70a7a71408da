import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';

/** The step that must change before an expropriation can be decided. */
export const returnStepTerms = {
  risk: term('风险评估', '重新评估社会稳定风险，资金随之重新核实', '征收与补偿条例第12条'),
  funds: term('资金到位', '重新核算应补偿金额，核实专户资金', '征收与补偿条例第12条'),
  meeting: term('常务会议', '再次提交政府常务会议讨论', '征收与补偿条例第12条'),
} as const satisfies Record<string, Term>;
export type ReturnStep = keyof typeof returnStepTerms;
