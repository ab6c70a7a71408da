import { DRAW_FORMAT, DRAW_RULE } from '../../rules/draw/draw-record.js';
import type {
  DrawAbort,
  DrawKind,
  DrawMethod,
  DrawParty,
  DrawRecord,
  DrawState,
} from '../../rules/draw/draw-record.js';
import type { InspectionSide } from '../../rules/supervision/inspection-terms.js';
import { NotFoundError } from '../errors.js';
import type { Transaction } from '../transaction.js';

/** A draw with what its file does not say: whom it concerns and who may see it before its end. */
export interface DrawFacts {
  readonly id: string;
  readonly kind: DrawKind;
  readonly caseId: string;
  readonly projectId: string;
  readonly side: InspectionSide | null;
  readonly reason: string | null;
  readonly announcedBy: string;
  readonly partyRoles: readonly string[];
  readonly abortedBy: readonly string[];
  readonly record: DrawRecord;
  /** May everybody see list, seed and result? A sample only when its inspection is closed: nobody is warned. */
  readonly open: boolean;
}

interface Row extends Omit<DrawFacts, 'record' | 'open'> {
  readonly method: DrawMethod;
  readonly subject: string;
  readonly announcedAt: string;
  readonly seedSource: string;
  readonly seedDueAt: string;
  readonly take: string;
  readonly parties: readonly DrawParty[];
  readonly list: string;
  readonly listHash: string;
  readonly announcementHash: string;
  readonly state: DrawState;
  readonly seed: string | null;
  readonly result: string | null;
  readonly drawnAt: string | null;
  readonly aborts: readonly (DrawAbort & { readonly personId: string; readonly seed: string | null })[];
  readonly inspectionClosed: boolean;
}

/** Lists can be long: the board does without them. */
const draws = (columns: 'whole' | 'without list') => `
  SELECT draw.id, draw.kind, method, case_id AS "caseId", draw.project_id AS "projectId", draw.side, draw.reason, subject,
    announced_by AS "announcedBy", utc_text(announced_at) AS "announcedAt", seed_source AS "seedSource",
    utc_text(seed_due_at) AS "seedDueAt", take, ${columns === 'whole' ? 'list' : "''"} AS list, list_hash AS "listHash", announcement_hash AS "announcementHash",
    party_roles AS "partyRoles", draw_state(draw.id) AS state, outcome.seed, ${columns === 'whole' ? 'outcome.result' : 'NULL'} AS result,
    utc_text(outcome.drawn_at) AS "drawnAt",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('label', party.label, 'commitment', commitment,
        'committedAt', utc_text(committed_at), 'salt', salt, 'value', value, 'revealedAt', utc_text(revealed_at))
        ORDER BY party.nr), '[]')
      FROM regexp_split_to_table(nullif(parties, ''), E'\\t') WITH ORDINALITY AS party (label, nr)
      LEFT JOIN draw_commitment given ON given.draw_id = draw.id AND given.position = party.nr
      LEFT JOIN draw_reveal shown ON shown.draw_id = draw.id AND shown.position = party.nr) AS parties,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('by', organisation.name, 'reason', ended.reason,
        'at', utc_text(aborted_at), 'personId', person_id, 'seed', ended.seed) ORDER BY aborted_at, person_id), '[]')
      FROM draw_abort ended JOIN account ON account.id = person_id JOIN organisation ON organisation.id = organisation_id
      WHERE ended.draw_id = draw.id) AS aborts,
    ARRAY(SELECT person_id FROM draw_abort ended WHERE ended.draw_id = draw.id) AS "abortedBy",
    EXISTS (SELECT FROM inspection WHERE inspection.draw_id = draw.id AND closed_at IS NOT NULL) AS "inspectionClosed"
  FROM draw LEFT JOIN draw_result outcome ON outcome.draw_id = draw.id`;

function factsOf(row: Row): DrawFacts {
  const { id, kind, method, subject, announcedAt, seedSource, seedDueAt, listHash, announcementHash } = row;
  const { parties, state, drawnAt, caseId, projectId, side, reason, announcedBy, partyRoles, abortedBy } = row;
  const known = row.aborts.find(({ seed }) => seed !== null)?.seed ?? null;
  const record: DrawRecord = {
    ...{ format: DRAW_FORMAT, id, kind, method, rule: DRAW_RULE, subject, announcedAt, seedSource, seedDueAt },
    take: row.take.split('\t').map((part) => {
      const [group = '', number = ''] = part.split('=');
      return { group, take: Number(number) };
    }),
    list: row.list.split('\n'),
    ...{ listHash, announcementHash, parties, state },
    seed: state === 'aborted' ? known : row.seed,
    result: row.result?.split('\n') ?? [],
    drawnAt,
    aborts: row.aborts.map(({ by, reason: why, at }) => ({ by, reason: why, at })),
  };
  const open = kind === 'appraiser-lottery' || state === 'aborted' || row.inspectionClosed;
  return { id, kind, caseId, projectId, side, reason, announcedBy, partyRoles, abortedBy, record, open };
}

export async function drawFacts(tx: Transaction, id: string): Promise<DrawFacts> {
  const row = await tx.maybeOne<Row>(`${draws('whole')} WHERE draw.id = $1`, [id]);
  if (row === undefined) throw new NotFoundError('draw', id);
  return factsOf(row);
}

/** The record of a draw as it is now, with who may speak for which party. */
export async function standingDraw(
  tx: Transaction,
  id: string,
): Promise<DrawRecord & { readonly partyRoles: readonly string[] }> {
  const { record, partyRoles } = await drawFacts(tx, id);
  return { ...record, partyRoles };
}

/** How many draws a list shows. */
const SHOWN = 200;

/** The draws of the board, last announced first; aborted ones stay. Without their lists and results. */
export async function latestDraws(tx: Transaction): Promise<DrawFacts[]> {
  const rows = await tx.query<Row>(
    `${draws('without list')} ORDER BY announced_at DESC, draw.id LIMIT ${String(SHOWN)}`,
  );
  return rows.map(factsOf);
}

/** The draw of a case that was announced and is neither drawn nor aborted. */
export async function openDrawOf(tx: Transaction, kind: DrawKind, caseId: string): Promise<DrawFacts | undefined> {
  const row = await tx.maybeOne<Row>(
    `${draws('whole')} WHERE draw.kind = $1 AND case_id = $2 AND draw_state(draw.id) = 'announced'`,
    [kind, caseId],
  );
  return row && factsOf(row);
}
