import type { Finding } from '../decision.js';
import { containsPersonalNumber } from '../publication/mask.js';
import { formatYuan } from '../units.js';
import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';

/** Special or doubtful problems of a household that the panel judges. */
export const specialProblemTerms = {
  area: term('面积疑难', '面积或其用途的认定有争议', 'R-31'),
  'tenant-status': term('承租人身份', '承租人、权利人或同住人身份有争议', 'R-31'),
  'hardship-persons': term('困难人口认定', '居住困难人口的认定有疑问', 'R-31'),
  'heavy-illness': term('重大疾病', '家庭成员重大疾病，需要照顾', 'R-31'),
  'use-change': term('房屋用途改变', '居住房屋改作他用等情形', 'R-31'),
  other: term('其他疑难', '其他政策没有写明的情形', 'R-30'),
} as const satisfies Record<string, Term>;
export type SpecialProblemKind = keyof typeof specialProblemTerms;

/** How a member voted; an abstention counts as present. */
export const panelVoteTerms = {
  for: term('赞成', '赞成拟处理意见', 'R-30'),
  against: term('反对', '反对拟处理意见', 'R-30'),
  abstain: term('弃权', '到会但不表态', 'R-30'),
} as const satisfies Record<string, Term>;

/** What the panel is asked: made public word for word, so nothing in it may lead to an illness or a number of a person. */
export interface ProposedTreatment {
  readonly question: string;
  readonly treatment: string;
  /** What the treatment would grant beside the computed compensation, in fen; null where it is not about money. */
  readonly amountFen: bigint | null;
  /** The most the plan grants in such a case, in fen, and where the plan says so. */
  readonly planLimitFen: bigint | null;
  readonly planClause: string | null;
}

/** 提请评议: fit to be displayed, and any amount within what the plan grants, by a clause of the plan (R-26, SD18). */
export function proposalFindings(proposed: ProposedTreatment): Finding[] {
  const { amountFen, planLimitFen, planClause } = proposed;
  const findings = [
    ...publicTextFindings(proposed.question, 'question'),
    ...publicTextFindings(proposed.treatment, 'treatment'),
  ];
  if (amountFen === null) return findings;
  if (planLimitFen === null || planClause === null) {
    const message = '涉及金额的，须写明方案条款和该条款允许的最高金额';
    return [...findings, { code: 'FIELD_MISSING', message, basis: 'SD18', field: 'planLimit' }];
  }
  if (amountFen <= planLimitFen) return findings;
  const message = `金额${formatYuan(amountFen)}元超出方案标准${formatYuan(planLimitFen)}元，请按方案调整`;
  return [...findings, { code: 'OPINION_EXCEEDS_PLAN', message, basis: 'R-26、R-31', field: 'amount' }];
}

/** A text that will be displayed quotes no identity number, phone or account. */
export function publicTextFindings(text: string, field: string): Finding[] {
  if (!containsPersonalNumber(text)) return [];
  const message = '文字中有证件号、电话或账号，公示前须删去，请改写';
  return [{ code: 'FIELD_NOT_PUBLISHABLE', message, basis: '个人信息保护法第25条、R-31', field }];
}
