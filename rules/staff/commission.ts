import { actOf, isActName } from '../acts.js';
import { isWorkOfFirm } from '../acts/firm.js';
import type { IsoDate } from '../dates.js';
import type { Finding } from '../decision.js';
import type { SeparatedAct } from './separation.js';

/** A commission of a firm for one project, filed by the department; both dates belong to it, null: until it is closed. */
export interface Commission {
  readonly firmOrganisationId: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
}

export const isCommissionedOn = (commission: Commission, firmId: string | undefined, on: IsoDate): boolean =>
  commission.firmOrganisationId === firmId &&
  commission.validFrom <= on &&
  (commission.validTo === null || on <= commission.validTo);

/**
 * a firm works only under a commission valid that day. `commissions` are those of the project of the case; null
 * where the case belongs to no project.
 */
export function commissionFindings(
  act: SeparatedAct,
  organisationId: string | undefined,
  commissions: readonly Commission[] | null,
  on: IsoDate,
): Finding[] {
  if (!isActName(act) || !isWorkOfFirm(actOf(act)) || commissions === null) return [];
  if (commissions.some((each) => isCommissionedOn(each, organisationId, on))) return [];
  const message = `本单位在 ${on} 没有本项目有效的委托合同，请街镇签订并由主管部门备案后再办理`;
  return [{ code: 'NOT_COMMISSIONED', message, basis: 'R-10' }];
}
