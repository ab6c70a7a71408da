import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatPercent, formatSqm } from '../units.js';

/** One officer's measurement of a round; area in hundredths of m². */
export interface SurveyRecord {
  readonly officerId: string;
  readonly round: number;
  readonly measuredHundredths: bigint;
}

export interface SurveyComparison {
  /** Gap between the two measurements in hundredths of m²; null while there are not two. */
  readonly gapHundredths: bigint | null;
}

/**
 * 实测比对: do the measurements of one round, by two different officers, agree within the tolerance?
 * The gap is measured against the larger area.
 */
export function compareSurveys(
  records: readonly SurveyRecord[],
  round: number,
  policy: Policy,
): Decision<SurveyComparison> {
  const ofRound = records.filter((record) => record.round === round);
  const officers = new Set(ofRound.map((record) => record.officerId));
  const findings: Finding[] = [];
  if (ofRound.length < policy.staff.minPerContact.value) {
    const message = '本轮还缺实测记录，请两名持证人员各自提交一份实测';
    findings.push({ code: 'AREA_SURVEY_INCOMPLETE', message, basis: 'R-23、R-42' });
  } else if (officers.size < ofRound.length) {
    findings.push({
      code: 'SAME_OFFICER_TWICE',
      message: '两份实测是同一人所做，请另一名持证人员重测',
      basis: 'R-42、SD2',
    });
  }
  if (ofRound.some((record) => record.measuredHundredths <= 0n)) {
    findings.push({
      code: 'FIELD_OUT_OF_RANGE',
      message: '实测面积必须大于 0，请重测',
      basis: 'R-25',
      field: 'measuredAreaSqm',
    });
  }
  const areas = ofRound.map((record) => record.measuredHundredths);
  const gapHundredths = areas.length < 2 ? null : maximum(areas) - minimum(areas);
  if (gapHundredths !== null) findings.push(...gapFindings(gapHundredths, maximum(areas), policy));
  return decide({ gapHundredths }, findings, policy.version);
}

function gapFindings(gap: bigint, larger: bigint, policy: Policy): Finding[] {
  const tolerance = policy.area.surveyToleranceBp;
  if (gap * 10_000n <= larger * BigInt(tolerance.value)) return [];
  const message = `两次实测相差${formatSqm(gap)}㎡，超过允许的${formatPercent(tolerance.value)}，请开启新一轮实测`;
  return [{ code: 'AREA_MISMATCH', message, basis: tolerance.basis }];
}

const maximum = (areas: readonly bigint[]) => areas.reduce((a, b) => (a > b ? a : b));
const minimum = (areas: readonly bigint[]) => areas.reduce((a, b) => (a < b ? a : b));
