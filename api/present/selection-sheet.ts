import { agencyGradeTerms } from '../../rules/selection/qualification.js';
import { howChosenTerms, nextStepTerms, voteRoundTerms } from '../../rules/vocabulary/selection.js';
import { formatInstant } from '../../rules/dates.js';
import { nominationOf, organisationNames } from '../../db/repositories/agency-candidates.repository.js';
import { differingBallots, progressOf } from '../../db/repositories/ballots.repository.js';
import { chosenAppraiserOf } from '../../db/repositories/chosen-appraiser.repository.js';
import { drawOf, lotteryCallOf, lotteryRunOf } from '../../db/repositories/lottery.repository.js';
import { candidatesOfVote, getVote, tallyOf, votesOf } from '../../db/repositories/votes.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { SheetSection } from '../contract/index.js';
import { linesSection } from './sheet.js';

const columns = (...labels: string[]) => labels.map((label) => ({ label, numeric: label === '票数' }));

async function candidatesSection(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const nomination = await nominationOf(tx, trackId);
  if (nomination === undefined) return [];
  const rows = nomination.agencies.map((agency) => [
    agency.name,
    agencyGradeTerms[agency.grade].label,
    agency.certificateNumber,
    agency.certificateValidTo,
    agency.independent ? '无' : '有',
    agency.registeredOn ?? '街镇提名',
    agency.leftOutReason ?? '入围',
  ]);
  return [
    {
      kind: 'table',
      title: '候选评估机构',
      columns: columns('机构', '资质等级', '证书编号', '有效期至', '利害关系', '报名日', '是否入围'),
      rows,
      empty: '尚未提名候选机构',
    },
    linesSection('投票办法', [
      ['投票天数', `${String(nomination.votingDays)} 日`, '自候选名单公示期满次日起算'],
      ['投票地点', nomination.place],
    ]),
  ];
}

/** One vote with its result, as far as it is. */
async function voteSections(tx: Transaction, voteId: string): Promise<SheetSection[]> {
  const vote = await getVote(tx, voteId);
  const tally = await tallyOf(tx, voteId);
  const candidates = await candidatesOfVote(tx, voteId);
  const title = `第 ${String(vote.number)} 次投票`;
  return [
    linesSection(title, [
      ['轮次', voteRoundTerms[vote.round].label],
      ['投票开始', formatInstant(vote.opensAt)],
      ['投票截止', formatInstant(vote.closesAt)],
      ['总证数', tally && `${String(tally.units)} 证`],
      ['参加', tally && `${String(tally.ballotsCast)} 证`],
      ['空白或无法辨认', tally && `${String(tally.blank)} 票`],
      ['不计', tally && `${String(tally.setAside.length)} 票`],
      ['结果', tally && nextStepTerms[tally.step].label],
    ]),
    {
      kind: 'table',
      title: `${title}：机构`,
      columns: columns('票上序号', '机构', '票数'),
      rows: candidates.map(({ agencyId, name }, index) => [
        String(index + 1),
        name,
        tally ? String(tally.votes[agencyId] ?? 0) : '未计票',
      ]),
      empty: '没有候选机构',
    },
    ...(await lotterySection(tx, voteId)),
  ];
}

async function lotterySection(tx: Transaction, voteId: string): Promise<SheetSection[]> {
  const call = await lotteryCallOf(tx, voteId);
  if (call === undefined) return [];
  const run = await lotteryRunOf(tx, voteId);
  const draw = await drawOf(tx, voteId);
  return [
    linesSection('摇号', [
      ['种子取自', call.seedSource],
      ['号码公布日', call.seedPublishedOn],
      ['地点', call.place],
      ['种子', run?.seed, '次序由“种子:机构名称”的 SHA-256 决定，任何人都可重算'],
      ['见证人', run?.witnesses.map(({ name }) => name).join('、')],
      ['次序', draw?.order.map(({ name }) => name).join('、')],
    ]),
  ];
}

/** What every task of a track shows of the choice of its agency. */
export async function selectionSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const chosen = await chosenAppraiserOf(tx, trackId);
  const names = await organisationNames(tx, chosen ? [chosen.agencyId] : []);
  const sections = await candidatesSection(tx, trackId);
  for (const { id } of await votesOf(tx, trackId)) sections.push(...(await voteSections(tx, id)));
  if (chosen) {
    const how = howChosenTerms[chosen.how].label;
    sections.push(
      linesSection('选定的评估机构', [
        ['机构', names.get(chosen.agencyId)],
        ['方式', how],
      ]),
    );
  }
  return sections;
}

/** What a task of one vote shows; nothing of what stands on a ballot, but which ballots were read differently. */
export async function voteTaskSections(tx: Transaction, voteId: string, differing: boolean): Promise<SheetSection[]> {
  const progress = await progressOf(tx, voteId);
  const sections = await voteSections(tx, voteId);
  sections.push({
    kind: 'table',
    title: '录入进度',
    columns: columns('录入人', '遍次', '票数'),
    rows: progress.map(({ names, third, ballots }) => [names, third ? '复核' : '录入', String(ballots)]),
    empty: '尚未录入选票',
  });
  if (differing) {
    const findings = await differingBallots(tx, voteId);
    sections.push({
      kind: 'table',
      title: `须复核的选票（${String(findings.length)} 张）`,
      columns: columns('票号', '问题'),
      rows: findings.slice(0, 200).map(({ field, message }) => [field ?? '', message]),
      empty: '没有须复核的选票',
    });
  }
  return sections;
}
