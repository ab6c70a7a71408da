import { checkMeetingDay, meetingToConvene } from '../../rules/meeting/convene.js';
import { hashOfText } from '../content-hash.js';
import { BusinessError, NotFoundError } from '../errors.js';
import { holidayCalendar } from '../holidays.js';
import type { Transaction } from '../transaction.js';
import { appendEntry, SYSTEM_ACTOR } from './ledger.repository.js';
import { emit } from './outbox.repository.js';
import { policyOfDistrict } from './policy-book.js';

export interface Meeting {
  readonly id: string;
  readonly number: string;
  readonly kind: 'regular' | 'called';
  readonly reason: string;
  /** Last day of a regular meeting. */
  readonly dueOn: string | null;
}

const COLUMNS = 'id, number, kind, reason, due_on AS "dueOn"';

export async function getMeeting(tx: Transaction, id: string): Promise<Meeting> {
  const meeting = await tx.maybeOne<Meeting>(`SELECT ${COLUMNS} FROM meeting WHERE id = $1`, [id]);
  if (!meeting) throw new NotFoundError('meeting', id);
  return meeting;
}

interface Convened {
  readonly kind: Meeting['kind'];
  readonly reason: string;
  readonly calledBy: string | null;
  readonly dueOn: string | null;
}

/** Convenes a meeting and tells its process; of a regular one there is one for each last day. Undefined: it exists. */
async function convene(tx: Transaction, { kind, reason, calledBy, dueOn }: Convened): Promise<Meeting | undefined> {
  await tx.lock('meetings');
  const year = (await tx.today()).slice(0, 4);
  const meeting = await tx.maybeOne<Meeting>(
    `INSERT INTO meeting (number, kind, reason, called_by, due_on)
     SELECT '会商-' || $1 || '-' || lpad((count(*) + 1)::text, 3, '0'), $2, $3, $4, $5
       FROM meeting WHERE number LIKE '会商-' || $1 || '-%'
     ON CONFLICT (due_on) WHERE kind = 'regular' DO NOTHING RETURNING ${COLUMNS}`,
    [year, kind, reason, calledBy, dueOn],
  );
  if (!meeting) return undefined;
  const payload = { kind, dueOn, reasonHash: hashOfText(reason) };
  await appendEntry(tx, {
    caseId: meeting.id,
    kind: 'case-opened',
    actorId: calledBy ?? SYSTEM_ACTOR,
    clauses: ['R-27', 'R-28'],
    payload,
  });
  const variables = { meetingId: meeting.id, caseNumber: meeting.number };
  await emit(tx, [{ name: 'meeting-called', correlationKey: meeting.id, variables }]);
  return meeting;
}

/** The district calls the departments together. */
export async function callMeeting(tx: Transaction, reason: string, calledBy: string): Promise<Meeting> {
  const meeting = await convene(tx, { kind: 'called', reason, calledBy, dueOn: null });
  if (!meeting) throw new Error('Expected a called meeting to be new');
  return meeting;
}

const LAST_HELD = `SELECT max(held_on)::text AS "heldOn" FROM meeting_attendance attendance
  JOIN task_entry entry ON entry.id = attendance.entry_id
  WHERE superseded_at IS NULL AND EXISTS (SELECT FROM case_act WHERE case_id = meeting_id AND act = 'record-attendance'
    AND verdict = 'held' AND content_hash = entry.content_hash AND withdrawn_at IS NULL)`;

/** A regular meeting that was convened and not held yet. */
const WAITING = `SELECT FROM meeting WHERE kind = 'regular' AND NOT EXISTS (SELECT FROM case_act
  WHERE case_id = meeting.id AND act = 'record-attendance' AND verdict = 'held' AND withdrawn_at IS NULL)`;

/** Convenes the regular meeting that falls due this week, while projects run and none waits already. */
export async function openRegularMeeting(tx: Transaction): Promise<boolean> {
  await tx.lock('meetings');
  if (await tx.maybeOne(WAITING)) return false;
  const { startedOn } = await tx.one<{ startedOn: string | null }>(
    `SELECT min(registered_on)::text AS "startedOn" FROM project
     WHERE NOT EXISTS (SELECT FROM project_closing WHERE project_id = project.id)`,
  );
  if (startedOn === null) return false;
  const today = await tx.today();
  const { heldOn } = await tx.one<{ heldOn: string | null }>(LAST_HELD);
  const dueOn = meetingToConvene(heldOn, startedOn, today, holidayCalendar, await policyOfDistrict(tx));
  if (dueOn === null) return false;
  const meeting = await convene(tx, { kind: 'regular', reason: '定期例会', calledBy: null, dueOn });
  return meeting !== undefined;
}

