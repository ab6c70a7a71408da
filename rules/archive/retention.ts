import { addDays } from '../dates.js';
import type { IsoDate } from '../dates.js';
import type { Policy } from '../policy/policies.js';
import { term } from '../vocabulary/term.js';
import type { Term } from '../vocabulary/term.js';

/** How long a paper is kept (保管期限类别). */
export const retentionTerms = {
  'household-file': term('分户档案', '一户的件袋、协议和办理记录', 'R-47'),
  procedure: term('项目程序档案', '项目和各轨道的公告、方案、决定等文书', 'R-47'),
  procurement: term('采购与委托文件', '委托合同等采购文件', '政府采购法第42条'),
  'accounting-voucher': term('会计凭证、账簿', '发放清单等会计凭证', '会计档案管理办法'),
  'accounting-other': term('其他会计资料', '对账单等其他会计资料', '会计档案管理办法'),
  staff: term('人员一般文件', '人员录用、培训的一般文件', 'R-62'),
} as const satisfies Record<string, Term>;

export type RetentionClass = keyof typeof retentionTerms;

/** Kinds of cases whose papers are those of one household. */
const OF_A_HOUSEHOLD = ['household', 'objection', 'review', 'appraisal-report', 'compensation-decision'];

/** The class of a paper by its case and the act it was stored for; what is not known otherwise is kept for ever. */
export function retentionClass(caseKind: string, act: string | null): RetentionClass {
  if (OF_A_HOUSEHOLD.includes(caseKind)) return 'household-file';
  if (caseKind === 'payment-list') return 'accounting-voucher';
  if (caseKind === 'staff-member') return 'staff';
  return act === 'sign-commission' ? 'procurement' : 'procedure';
}

/** Whole years that a class is kept; permanent ones for ever. */
export function retentionYears(kept: RetentionClass, { archive }: Policy): number | 'permanent' {
  const years = {
    'household-file': archive.householdFile.value,
    procedure: archive.procedureFile.value,
    procurement: archive.procurementYears.value,
    'accounting-voucher': archive.accountingYears.value,
    'accounting-other': archive.minorAccountingYears.value,
    staff: archive.staffYears.value,
  } as const satisfies Record<RetentionClass, number | 'permanent'>;
  return years[kept];
}

/** The last day of the year so many years after the year of a day: periods count from the end of the year of closing. */
const endOfYear = (closedOn: IsoDate, years: number): IsoDate =>
  `${String(Number(closedOn.slice(0, 4)) + years)}-12-31`;

/** Last day on which a paper of a project closed that day must be kept; null: for ever. */
export function keptUntil(kept: RetentionClass, closedOn: IsoDate, policy: Policy): IsoDate | null {
  const years = retentionYears(kept, policy);
  return years === 'permanent' ? null : endOfYear(closedOn, years);
}

/** First day on which the papers of a project closed that day go to the district archive (档案法实施条例 art 20). */
export const transferDueOn = (closedOn: IsoDate, { archive }: Policy): IsoDate =>
  addDays(endOfYear(closedOn, archive.districtTransferYears.value), 1);

/** May a paper be put on a list of destruction that day? Never a permanent one, never on its last day of keeping. */
export function mayBeDestroyed(kept: RetentionClass, closedOn: IsoDate, today: IsoDate, policy: Policy): boolean {
  const until = keptUntil(kept, closedOn, policy);
  return until !== null && until < today;
}
