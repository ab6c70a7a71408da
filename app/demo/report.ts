import type { CaseView, PaymentList, PublicNotices } from '../../api/contract/index.js';
import type { Played } from './play-project.js';

/** What a played project came to; amounts in whole fen. */
export interface Report {
  readonly households: number;
  readonly agreements: number;
  readonly returned: number;
  readonly objections: number;
  readonly notices: number;
  readonly paymentLists: number;
  readonly refusedLists: number;
  readonly paid: number;
  readonly agreedFen: bigint;
  readonly paidFen: bigint;
}

const fen = (yuan: string): bigint => BigInt(yuan.replace('.', ''));
const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

/** Reads the finished project as an auditor may, case by case. */
export async function reportOf({ project, households, player }: Played): Promise<Report> {
  const auditor = player.as('audit');
  const cases: CaseView[] = [];
  for (const { id } of households) cases.push(await auditor.get<CaseView>(`/api/households/${id}`));
  const lists: PaymentList[] = [];
  for (const { id } of project.paymentLists) lists.push(await auditor.get<PaymentList>(`/api/payment-lists/${id}`));
  const { notices } = await auditor.get<PublicNotices>('/api/public/notices');
  const agreements = cases.flatMap((view) => view.agreements.filter(({ effectiveAt }) => effectiveAt !== null));
  const payments = cases.flatMap((view) => view.payments.filter(({ status }) => status === 'paid'));
  return {
    households: households.length,
    agreements: agreements.length,
    returned: cases.flatMap(({ acts }) => acts).filter(({ verdict }) => verdict === 'returned').length,
    objections: cases.flatMap(({ objections }) => objections).length,
    notices: notices.length,
    paymentLists: lists.length,
    refusedLists: lists.flatMap(({ acts }) => acts).filter(({ verdict }) => verdict === 'refused').length,
    paid: payments.length,
    agreedFen: sum(agreements.map(({ totalYuan }) => fen(totalYuan))),
    paidFen: sum(payments.map(({ amountYuan }) => fen(amountYuan))),
  };
}

const yuan = (amount: bigint): string => `${String(amount / 100n)}.${String(amount % 100n).padStart(2, '0')} 元`;

/** The report as people read it. */
export function reportText(report: Report, incidents: number, seconds: number): string {
  const balanced =
    report.paidFen === report.agreedFen ? '与协议总额一致' : `与协议总额不符（协议 ${yuan(report.agreedFen)}）`;
  return [
    `户数        ${String(report.households)}`,
    `生效协议    ${String(report.agreements)}`,
    `退回        ${String(report.returned)} 次`,
    `异议        ${String(report.objections)} 件`,
    `公示公告    ${String(report.notices)} 件`,
    `发放清单    ${String(report.paymentLists)} 份，其中退回 ${String(report.refusedLists)} 次`,
    `已付        ${String(report.paid)} 户，合计 ${yuan(report.paidFen)}，${balanced}`,
    `流程事件    ${String(incidents)} 件`,
    `用时        ${seconds.toFixed(1)} 秒`,
  ].join('\n');
}
