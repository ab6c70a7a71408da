import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatSqm } from '../units.js';
import type { Tenure } from '../vocabulary/cases.js';
import { areaConversionText, buildingAreaOfLivingArea } from './living-area.js';

/** What is known of a household's area; all in hundredths of m², null where there is no such paper or survey. */
export interface AreaEvidence {
  readonly tenure: Tenure;
  /** Building area on the ownership certificate. */
  readonly certificateHundredths: bigint | null;
  /** Living area on the public-tenancy voucher. */
  readonly livingHundredths: bigint | null;
  /** The two surveys of the last round agree: the larger of them. */
  readonly surveyedHundredths: bigint | null;
}

export interface AreaProposal {
  /** The area the papers lead to; 0 when there is no lawful basis. */
  readonly areaHundredths: bigint;
  readonly source: 'certificate' | 'living-area' | 'none';
  /** The explanation that goes into the determination. */
  readonly explanation: string;
}

/**
 * 面积认定 proposal: the certificate's building area; for a public tenancy without one, the living area converted.
 * A survey alone proves no right: the determination officer must name another basis. A survey that differs
 * from the papers beyond the tolerance is a finding, so that the officer looks at it before determining.
 */
export function proposeArea(evidence: AreaEvidence, policy: Policy): Decision<AreaProposal> {
  const proposal = fromPapers(evidence, policy);
  const findings: Finding[] = [];
  if (proposal.areaHundredths <= 0n) {
    const message = '没有证载面积或居住面积，请补充产权证明或建房批准文件后再认定';
    findings.push({ code: 'AREA_UNPROVEN', message, basis: 'R-25、征收与补偿条例第24条' });
  } else if (evidence.surveyedHundredths !== null) {
    findings.push(...surveyFindings(evidence.surveyedHundredths, proposal.areaHundredths, policy));
  }
  return decide(proposal, findings, policy.version);
}

function fromPapers({ tenure, certificateHundredths, livingHundredths }: AreaEvidence, policy: Policy): AreaProposal {
  if (certificateHundredths !== null) {
    const explanation = `证载建筑面积${formatSqm(certificateHundredths)}㎡`;
    return { areaHundredths: certificateHundredths, source: 'certificate', explanation };
  }
  if (tenure === 'public-tenancy' && livingHundredths !== null) {
    return {
      areaHundredths: buildingAreaOfLivingArea(livingHundredths, policy),
      source: 'living-area',
      explanation: areaConversionText(livingHundredths, policy),
    };
  }
  return { areaHundredths: 0n, source: 'none', explanation: '没有面积依据' };
}

function surveyFindings(surveyed: bigint, registered: bigint, policy: Policy): Finding[] {
  const tolerance = policy.area.surveyToleranceBp;
  const gap = surveyed > registered ? surveyed - registered : registered - surveyed;
  if (gap * 10_000n <= registered * BigInt(tolerance.value)) return [];
  const message = `实测${formatSqm(surveyed)}㎡与证载（换算）${formatSqm(registered)}㎡不符，请查明未登记部分并写明认定依据`;
  return [{ code: 'AREA_MISMATCH', message, basis: 'R-25、征收与补偿条例第24条', field: 'areaSqm' }];
}
