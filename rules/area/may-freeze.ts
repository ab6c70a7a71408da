import { isBefore } from '../dates.js';
import type { IsoInstant } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { ObjectionStatus } from '../vocabulary/statuses.js';

export interface AreaDisplay {
  /** When the display ends; null while it has not been published. */
  readonly endsAt: IsoInstant | null;
  /** Objections about this household's area. */
  readonly objections: readonly { readonly status: ObjectionStatus; readonly upheld: boolean | null }[];
}

/** 面积锁定: only after the display has ended and every objection has been answered and none upheld. */
export function mayFreezeArea(display: AreaDisplay, now: IsoInstant, policy: Policy): Decision<null> {
  const findings: Finding[] = [];
  if (display.endsAt === null || isBefore(now, display.endsAt)) {
    findings.push({ code: 'AREA_NOT_DISPLAYED', message: '面积公示尚未期满，请等期满后再锁定', basis: 'R-24' });
  }
  if (display.objections.some((objection) => objection.status === 'open')) {
    findings.push({ code: 'OBJECTION_OPEN', message: '还有未答复的异议，请先书面答复', basis: 'R-24、SD12' });
  }
  if (display.objections.some((objection) => objection.upheld === true)) {
    findings.push({ code: 'OBJECTION_UPHELD', message: '异议成立，请重新实测并再次公示', basis: 'R-24' });
  }
  return decide(null, findings, policy.version);
}

/** Negotiation and everything after it may begin only on a frozen area. */
export function areaMustBeFrozen(frozen: boolean, policy: Policy): Decision<null> {
  const message = '本户面积尚未锁定，请等面积公示无误后再协商';
  return decide(null, frozen ? [] : [{ code: 'AREA_NOT_FROZEN', message, basis: 'R-24' }], policy.version);
}
