import type { Mode } from '../../rules/vocabulary/cases.js';
import { NotFoundError } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';

export interface Track {
  readonly id: string;
  readonly projectId: string;
  readonly mode: Mode;
  readonly openedAt: string;
}

/** The tracks of a project: the negotiated one first, then the formal one that is prepared beside it. */
export async function tracksOf(tx: Transaction, projectId: string): Promise<Track[]> {
  return tx.query<Track>(
    `SELECT id, project_id AS "projectId", mode, opened_at AS "openedAt" FROM track WHERE project_id = $1 ORDER BY mode <> 'negotiated'`,
    [projectId],
  );
}

/** A track; an id that no track has is a NotFoundError. */
export async function getTrack(tx: Transaction, trackId: string): Promise<Track> {
  const track = await tx.maybeOne<Track>(
    `SELECT id, project_id AS "projectId", mode, opened_at AS "openedAt" FROM track WHERE id = $1`,
    [trackId],
  );
  if (track === undefined) throw new NotFoundError('track', trackId);
  return track;
}

/** Opens a track of a project, once; a formal one is told of. Answers its id. */
export async function openTrack(tx: Transaction, projectId: string, mode: Mode): Promise<string> {
  await tx.lock(`case:${projectId}`);
  const open = (await tracksOf(tx, projectId)).find((track) => track.mode === mode);
  if (open) return open.id;
  const { id } = await tx.one<{ id: string }>('INSERT INTO track (project_id, mode) VALUES ($1, $2) RETURNING id', [
    projectId,
    mode,
  ]);
  const payload = { trackId: id, mode };
  await appendEntry(tx, {
    caseId: projectId,
    kind: 'track-opened',
    actorId: SYSTEM_ACTOR,
    clauses: mode === 'negotiated' ? ['R-12'] : ['R-13'],
    payload,
  });
  if (mode !== 'negotiated') {
    await emit(tx, [{ name: 'formal-track-opened', correlationKey: id, variables: { projectId, trackId: id, mode } }]);
  }
  return id;
}
