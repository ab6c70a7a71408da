import { emit } from '../../db/repositories/outbox.repository.js';
import { getTrack } from '../../db/repositories/tracks.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { pastTheGuards } from './planted-reports.js';

/** Tells that the expropriation of a track was decided, without the decision: for tests whose story begins after it. */
export async function tellDecided(tx: Transaction, trackId: string, caseNumber = ''): Promise<void> {
  const { projectId, mode } = await getTrack(tx, trackId);
  const variables = { projectId, trackId, mode, caseNumber };
  await pastTheGuards(tx, () => emit(tx, [{ name: 'expropriation-decided', correlationKey: trackId, variables }]));
}
