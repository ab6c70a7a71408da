import { addDays, addMonths } from '../dates.js';
import type { IsoDate } from '../dates.js';
import { decide } from '../decision.js';
import type { Decision, Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';

/** 暂停办理期限 (征收与补偿条例第16条): the last day of a freeze of so many months; never longer than the law allows. */
export function freezePeriod(startsOn: IsoDate, months: number, today: IsoDate, policy: Policy): Decision<IsoDate> {
  const { value: limit, basis } = policy.launch.freezeMax;
  const findings: Finding[] = [];
  if (!Number.isInteger(months) || months < 1 || months > limit.amount) {
    const message = `暂停办理期限须为 1 到 ${String(limit.amount)} 个月，请改正`;
    findings.push({ code: 'PERIOD_TOO_LONG', message, basis, field: 'months' });
  }
  if (startsOn < today) {
    findings.push({ code: 'FIELD_OUT_OF_RANGE', message: '起始日不得早于今日，请改正', basis, field: 'startsOn' });
  }
  const endsOn = findings.length === 0 ? addDays(addMonths(startsOn, months), -1) : startsOn;
  return decide(endsOn, findings, policy.version);
}
