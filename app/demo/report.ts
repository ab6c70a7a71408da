import type { DrawsRecomputed } from './play-draws.js';
import type { ProjectAccount } from '../../db/repositories/project-account.repository.js';
import { isBalanced, unpaidFen } from '../../db/repositories/project-account.repository.js';
import { alarmKindTerms } from '../../rules/vocabulary/alarms.js';
import { noticeKindTerms } from '../../rules/vocabulary/papers.js';
import { formatYuan } from '../../rules/units.js';

/** How a play ended, besides what the project came to. */
export interface Ending {
  readonly title: string;
  readonly incidents: number;
  /** Processes of the project that are still under way; none when all is well. */
  readonly running: readonly string[];
  readonly seconds: number;
  readonly draws: DrawsRecomputed;
  /** The folder with what a stranger can check. */
  readonly evidence: string;
}

export const endedWell = (account: ProjectAccount, { incidents, running, draws }: Ending): boolean =>
  incidents === 0 && draws.contradicted === 0 && running.length === 0 && isBalanced(account);

const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((sum, each) => sum + each, 0);

const listed = (
  counts: Readonly<Record<string, number>>,
  terms: Readonly<Record<string, { readonly label: string }>>,
) =>
  Object.entries(counts)
    .map(([kind, count]) => `${terms[kind]?.label ?? kind} ${String(count)}`)
    .join('，');

function moneyLines(account: ProjectAccount): string[] {
  const { agreedFen, grantedFen, paidFen, depositedFen, balanceFen } = account;
  const unpaid = unpaidFen(account);
  const whole = grantedFen > 0n ? '与协议、补偿决定总额一致' : '与协议总额一致';
  const match = unpaid === 0n ? whole : `与应付不符（应付 ${formatYuan(agreedFen + grantedFen)} 元）`;
  const even = depositedFen === paidFen + balanceFen ? '收支平衡' : '收支不平';
  const granted = grantedFen > 0n ? `，补偿决定 ${formatYuan(grantedFen)} 元` : '';
  return [
    `已付        ${String(account.paid)} 户，合计 ${formatYuan(paidFen)} 元，${match}（协议 ${formatYuan(agreedFen)} 元${granted}）`,
    `专户        存入 ${formatYuan(depositedFen)} 元，付出 ${formatYuan(paidFen)} 元，余 ${formatYuan(balanceFen)} 元，${even}`,
  ];
}

/** The report as people read it. */
export function reportText(account: ProjectAccount, ending: Ending): string {
  const converted = account.converted ? `，${String(account.convertedHouseholds)} 户转入征收程序` : '';
  return [
    `项目        ${ending.title}${converted}`,
    `户数        ${String(account.households)}`,
    `生效协议    ${String(account.agreements)}`,
    `补偿决定    ${String(account.decisions)} 件`,
    `退回        ${String(account.returned)} 次`,
    `异议        ${String(account.objections)} 件，其中成立 ${String(account.upheld)} 件`,
    `评估异议    复核 ${String(account.reappraisals)} 件，其中经专家鉴定 ${String(account.byExperts)} 件`,
    `估价选定    投票 ${String(account.votes)} 次，摇号 ${String(account.lots)} 次`,
    `公信评议    ${String(account.specialProblems)} 件`,
    `检查        ${String(account.inspections)} 次`,
    `抽签        ${String(ending.draws.total)} 次，重算不符 ${String(ending.draws.contradicted)} 次`,
    `延长签约    ${String(account.extensions)} 次`,
    `公示公告    ${String(total(account.notices))} 件：${listed(account.notices, noticeKindTerms)}`,
    `警示        ${String(total(account.alarms))} 次：${listed(account.alarms, alarmKindTerms)}`,
    `发放清单    ${String(account.paymentLists)} 份，其中退回 ${String(account.refusedLists)} 次`,
    ...moneyLines(account),
    `未结流程    ${ending.running.length === 0 ? '无' : ending.running.join('、')}`,
    `流程事件    ${String(ending.incidents)} 件`,
    `用时        ${ending.seconds.toFixed(1)} 秒`,
    `证据        ${ending.evidence}（核验方法：docs/verify.md）`,
  ].join('\n');
}

/** The same as one line of JSON; amounts as text, in whole fen. */
export function reportJson(scenario: string, account: ProjectAccount, ending: Ending): string {
  const { incidents, running, seconds, draws, evidence } = ending;
  const all = { scenario, ...account, balanced: isBalanced(account), draws, incidents, running, seconds, evidence };
  return JSON.stringify(all, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
