import { containsPersonalNumber } from '../../rules/publication/mask.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { organisationNames } from './agency-candidates.repository.js';
import type { RecordedAct } from './case-acts.repository.js';
import { abortDraw, announceDraw } from './draws.repository.js';
import { openDrawOf } from './draw-records.repository.js';
import { lotteryCallOf, lotteryRunOf, seedDue } from './lottery.repository.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';
import { getVote, tallyOf } from './votes.repository.js';

/**
 * Puts the lots on the board with their list before the number exists. Lots that the notary has returned end here:
 * he is the first to say why, whoever announces anew the second; they stay public with the number they would have used.
 */
export async function announceLottery(tx: Transaction, { caseId: voteId, personId }: RecordedAct): Promise<void> {
  const call = await lotteryCallOf(tx, voteId);
  const tally = await tallyOf(tx, voteId);
  if (call === undefined || tally === undefined) throw refusal('FIELD_MISSING', '请先填写摇号办法', 'R-20');
  const before = await openDrawOf(tx, 'appraiser-lottery', voteId);
  if (before && before.abortedBy.length > 0) {
    const seed = (await lotteryRunOf(tx, voteId))?.seed ?? null;
    await abortDraw(tx, { drawId: before.id, personId }, { reason: '公证员退回，另行公告摇号', seed });
  }
  const { projectId } = await getTrack(tx, (await getVote(tx, voteId)).trackId);
  const { name } = await registeredProject(tx, projectId);
  const names = [...(await organisationNames(tx, tally.among)).values()];
  await announceDraw(tx, {
    ...{ kind: 'appraiser-lottery', method: 'beacon', caseId: voteId, projectId, side: null, reason: null },
    ...{ subject: `${name}评估机构摇号`, announcedBy: personId, parties: [] },
    entries: names.map((agency) => ({ group: 'all', key: agency, label: agency })),
    take: [{ group: 'all', take: names.length }],
    seedSource: call.seedSource,
    seedDueAt: seedDue(call.seedPublishedOn),
  });
}

/** The notary returns the lots: the first of the two who end this draw. */
export async function returnLottery(tx: Transaction, { caseId, personId, verdict, note }: RecordedAct): Promise<void> {
  if (verdict !== 'returned') return;
  const open = await openDrawOf(tx, 'appraiser-lottery', caseId);
  if (open === undefined || open.abortedBy.includes(personId)) return;
  const seed = (await lotteryRunOf(tx, caseId))?.seed ?? null;
  // The note was written for the file, not for the board.
  const reason = note === null || containsPersonalNumber(note) ? '公证员退回，理由载于案卷' : note;
  await abortDraw(tx, { drawId: open.id, personId }, { reason, seed });
}
