import type { IsoDate } from '../dates.js';
import type { Finding } from '../decision.js';
import type { RiskStratum } from './risk-stratum.js';

/** 廉洁风险防控点: where a firm's work may go wrong, by which law or policy, and what is done against it. */
export interface RiskPoint {
  readonly point: string;
  /** The law or policy it was found by. */
  readonly basis: string;
  /** The same three levels by which inspections draw their samples. */
  readonly level: RiskStratum;
  readonly measure: string;
  readonly ownerId: string;
  readonly reviewOn: IsoDate;
  /** Nothing is left to be done about it. */
  readonly closed: boolean;
}

/** Points left open last time come again, closed or open; what stays open is looked at again on a later day. */
export function checkRiskPoints(
  points: readonly Pick<RiskPoint, 'point' | 'closed' | 'reviewOn'>[],
  openBefore: readonly string[],
  today: IsoDate,
): Finding[] {
  const dropped = openBefore.filter((point) => !points.some((each) => each.point === point));
  const findings = dropped.map((point): Finding => {
    const message = `上次未了结的风险点“${point}”没有结转，请补上`;
    return { code: 'FIELD_MISSING', message, basis: 'R-76', field: 'points' };
  });
  if (points.some(({ closed, reviewOn }) => !closed && reviewOn <= today)) {
    const message = '未了结的风险点须写明今天以后的复查日';
    findings.push({ code: 'FIELD_OUT_OF_RANGE', message, basis: 'R-76', field: 'points' });
  }
  if (new Set(points.map(({ point }) => point)).size < points.length) {
    findings.push({ code: 'ROW_DUPLICATE', message: '同一风险点填写了两次', basis: 'R-76', field: 'points' });
  }
  return findings;
}
