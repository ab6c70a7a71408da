import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import { periodEnd } from '../period.js';
import type { HolidayCalendar } from '../period.js';
import type { Policy } from '../policy/policies.js';
import type { Mode } from '../vocabulary/cases.js';

/** Which agency the holders of each certificate named; certificates that named none are absent. */
export type NamedAgencies = ReadonlyMap<string, string>;

export interface Consultation {
  readonly mode: Mode;
  /** The day the shortlist was published. */
  readonly openedOn: IsoDate;
  readonly today: IsoDate;
  readonly certificateIds: readonly string[];
  readonly named: NamedAgencies;
}

/**
 * 协商选定: in a formal expropriation the holders first try to agree (征收与补偿条例 art 20). Agreed is what every
 * certificate in the scope names alike; when the period is over without that, they vote. A negotiated project votes
 * at once.
 */
export function consultAgency(
  consultation: Consultation,
  calendar: HolidayCalendar,
  policy: Policy,
): Decision<{ readonly outcome: 'agreed' | 'waiting' | 'vote'; readonly agencyId: string | null }> {
  const { mode, openedOn, today, certificateIds, named } = consultation;
  const { value: length, basis } = policy.selection.agree;
  const refuse = (outcome: 'waiting' | 'vote', code: Finding['code'], message: string) =>
    decide({ outcome, agencyId: null }, [{ code, message, basis }], policy.version);
  if (mode === 'negotiated') return refuse('vote', 'MODE_NOT_APPLICABLE', '协议置换由居民投票选定，请组织投票');
  const { lastDay } = periodEnd(openedOn, length, calendar);
  const agencies = new Set(certificateIds.map((id) => named.get(id)));
  const [agencyId] = agencies;
  if (agencies.size === 1 && agencyId !== undefined && today <= lastDay) {
    return decide({ outcome: 'agreed', agencyId }, [], policy.version);
  }
  if (today <= lastDay) return refuse('waiting', 'NOT_AGREED', `尚未协商一致，协商至 ${lastDay} 截止`);
  return refuse('vote', 'NOT_AGREED', `至 ${lastDay} 未协商一致，请组织投票`);
}
