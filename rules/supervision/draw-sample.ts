import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { drawOrder } from '../draw/draw.js';
import type { DrawTake } from '../draw/draw-record.js';
import type { Drawn } from '../draw/draw.js';
import type { Policy } from '../policy/policies.js';
import type { RiskStratum } from './risk-stratum.js';

export interface SampledCase extends Drawn {
  readonly stratum: RiskStratum;
}

const STRATA: readonly RiskStratum[] = ['high', 'middle', 'low'];

type Stratified = readonly { readonly id: string; readonly stratum: RiskStratum }[];

/** How many of every stratum a random inspection takes: its share, rounded up. */
export function sampleSizes(cases: Stratified, policy: Policy): Decision<readonly DrawTake[]> {
  const { lowRiskShareBp, middleRiskShareBp, highRiskShareBp } = policy.inspection;
  const shares = { low: lowRiskShareBp, middle: middleRiskShareBp, high: highRiskShareBp };
  const findings: Finding[] = [];
  if (cases.length === 0) {
    findings.push({ code: 'SAMPLE_EMPTY', message: '没有可抽查的案件，请核对范围', basis: 'R-70', field: 'cases' });
  }
  const take = STRATA.flatMap((stratum) => {
    const size = cases.filter((each) => each.stratum === stratum).length;
    return size === 0 ? [] : [{ group: stratum, take: Math.ceil((size * shares[stratum].value) / 10_000) }];
  });
  return decide(take, findings, policy.version);
}

/**
 * 随机抽查: from every stratum its share, rounded up, at least one case where there is any; drawn from a published seed,
 * so that nobody can be spared or picked on. The same seed and the same cases give the same sample.
 */
export function drawSample(cases: Stratified, seed: string, policy: Policy): Decision<readonly SampledCase[]> {
  const sizes = sampleSizes(cases, policy);
  const findings: Finding[] = [];
  if (seed.trim() === '') {
    findings.push({ code: 'FIELD_MISSING', message: '请填写已公布的抽查种子', basis: 'R-70', field: 'seed' });
  }
  findings.push(...sizes.findings);
  if (findings.length > 0) return decide([], findings, policy.version);
  const sample = STRATA.flatMap((stratum) => {
    const ids = cases.filter((each) => each.stratum === stratum).map(({ id }) => id);
    const size = sizes.value.find(({ group }) => group === stratum)?.take ?? 0;
    return drawOrder(ids, seed)
      .slice(0, size)
      .map((drawn) => ({ ...drawn, stratum }));
  });
  return decide(sample, [], policy.version);
}
