import { commitmentOf, DRAW_RULE, listHashOf, listLines, resultLines, takeText } from '../../rules/draw/draw-record.js';
import type { DrawEntry, DrawKind, DrawMethod, DrawTake } from '../../rules/draw/draw-record.js';
import type { Role } from '../../rules/acts.js';
import { containsPersonalNumber } from '../../rules/publication/mask.js';
import type { InspectionSide } from '../../rules/supervision/inspection-terms.js';
import { roleTerms } from '../../rules/vocabulary/people.js';
import { refusal } from '../errors.js';
import type { Transaction } from '../transaction.js';
import { drawFacts, standingDraw } from './draw-records.repository.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';

export interface NewDraw {
  readonly kind: DrawKind;
  readonly method: DrawMethod;
  /** The vote, or the project whose cases are sampled. */
  readonly caseId: string;
  readonly projectId: string;
  readonly side: InspectionSide | null;
  readonly subject: string;
  readonly reason: string | null;
  readonly entries: readonly DrawEntry[];
  readonly take: readonly DrawTake[];
  readonly parties: readonly Role[];
  readonly seedSource: string;
  readonly seedDueAt: string;
  readonly announcedBy: string;
}

const BASIS = 'R-20、R-70';
/** Names and words are typed by people: what separates lines and fields becomes a space. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

/** What becomes public carries no number of a person. */
function mustBeImpersonal(text: string, field: string): void {
  if (!containsPersonalNumber(text)) return;
  throw refusal('FIELD_INVALID', '所写内容将公开，不能含有身份证号、电话等号码，请改写', 'R-21', field);
}

/** Announces a draw with its list, before any seed exists. The database computes the hash of it all. Answers its id. */
export async function announceDraw(tx: Transaction, draw: NewDraw): Promise<string> {
  mustBeImpersonal(draw.seedSource, 'seedSource');
  const list = listLines(draw.entries.map((entry) => ({ ...entry, label: oneLine(entry.label) })));
  const listHash = listHashOf(list);
  const { id, announcementHash } = await tx.one<{ id: string; announcementHash: string }>(
    `INSERT INTO draw (kind, method, case_id, project_id, side, subject, reason, rule, list, list_hash, take, parties,
       party_roles, seed_source, seed_due_at, announced_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     RETURNING id, announcement_hash AS "announcementHash"`,
    [
      ...[
        draw.kind,
        draw.method,
        draw.caseId,
        draw.projectId,
        draw.side,
        oneLine(draw.subject),
        draw.reason,
        DRAW_RULE,
      ],
      ...[list.join('\n'), listHash, takeText(draw.take), draw.parties.map((role) => roleTerms[role].label).join('\t')],
      ...[draw.parties, oneLine(draw.seedSource), draw.seedDueAt, draw.announcedBy],
    ],
  );
  const payload = { kind: draw.kind, method: draw.method, listed: list.length, listHash, announcementHash };
  await appendEntry(tx, {
    ...{ caseId: id, kind: 'draw-announced', actorId: draw.announcedBy, clauses: ['R-20', 'R-70'], payload },
  });
  return id;
}

export interface DrawPerson {
  readonly drawId: string;
  readonly personId: string;
}

/** A party commits itself to a value that nobody else can know. */
export async function commitShare(
  tx: Transaction,
  { drawId, personId }: DrawPerson,
  commitment: string,
): Promise<void> {
  const { partyRoles, parties } = await standingDraw(tx, drawId);
  const roles = await tx.query<{ role: string }>(
    `SELECT role FROM account_role WHERE account_id = $1
       AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')`,
    [personId],
  );
  const position = 1 + partyRoles.findIndex((party) => roles.some(({ role }) => role === party));
  if (position === 0) throw refusal('ROLE_MISSING', '本人不代表这次抽签的任何一方', 'R-70');
  const repeated = parties.some((party) => party.commitment === commitment);
  if (parties[position - 1]?.commitment != null || repeated) {
    throw refusal('ALREADY_DONE', '本方已经承诺，或承诺与他方相同，不能更换', 'R-70', 'commitment');
  }
  await tx.query('INSERT INTO draw_commitment (draw_id, position, person_id, commitment) VALUES ($1, $2, $3, $4)', [
    ...[drawId, position, personId, commitment],
  ]);
  const payload = { position, commitment };
  await appendEntry(tx, { caseId: drawId, kind: 'draw-committed', actorId: personId, clauses: ['R-70'], payload });
}

/** A party shows what it committed itself to; only after all have committed. Answers whether all have shown. */
export async function revealShare(
  tx: Transaction,
  { drawId, personId }: DrawPerson,
  { salt, value }: { readonly salt: string; readonly value: string },
): Promise<boolean> {
  const own = await tx.maybeOne<{ position: number; revealed: boolean }>(
    `SELECT position, EXISTS (SELECT FROM draw_reveal shown WHERE shown.draw_id = given.draw_id
       AND shown.position = given.position) AS revealed
     FROM draw_commitment given WHERE draw_id = $1 AND person_id = $2`,
    [drawId, personId],
  );
  if (own === undefined) throw refusal('STEP_OUT_OF_ORDER', '本人没有为这次抽签作出承诺', 'R-70');
  if (own.revealed) throw refusal('ALREADY_DONE', '本方已经公开，不能更换', 'R-70');
  await tx.query('INSERT INTO draw_reveal (draw_id, position, salt, value) VALUES ($1, $2, $3, $4)', [
    ...[drawId, own.position, salt, value],
  ]);
  const payload = { position: own.position, commitment: commitmentOf(salt, value) };
  await appendEntry(tx, { caseId: drawId, kind: 'draw-revealed', actorId: personId, clauses: ['R-70'], payload });
  return (await standingDraw(tx, drawId)).parties.every((party) => party.salt !== null);
}

/** Draws by the rule, once; the database draws again and takes no other result. */
export async function concludeDraw(tx: Transaction, drawId: string, seed: string): Promise<readonly string[]> {
  const { list, take } = await standingDraw(tx, drawId);
  const result = resultLines(list, take, seed);
  await tx.query('INSERT INTO draw_result (draw_id, seed, result) VALUES ($1, $2, $3)', [
    ...[drawId, seed, result.join('\n')],
  ]);
  const payload = { seed: listHashOf([seed]), result: listHashOf(result) };
  await appendEntry(tx, {
    ...{ caseId: drawId, kind: 'draw-concluded', actorId: SYSTEM_ACTOR, clauses: ['R-20', 'R-70'], payload },
  });
  return result;
}

/** One of the two persons who end a draw without a result, and why; it stays on the board. Answers whether it has ended. */
export async function abortDraw(
  tx: Transaction,
  { drawId, personId }: DrawPerson,
  { reason, seed = null }: { readonly reason: string; readonly seed?: string | null },
): Promise<boolean> {
  mustBeImpersonal(reason, 'reason');
  const { abortedBy } = await drawFacts(tx, drawId);
  if (abortedBy.includes(personId)) {
    throw refusal('SAME_OFFICER_TWICE', '本人已经提出中止，须由另一人说明理由后才中止', BASIS);
  }
  await tx.query('INSERT INTO draw_abort (draw_id, person_id, reason, seed) VALUES ($1, $2, $3, $4)', [
    ...[drawId, personId, oneLine(reason), seed],
  ]);
  const ended = abortedBy.length > 0;
  const payload = { ended, reason: listHashOf([oneLine(reason)]) };
  await appendEntry(tx, {
    ...{ caseId: drawId, kind: 'draw-aborted', actorId: personId, clauses: ['R-20', 'R-70'], payload },
  });
  return ended;
}
