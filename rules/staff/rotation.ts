import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import { formatPercent } from '../units.js';

/** One contact with a household, by the two officers who were there. */
export interface Contact {
  readonly officerIds: readonly [string, string];
}

export interface PairFigure {
  readonly personId: string;
  readonly partnerId: string;
  /** Contacts of the person in all, and those with this partner. */
  readonly contacts: number;
  readonly together: number;
}

/**
 * 搭档轮换: how often each officer goes with each partner. Who always goes with the same one is a finding, once there are
 * enough contacts to say so (R-75: no favours and connections in signing).
 */
export function pairRotation(contacts: readonly Contact[], policy: Policy): Decision<readonly PairFigure[]> {
  const { rotationFromContacts, rotationPairShareMaxBp } = policy.staff;
  const figures = figuresOf(contacts);
  const fixed = figures.filter(
    ({ contacts: all, together }) =>
      all >= rotationFromContacts.value && together * 10_000 > all * rotationPairShareMaxBp.value,
  );
  const findings: Finding[] = fixed.map(({ personId, contacts: all, together }) => ({
    code: 'PAIR_FIXED',
    message: `${all}次接触中${together}次同一搭档，超过${formatPercent(rotationPairShareMaxBp.value)}，请轮换`,
    basis: rotationPairShareMaxBp.basis,
    field: personId,
  }));
  return decide(figures, findings, policy.version);
}

function figuresOf(contacts: readonly Contact[]): PairFigure[] {
  const partners = new Map<string, string[]>();
  for (const { officerIds } of contacts) {
    const [one, other] = officerIds;
    partners.set(one, [...(partners.get(one) ?? []), other]);
    partners.set(other, [...(partners.get(other) ?? []), one]);
  }
  return [...partners].flatMap(([personId, all]) =>
    [...new Set(all)].map((partnerId) => ({
      personId,
      partnerId,
      contacts: all.length,
      together: all.filter((each) => each === partnerId).length,
    })),
  );
}
