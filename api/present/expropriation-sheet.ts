import { compensationNeedOf, fundsFor } from '../../db/repositories/compensation-need.repository.js';
import {
  landApprovalOf,
  meetingOf,
  proceedingsOf,
  riskOf,
  wordsOf,
} from '../../db/repositories/expropriation-facts.repository.js';
import { wasRefused } from '../../db/repositories/expropriation-refusal.repository.js';
import { expropriationsOf } from '../../db/repositories/expropriation.repository.js';
import { planTrack } from '../../db/repositories/plans.repository.js';
import { holidayCalendar } from '../../db/holidays.js';
import type { Transaction } from '../../db/transaction.js';
import { proceedingOutcomeTerms, proceedingTerms } from '../../rules/expropriation/proceedings.js';
import { remedyPeriods } from '../../rules/expropriation/remedies.js';
import { returnStepTerms } from '../../rules/expropriation/return-steps.js';
import { formatYuan } from '../../rules/units.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection, tableSection } from './sheet.js';

const yesOrNo = (value: boolean): string => (value ? '是' : '否');

/** What an expropriation is decided on: risk, money, meeting; then the decision, its notice and what is done against it. */
export async function expropriationSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  return [
    ...(await riskSections(tx, trackId)),
    ...(await fundSections(tx, trackId)),
    ...(await meetingSections(tx, trackId)),
    ...(await decisionSections(tx, trackId)),
  ];
}

async function riskSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const risk = await riskOf(tx, trackId);
  if (risk === undefined) return [];
  return [
    linesSection('社会稳定风险评估', [
      ['报告文号', risk.reportNumber],
      ['听取意见', `${String(risk.heardPersons)} 人`],
      ['风险点与等级理由', risk.findings],
      ['防范化解措施', risk.measures],
      ['安置房源已落实', yesOrNo(risk.housingReady), risk.housing],
    ]),
  ];
}

async function fundSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const need = await compensationNeedOf(tx, trackId);
  if (need === undefined) return [];
  const { projectId } = await planTrack(tx, trackId);
  const funds = await fundsFor(tx, projectId, need);
  const missing = need.needFen > funds ? need.needFen - funds : 0n;
  return [
    linesSection('征收补偿资金', [
      ['户数', `${String(need.households)} 户`],
      ['尚未计入', need.uncounted === 0 ? null : `${String(need.uncounted)} 户`, '面积未锁定，或方案缺少其单价'],
      ['应补偿金额', `${formatYuan(need.needFen)} 元`, '系统按本轨方案逐户计算，任何人不得填写'],
      ['专户资金', `${formatYuan(funds)} 元`, '已登记入账，不含已另行承诺的'],
      ['缺口', `${formatYuan(missing)} 元`],
      ['须经政府常务会议', yesOrNo(need.meetingNeeded)],
    ]),
  ];
}

async function meetingSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const meeting = await meetingOf(tx, trackId);
  const approval = await landApprovalOf(tx, trackId);
  return [
    ...(meeting === undefined
      ? []
      : [
          linesSection('政府常务会议', [
            ['会议日期', meeting.heldOn],
            ['纪要文号', meeting.minutesNumber],
            ['到会', `${String(meeting.present)} 人`],
            ['同意征收', yesOrNo(meeting.agreed)],
            ['讨论意见', meeting.opinion],
          ]),
        ]),
    ...(approval === undefined
      ? []
      : [
          linesSection('土地征收批准', [
            ['批准文号', approval.number],
            ['批准机关', approval.authority],
            ['批准日期', approval.approvedOn],
            ['收到日期', approval.receivedOn],
          ]),
        ]),
  ];
}

async function decisionSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const words = await wordsOf(tx, trackId);
  const [decision] = await expropriationsOf(tx, trackId);
  const sections: SheetSection[] = [];
  if (decision === undefined && words?.reason != null) {
    const refused = await wasRefused(tx, trackId);
    sections.push(
      linesSection(refused ? '不予征收' : '退回', [
        ['退回的步骤', words.returnTo === null ? null : returnStepTerms[words.returnTo].label],
        ['理由', words.reason],
      ]),
    );
  }
  if (decision === undefined) return sections;
  const { policy } = await planTrack(tx, trackId);
  const periods = decision.publishedOn === null ? null : remedyPeriods(decision.publishedOn, holidayCalendar, policy);
  sections.push(
    linesSection('征收决定', [
      ['文号', decision.number],
      ['公告编号', decision.noticeNumber],
      ['公告日', decision.publishedOn ?? '未发布', '国有土地征收的价值时点'],
      ['可申请复议至', periods?.review.lastDay],
      ['可提起诉讼至', periods?.suit.lastDay, '复议、诉讼期间决定不停止执行'],
    ]),
  );
  const rows = (await proceedingsOf(tx, trackId)).map(({ kind, authority, number, filedOn, outcome, ...rest }) => [
    proceedingTerms[kind].label,
    authority,
    number,
    filedOn,
    proceedingOutcomeTerms[outcome].label,
    rest.endedOn ?? '',
    rest.suspension ?? '不停止执行',
  ]);
  const columns = ['种类', '机关', '案号', '提出日', '结果', '审结日', '停止执行'];
  sections.push(tableSection('对决定的复议与诉讼', columns, rows, '尚未登记复议或诉讼'));
  return sections;
}
