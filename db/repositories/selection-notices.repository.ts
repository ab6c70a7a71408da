import { formatDate } from '../../rules/dates.js';
import { Project } from '../entities/project.entity.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { candidatesOf, nominationOf, organisationNames } from './agency-candidates.repository.js';
import type { HowChosen } from './chosen-appraiser.repository.js';
import { mustFind } from './find.js';
import { drawOf, lotteryCallOf } from './lottery.repository.js';
import type { AgencyDraw } from './lottery.repository.js';
import { createNotice } from './notices.repository.js';
import type { NewNotice } from './notices.repository.js';
import { getTrack } from './tracks.repository.js';
import { candidatesOfVote, tallyOf, votesOf } from './votes.repository.js';
import type { StoredTally, Vote } from './votes.repository.js';

/** Notices of the choice of an agency before its result. */
export const SELECTION_NOTICE_KINDS = ['agency-call', 'agency-candidates', 'agency-vote', 'agency-lottery'] as const;
export type SelectionNoticeKind = (typeof SELECTION_NOTICE_KINDS)[number];

type Content = Pick<NewNotice, 'summary' | 'rows'>;

const VOTE_WORDS =
  '每证（产、户）一票，代理投票须附授权委托书；参加投票须超过总户数的规定比例，得票须过半数；未过半数的再投一次，仍未过半数的公证摇号。';

const votingWords = (days: number, place: string): string =>
  `自公示期满次日起 ${String(days)} 日内投票，地点：${place}。${VOTE_WORDS}`;