/** A matter that a department wants on the next agenda. */
export async function raiseMatter(tx: Transaction, text: string, personId: string): Promise<string> {
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO meeting_matter (raised_by, organisation_id, text)
     SELECT id, organisation_id, $2 FROM account WHERE id = $1 RETURNING id`,
    [personId, text],
  );
  const payload = { act: 'raise-matter', textHash: hashOfText(text) };
  await appendEntry(tx, { caseId: id, kind: 'act-recorded', actorId: personId, clauses: ['R-27', 'R-28'], payload });
  return id;
}

export interface Matter {
  readonly organisationId: string;
  readonly text: string;
}

/** Matters raised since the last agenda that counts: what the next one begins with. */
export async function openMatters(tx: Transaction, meetingId: string): Promise<Matter[]> {
  return tx.query<Matter>(
    `SELECT organisation_id AS "organisationId", text FROM meeting_matter WHERE NOT EXISTS (
       SELECT FROM meeting_agenda_item item JOIN meeting_agenda agenda USING (entry_id)
         JOIN task_entry entry ON entry.id = entry_id
       WHERE superseded_at IS NULL AND agenda.meeting_id <> $1 AND item.text = meeting_matter.text
         AND item.organisation_id = meeting_matter.organisation_id) ORDER BY raised_at, id LIMIT 30`,
    [meetingId],
  );
}

export interface Agenda {
  readonly meetsOn: string;
  readonly place: string;
  /** Organisations that must take part. */
  readonly bodies: readonly string[];
  readonly items: readonly Matter[];
}

export async function storeAgenda(
  tx: Transaction,
  { entryId, meetingId }: { readonly entryId: string; readonly meetingId: string },
  { meetsOn, place, bodies, items }: Agenda,
): Promise<void> {
  const { dueOn } = await getMeeting(tx, meetingId);
  const today = await tx.today();
  const decision = checkMeetingDay(meetsOn, today, dueOn, await policyOfDistrict(tx));
  if (!decision.passed) throw new BusinessError(decision.findings);
  await tx.query('INSERT INTO meeting_agenda (entry_id, meeting_id, meets_on, place) VALUES ($1, $2, $3, $4)', [
    entryId,
    meetingId,
    meetsOn,
    place,
  ]);
  await tx.query(
    'INSERT INTO meeting_agenda_body (entry_id, organisation_id) SELECT DISTINCT $1::uuid, unnest($2::uuid[])',
    [entryId, bodies],
  );
  await tx.query(
    `INSERT INTO meeting_agenda_item (entry_id, position, organisation_id, text)
     SELECT $1, position, body, text FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS item (body, text, position)`,
    [entryId, items.map(({ organisationId }) => organisationId), items.map(({ text }) => text)],
  );
}

/** The agenda that stands; undefined before there is one. */
export async function agendaOf(
  tx: Transaction,
  meetingId: string,
): Promise<(Agenda & { entryId: string }) | undefined> {
  const agenda = await tx.maybeOne<{ entryId: string; meetsOn: string; place: string }>(
    `SELECT entry_id AS "entryId", meets_on AS "meetsOn", place FROM meeting_agenda
     JOIN task_entry entry ON entry.id = entry_id WHERE meeting_id = $1 AND superseded_at IS NULL`,
    [meetingId],
  );
  if (!agenda) return undefined;
  const bodies = await tx.query<{ id: string }>(
    'SELECT organisation_id AS id FROM meeting_agenda_body WHERE entry_id = $1 ORDER BY organisation_id',
    [agenda.entryId],
  );
  const items = await tx.query<Matter>(
    'SELECT organisation_id AS "organisationId", text FROM meeting_agenda_item WHERE entry_id = $1 ORDER BY position',
    [agenda.entryId],
  );
  return { ...agenda, bodies: bodies.map(({ id }) => id), items };
}

export interface Attendee {
  readonly organisationId: string;
  readonly name: string;
}

export interface Attendance {
  readonly heldOn: string;
  readonly attendees: readonly Attendee[];
}

export async function storeAttendance(
  tx: Transaction,
  { entryId, meetingId }: { readonly entryId: string; readonly meetingId: string },
  attendees: readonly Attendee[],
): Promise<void> {
  await tx.query('INSERT INTO meeting_attendance (entry_id, meeting_id, held_on) VALUES ($1, $2, $3)', [
    entryId,
    meetingId,
    await tx.today(),
  ]);
  await tx.query(
    `INSERT INTO meeting_attendee (entry_id, position, organisation_id, name)
     SELECT $1, position, body, name FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS one (body, name, position)`,
    [entryId, attendees.map(({ organisationId }) => organisationId), attendees.map(({ name }) => name)],
  );
}

export async function attendanceOf(tx: Transaction, meetingId: string): Promise<Attendance | undefined> {
  const held = await tx.maybeOne<{ entryId: string; heldOn: string }>(
    `SELECT entry_id AS "entryId", held_on AS "heldOn" FROM meeting_attendance
     JOIN task_entry entry ON entry.id = entry_id WHERE meeting_id = $1 AND superseded_at IS NULL`,
    [meetingId],
  );
  if (!held) return undefined;
  const attendees = await tx.query<Attendee>(
    'SELECT organisation_id AS "organisationId", name FROM meeting_attendee WHERE entry_id = $1 ORDER BY position',
    [held.entryId],
  );
  return { heldOn: held.heldOn, attendees };
}

/** Ends a meeting: the database lets it only when everything it decided is done. Once. */
export async function closeMeeting(tx: Transaction, meetingId: string): Promise<void> {
  const closed = await tx.query(
    'INSERT INTO meeting_closing (meeting_id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING meeting_id',
    [meetingId],
  );
  if (closed.length === 0) return;
  await appendEntry(tx, {
    caseId: meetingId,
    kind: 'case-closed',
    actorId: SYSTEM_ACTOR,
    clauses: ['R-28'],
    payload: {},
  });
}
