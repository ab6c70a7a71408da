import { shanghaiDateOf } from '../../rules/dates.js';
import type { IsoInstant } from '../../rules/dates.js';
import type { Finding } from '../../rules/decision.js';
import { consultAgency } from '../../rules/selection/agree.js';
import { refusal } from '../errors.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import type { OfTrackEntry } from './agency-candidates.repository.js';
import { registeredProject } from './projects.repository.js';
import { getTrack } from './tracks.repository.js';
import { policyOfProject } from './policy-book.js';

export interface Consultation {
  /** Null: the holders did not agree. */
  readonly agencyId: string | null;
  /** How many certificates named that agency; where they agreed, all of them. */
  readonly certificates: number;
  readonly paperDocumentId: string | null;
}

export async function storeConsultation(
  tx: Transaction,
  { entryId, trackId }: OfTrackEntry,
  { agencyId, certificates, paperDocumentId }: Consultation,
): Promise<void> {
  await tx.query(
    `INSERT INTO agency_consultation (entry_id, track_id, agency_id, certificates, paper_document_id)
     VALUES ($1, $2, $3, $4, $5)`,
    [entryId, trackId, agencyId, certificates, paperDocumentId],
  );
}

/** The day the shortlist of a track was published: holders may agree from then on. */
async function openedOn(tx: Transaction, projectId: string): Promise<string> {
  const notice = await tx.maybeOne<{ publishedAt: IsoInstant }>(
    `SELECT published_at AS "publishedAt" FROM notice
     WHERE project_id = $1 AND kind = 'agency-candidates' AND published_at IS NOT NULL
     ORDER BY published_at DESC LIMIT 1`,
    [projectId],
  );
  if (notice === undefined) throw refusal('STEP_OUT_OF_ORDER', '入围名单尚未公布，不能协商', 'R-19、R-20');
  return shanghaiDateOf(notice.publishedAt);
}

async function termsOf(tx: Transaction, trackId: string) {
  const { projectId, mode } = await getTrack(tx, trackId);
  const policy = await policyOfProject(tx, await registeredProject(tx, projectId));
  return { projectId, mode, policy, opened: await openedOn(tx, projectId) };
}

/** What stands against the outcome of a consultation: agreed is what every certificate names alike, in time. */
export async function consultationFindings(
  tx: Transaction,
  trackId: string,
  agreed: boolean,
): Promise<readonly Finding[]> {
  const { projectId, mode, policy, opened } = await termsOf(tx, trackId);
  const stored = await tx.maybeOne<{ agencyId: string | null; given: { certificates?: string } }>(
    `SELECT agency_id AS "agencyId", given FROM agency_consultation fact JOIN task_entry entry
       ON entry.id = fact.entry_id WHERE track_id = $1 AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1`,
    [trackId],
  );
  const households = await tx.query<{ id: string; number: string }>(
    'SELECT id, number FROM household WHERE project_id = $1',
    [projectId],
  );
  const signed = new Set(numbersIn(stored?.given.certificates ?? ''));
  const agencyId = stored?.agencyId ?? null;
  const named = new Map(
    households.flatMap(({ id, number }) => (agencyId !== null && signed.has(number) ? [[id, agencyId] as const] : [])),
  );
  const { value, findings } = consultAgency(
    { mode, openedOn: opened, today: await tx.today(), certificateIds: households.map(({ id }) => id), named },
    holidayCalendar,
    policy,
  );
  if (agreed) return value.outcome === 'agreed' ? [] : findings;
  return value.outcome === 'vote' ? [] : findings;
}

/** Numbers of certificates as a person lists them: by lines, commas or spaces. */
export const numbersIn = (text: string): string[] => text.split(/[\s,，、;；]+/u).filter((part) => part !== '');