async function callContent(tx: Transaction, trackId: string): Promise<Content> {
  const call = await tx.maybeOne<{ conditions: string; address: string }>(
    `SELECT conditions, registration_address AS address FROM agency_call fact
     JOIN task_entry entry ON entry.id = fact.entry_id
     WHERE track_id = $1 AND entry.superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [trackId],
  );
  if (call === undefined) throw refusal('FIELD_MISSING', '尚未拟定征集公告', 'R-19');
  return { summary: `公开征集房地产估价机构。报名条件：${call.conditions}；报名方式：${call.address}。`, rows: [] };
}

async function candidatesContent(tx: Transaction, trackId: string): Promise<Content> {
  const nomination = await nominationOf(tx, trackId);
  const candidates = await candidatesOf(tx, trackId);
  if (nomination === undefined) throw refusal('FIELD_MISSING', '尚未提名候选机构，不能公布', 'R-17');
  const { mode } = await getTrack(tx, trackId);
  const first = mode === 'negotiated' ? '' : '公示期满后先由范围内各证协商，协商不成的投票。';
  return {
    summary: `候选评估机构 ${String(candidates.length)} 家。${first}${votingWords(nomination.votingDays, nomination.place)}`,
    rows: candidates.map(({ name }, index) => ({ agencyName: name, rank: index + 1 })),
  };
}

async function lastVote(tx: Transaction, trackId: string): Promise<{ vote: Vote; tally: StoredTally }> {
  const vote = (await votesOf(tx, trackId)).at(-1);
  const tally = vote && (await tallyOf(tx, vote.id));
  if (vote === undefined || tally === undefined) throw refusal('FIELD_MISSING', '尚未计票，不能公布', 'R-21');
  return { vote, tally };
}

/** Everybody who stood in a vote with his votes, most first. */
async function votesRows(tx: Transaction, vote: Vote, tally: StoredTally): Promise<Content['rows']> {
  const stood = (await candidatesOfVote(tx, vote.id)).map(({ agencyId, name }) => ({
    agencyName: name,
    votes: tally.votes[agencyId] ?? 0,
  }));
  return stood.sort((one, other) => other.votes - one.votes).map((row, index) => ({ ...row, rank: index + 1 }));
}

const countWords = ({ number }: Vote, { units, ballotsCast, blank, setAside }: StoredTally): string =>
  `第 ${String(number)} 次投票：总计 ${String(units)} 证，参加 ${String(ballotsCast)} 证，其中空白或无法辨认 ${String(blank)} 票，不计 ${String(setAside.length)} 票。`;

const drawWords = ({ seed, seedSource, order }: AgencyDraw): string =>
  `摇号种子“${seed}”，取自${seedSource}；对“种子:机构名称”取 SHA-256，由小到大为序：${order.map(({ name }) => name).join('、')}。任何人都可照此重算。`;

async function roundContent(tx: Transaction, trackId: string): Promise<Content> {
  const { vote, tally } = await lastVote(tx, trackId);
  const nomination = await nominationOf(tx, trackId);
  const draw = await drawOf(tx, vote.id);
  const drawn = draw?.order.slice(0, tally.places).map(({ agencyId }) => agencyId) ?? [];
  const next = draw ? [...tally.seeded, ...drawn] : tally.among;
  const names = await organisationNames(tx, next);
  const between = next.map((id) => names.get(id) ?? '').join('、');
  const why = tally.step === 'again' ? '参加人数不足，投票无效，重新投票' : '没有机构过半数，再投一次';
  const words = votingWords(nomination?.votingDays ?? 0, nomination?.place ?? '');
  return {
    summary: `${countWords(vote, tally)}${draw ? drawWords(draw) : ''}${why}，在${between}之间选择，${words}`,
    rows: await votesRows(tx, vote, tally),
  };
}

async function lotteryContent(tx: Transaction, trackId: string): Promise<Content> {
  const { vote, tally } = await lastVote(tx, trackId);
  const call = await lotteryCallOf(tx, vote.id);
  if (call === undefined) throw refusal('FIELD_MISSING', '尚未拟定摇号办法', 'R-20');
  const names = await organisationNames(tx, tally.among);
  const among = tally.among.map((id) => names.get(id) ?? '');
  const how = `种子取${call.seedSource}（${formatDate(call.seedPublishedOn)}公布），对“种子:机构名称”取 SHA-256，由小到大为序，取前 ${String(tally.places)} 名。`;
  return {
    summary: `${countWords(vote, tally)}没有机构过半数，公证摇号，地点：${call.place}。${how}`,
    rows: among.map((agencyName, index) => ({ agencyName, rank: index + 1 })),
  };
}

const CONTENTS: Readonly<Record<SelectionNoticeKind, (tx: Transaction, trackId: string) => Promise<Content>>> = {
  'agency-call': callContent,
  'agency-candidates': candidatesContent,
  'agency-vote': roundContent,
  'agency-lottery': lotteryContent,
};

/** Makes a notice of the choice of an agency, to be masked, approved and published. Answers its id. */
export async function createSelectionNotice(
  tx: Transaction,
  trackId: string,
  kind: SelectionNoticeKind,
): Promise<string> {
  const project = await mustFind(tx, Project, { id: (await getTrack(tx, trackId)).projectId });
  return createNotice(tx, project, { kind, ...(await CONTENTS[kind](tx, trackId)) });
}

/** Content of the notice of the result: who was chosen, how, with all figures to check it by. */
export async function choiceContent(
  tx: Transaction,
  trackId: string,
  { agencyId, how }: { readonly agencyId: string; readonly how: HowChosen },
): Promise<Content> {
  const name = (await organisationNames(tx, [agencyId])).get(agencyId) ?? '';
  if (how === 'agreement') {
    const rows = [{ agencyName: name, rank: 1 }];
    return { summary: `范围内各证协商一致，选定${name}为评估机构。`, rows };
  }
  const { vote, tally } = await lastVote(tx, trackId);
  const draw = await drawOf(tx, vote.id);
  const drawn = how === 'lottery' && draw ? drawWords(draw) : '';
  return {
    summary: `选定${name}为评估机构。${countWords(vote, tally)}${drawn}`,
    rows: await votesRows(tx, vote, tally),
  };
}
