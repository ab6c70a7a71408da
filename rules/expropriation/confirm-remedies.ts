import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { RemedyFacts, RemedyState } from './remedies.js';

/** What a person found out about a decision that was served. */
export interface ConfirmedRemedies extends Omit<RemedyFacts, 'servedOn'> {
  /** Review or judgment set the decision aside. */
  readonly annulled: boolean;
  readonly movedOut: boolean;
}

/** 核对救济: the days in their order, none in the future, and nothing set aside without a result or judgment. */
export function checkRemedyDates(
  facts: ConfirmedRemedies,
  servedOn: IsoDate,
  today: IsoDate,
  policy: Policy,
): Decision<null> {
  const { reviewFiledOn, reviewResultServedOn, suitFiledOn, judgedOn, annulled } = facts;
  const findings: Finding[] = [];
  const wrong = (field: string, message: string) =>
    findings.push({ code: 'FIELD_OUT_OF_RANGE', message, basis: '行政诉讼法第46条', field });
  for (const [field, day] of Object.entries({ reviewFiledOn, reviewResultServedOn, suitFiledOn, judgedOn })) {
    if (day !== null && (day < servedOn || day > today)) wrong(field, '日期须在决定送达之后、今日之前，请改正');
  }
  if (reviewResultServedOn !== null && (reviewFiledOn === null || reviewResultServedOn < reviewFiledOn)) {
    wrong('reviewResultServedOn', '没有申请复议，不会有复议结果，请改正');
  }
  if (judgedOn !== null && (suitFiledOn === null || judgedOn < suitFiledOn)) {
    wrong('judgedOn', '没有提起诉讼，不会有判决，请改正');
  }
  if (annulled && reviewResultServedOn === null && judgedOn === null) {
    wrong('annulled', '没有复议结果或判决，决定没有被撤销，请改正');
  }
  return decide(null, findings, policy.version);
}

/** The conclusion must be what the facts say: nobody is declared without remedy while one is left. */
export function mayConcludeRemedies(
  verdict: string,
  facts: ConfirmedRemedies,
  remedy: RemedyState,
  policy: Policy,
): Decision<null> {
  const expected = facts.annulled
    ? 'annulled'
    : facts.movedOut
      ? 'fulfilled'
      : remedy.state === 'exhausted'
        ? 'exhausted'
        : 'pending';
  if (verdict === expected) return decide(null, [], policy.version);
  const words = { annulled: '决定已被撤销', fulfilled: '该户已搬迁', exhausted: '救济已尽', pending: '救济尚未用尽' };
  const message = `按填写的事实，${words[expected]}，请选择相符的结论`;
  const code = expected === 'pending' ? 'REMEDY_OPEN' : 'VERDICT_INVALID';
  return decide(null, [{ code, message, basis: '征收与补偿条例第28条', field: 'verdict' }], policy.version);
}
