import type { Database } from '../../db/database.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { callMeeting, storeAgenda, storeAttendance } from '../../db/repositories/meetings.repository.js';
import { storeMinutes } from '../../db/repositories/minutes.repository.js';
import type { NewMinutes } from '../../db/repositories/minutes.repository.js';
import type { Transaction } from '../../db/transaction.js';
import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';

/** One joint meeting, each step by the person who may do it. */
export class MeetingWork {
  private lastTaskKey = 4_251_799_813_685_248n;

  private constructor(
    readonly db: Database,
    readonly recorder: string,
    readonly meetingId: string,
  ) {}

  static async call(db: Database, recorder: string): Promise<MeetingWork> {
    const { id } = await db.transaction((tx) => callMeeting(tx, '统一口径', recorder));
    return new MeetingWork(db, recorder, id);
  }

  /** An entry and the act that goes with it, by one person. */
  private async enter(
    act: ActName,
    verdict: string,
    given: Readonly<Record<string, unknown>>,
    store: (tx: Transaction, entryId: string) => Promise<void>,
    caseId = this.meetingId,
    personId = this.recorder,
  ): Promise<void> {
    this.lastTaskKey += 1n;
    const taskKey = this.lastTaskKey.toString();
    const taskCase = { act, kind: actOf(act).caseKind, id: caseId };
    await this.db.transaction(async (tx) => {
      const entry = { taskCase, taskKey, personId, round: 1, given, replaces: 'case' } as const;
      await recordEntry(tx, entry, (entryId) => store(tx, entryId));
      await recordAct(tx, { act, caseId, personId, taskKey, verdict });
    });
  }

  async agenda(bodies: readonly string[], meetsOn: string): Promise<void> {
    const agenda = { meetsOn, place: '会议室', bodies, items: [{ organisationId: bodies[0] ?? '', text: '口径' }] };
    const { meetingId } = this;
    await this.enter('prepare-agenda', 'prepared', agenda, (tx, entryId) =>
      storeAgenda(tx, { entryId, meetingId }, agenda),
    );
  }

  async attendance(bodies: readonly string[], verdict: 'held' | 'adjourned'): Promise<void> {
    const attendees = bodies.map((organisationId) => ({ organisationId, name: '参会人甲' }));
    const { meetingId } = this;
    await this.enter('record-attendance', verdict, { attendees }, (tx, entryId) =>
      storeAttendance(tx, { entryId, meetingId }, attendees),
    );
  }

  async minutes(minutes: NewMinutes): Promise<void> {
    const { meetingId } = this;
    await this.enter('record-minutes', 'recorded', { ...minutes }, (tx, entryId) =>
      storeMinutes(tx, { entryId, meetingId }, minutes),
    );
  }

  async confirm(personId: string): Promise<void> {
    this.lastTaskKey += 1n;
    const taskKey = this.lastTaskKey.toString();
    await this.db.transaction((tx) =>
      recordAct(tx, { act: 'confirm-minutes', caseId: this.meetingId, personId, taskKey, verdict: 'approved' }),
    );
  }
}
