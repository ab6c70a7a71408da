import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { drawOrder } from '../draw/draw.js';
import type { Drawn } from '../draw/draw.js';
import type { Policy } from '../policy/policies.js';
import type { RiskStratum } from './risk-stratum.js';

export interface SampledCase extends Drawn {
  readonly stratum: RiskStratum;
}

const STRATA: readonly RiskStratum[] = ['high', 'middle', 'low'];

/**
 * 随机抽查: from every stratum its share, rounded up, at least one case where there is any; drawn from a published seed,
 * so that nobody can be spared or picked on. The same seed and the same cases give the same sample.
 */
export function drawSample(
  cases: readonly { readonly id: string; readonly stratum: RiskStratum }[],
  seed: string,
  policy: Policy,
): Decision<readonly SampledCase[]> {
  const { lowRiskShareBp, middleRiskShareBp, highRiskShareBp } = policy.inspection;
  const shares = { low: lowRiskShareBp, middle: middleRiskShareBp, high: highRiskShareBp };
  const findings: Finding[] = [];
  if (seed.trim() === '') {
    findings.push({ code: 'FIELD_MISSING', message: '请填写已公布的抽查种子', basis: 'R-70', field: 'seed' });
  }
  if (cases.length === 0) {
    findings.push({ code: 'SAMPLE_EMPTY', message: '没有可抽查的案件，请核对范围', basis: 'R-70', field: 'cases' });
  }
  if (findings.length > 0) return decide([], findings, policy.version);
  const sample = STRATA.flatMap((stratum) => {
    const ids = cases.filter((each) => each.stratum === stratum).map(({ id }) => id);
    const size = Math.ceil((ids.length * shares[stratum].value) / 10_000);
    return drawOrder(ids, seed)
      .slice(0, size)
      .map((drawn) => ({ ...drawn, stratum }));
  });
  return decide(sample, [], policy.version);
}
