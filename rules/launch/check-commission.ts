import type { IsoDate } from '../dates.js';
import type { Finding } from '../decision.js';
import type { Policy } from '../policy/policies.js';
import type { Land } from './grounds.js';

/** 委托合同期限: the last day is not before the first. */
export function checkCommissionTerm(validFrom: IsoDate, validTo: IsoDate | null): Finding[] {
  if (validTo === null || validTo >= validFrom) return [];
  return [{ code: 'FIELD_OUT_OF_RANGE', message: '合同终止日早于起始日，请改正', basis: 'R-10', field: 'validTo' }];
}

/** 事务所持证人数: on collective land a firm needs so many certified staff before it may be commissioned. */
export function checkFirmStaff(certifiedStaff: number, land: Land, policy: Policy): Finding[] {
  const { value: needed, basis } = policy.staff.firmMinCertified;
  if (land === 'state' || certifiedStaff >= needed) return [];
  const message = `事务所持证人员 ${String(certifiedStaff)} 名，少于 ${String(needed)} 名，不得受托集体土地项目，请退回另行委托`;
  return [{ code: 'FIRM_UNDERSTAFFED', message, basis: `${basis}、R-10` }];
}
