import { expropriationNoticesOf, expropriationState } from '../../db/repositories/expropriation-page.repository.js';
import { expropriationsOf } from '../../db/repositories/expropriation.repository.js';
import { wordsOf } from '../../db/repositories/expropriation-facts.repository.js';
import { wasRefused } from '../../db/repositories/expropriation-refusal.repository.js';
import { planTrack } from '../../db/repositories/plans.repository.js';
import { holidayCalendar } from '../../db/holidays.js';
import type { Transaction } from '../../db/transaction.js';
import { expropriationActs } from '../../rules/acts/expropriation.js';
import { remedyPeriods } from '../../rules/expropriation/remedies.js';
import { labelOf } from '../../rules/vocabulary.js';
import { ApiError } from '../api-error.js';
import type { ExpropriationView, SheetSection } from '../contract/index.js';
import { expropriationSections } from './expropriation-sheet.js';
import { linesSection, tableSection, trailSection } from './sheet.js';

const EXPROPRIATION_ACTS: ReadonlySet<string> = new Set(Object.keys(expropriationActs));

/** In one sentence how far the decision is, by what was published; what is not yet public is `准备中` for everybody. */
async function stateOf(tx: Transaction, trackId: string): Promise<string> {
  const { planAdopted, halted, final } = await expropriationState(tx, trackId);
  const [decision] = await expropriationsOf(tx, trackId);
  if (halted) return '决定已被撤销或停止执行';
  if (decision?.publishedOn != null) return final ? '决定已公告，救济期限届满' : '决定已公告，可以申请复议或提起诉讼';
  const notices = await expropriationNoticesOf(tx, trackId);
  if (notices.some(({ publishedOn }) => publishedOn !== null)) return '不予征收，征收程序终结';
  return planAdopted ? '准备中：风险评估、资金到位后由区人民政府决定' : '补偿方案尚未通过';
}

async function viewOf(tx: Transaction, trackId: string, sections: SheetSection[]): Promise<ExpropriationView> {
  const { project, mode } = await planTrack(tx, trackId);
  if (mode === 'negotiated') throw new ApiError('NOT_FOUND', '协议置换没有征收决定。');
  return {
    projectId: project.id,
    projectName: project.name,
    modeLabel: labelOf('mode', mode),
    stateLabel: await stateOf(tx, trackId),
    sections,
  };
}

/** For staff: what the decision rests on, the decision, its notices, what is done against it, and who did what. */
export async function expropriationForStaff(tx: Transaction, trackId: string): Promise<ExpropriationView> {
  const notices = await expropriationNoticesOf(tx, trackId);
  return viewOf(tx, trackId, [
    ...(await expropriationSections(tx, trackId)),
    tableSection(
      '公告',
      ['编号', '标题', '发布日', '期满日'],
      notices.map(({ number, title, publishedOn, endsOn }) => [number, title, publishedOn ?? '未发布', endsOn ?? '—']),
      '尚未形成公告',
    ),
    await trailSection(tx, trackId, EXPROPRIATION_ACTS),
  ]);
}

/** For everybody: only what has been published, and until when it can be contested. */
export async function expropriationForAll(tx: Transaction, trackId: string): Promise<ExpropriationView> {
  const [decision] = await expropriationsOf(tx, trackId);
  const published = decision?.publishedOn;
  if (decision === undefined || published == null) return viewOf(tx, trackId, await refusalSections(tx, trackId));
  const { policy } = await planTrack(tx, trackId);
  const { review, suit } = remedyPeriods(published, holidayCalendar, policy);
  return viewOf(tx, trackId, [
    linesSection('征收决定', [
      ['文号', decision.number],
      ['公告编号', decision.noticeNumber],
      ['公告日', published],
    ]),
    linesSection('不服决定怎么办', [
      ['申请行政复议', `至 ${review.lastDay}（含当日）`],
      ['提起行政诉讼', `至 ${suit.lastDay}（含当日）`, '复议、诉讼期间决定不停止执行，有权机关决定停止的除外'],
    ]),
  ]);
}

async function refusalSections(tx: Transaction, trackId: string): Promise<SheetSection[]> {
  const [notice] = await expropriationNoticesOf(tx, trackId);
  if (notice?.publishedOn == null || !(await wasRefused(tx, trackId))) return [];
  return [
    linesSection('不予征收', [
      ['公布编号', notice.number],
      ['公布日', notice.publishedOn],
      ['理由', (await wordsOf(tx, trackId))?.reason],
    ]),
  ];
}
