import type { Database } from '../../db/database.js';
import { createAccount, createOrganisation } from '../../db/repositories/accounts.repository.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { storeNomination } from '../../db/repositories/agency-candidates.repository.js';
import { storeReadings } from '../../db/repositories/ballots.repository.js';
import type { NewReading } from '../../db/repositories/ballots.repository.js';
import { storeCaseDocument } from '../../db/repositories/case-documents.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { storeLotteryCall, storeLotteryRun } from '../../db/repositories/lottery.repository.js';
import { tracksOf } from '../../db/repositories/tracks.repository.js';
import { openVote } from '../../db/repositories/votes.repository.js';
import type { Vote } from '../../db/repositories/votes.repository.js';
import type { ActName, CaseKind, Role } from '../../rules/acts.js';
import type { OrganisationKind } from '../../rules/vocabulary/people.js';
import type { FieldWork } from './field-work.js';

const PEOPLE = {
  townB: ['town-officer', '街镇经办乙', 'town'],
  townC: ['town-officer', '街镇经办丙', 'town'],
  districtB: ['district-officer', '区房管经办乙', 'housing-bureau'],
  notary: ['notary', '公证员甲', 'notary-office'],
  /** Posts of the town given to people of the firm and of an agency. */
  firmInTown: ['town-officer', '事务所人员甲', 'firm'],
  valuerInTown: ['town-officer', '估价师甲', 'appraisal-agency'],
} as const satisfies Record<string, readonly [Role, string, OrganisationKind]>;
const BODIES: Partial<Record<OrganisationKind, string>> = {
  town: '甲镇',
  'housing-bureau': '区房管局',
  firm: '甲征收事务所',
  'notary-office': '甲公证处',
  'appraisal-agency': '第一估价机构',
};
export type Voter = keyof typeof PEOPLE;

/** A day within the vote, and an instant after it. */
export const VOTING_DAY = '2026-03-04';
export const AFTER_VOTE = '2026-03-06T01:00:00.000Z';

/** The choice of an agency in the negotiated track of a project, step by step, each by the person who may do it. */
export class Election {
  private taskKey = 3_000_000_000_000_000n;

  private constructor(
    readonly db: Database,
    readonly field: FieldWork,
    readonly trackId: string,
    readonly people: Readonly<Record<Voter, string>>,
    readonly agencyIds: readonly string[],
    readonly vote: Vote,
  ) {}

  /** Names three agencies and opens the vote of three days from Tuesday on. */
  static async open(db: Database, field: FieldWork): Promise<Election> {
    return db.transaction(async (tx) => {
      const agencyIds: string[] = [];
      for (const name of ['第一估价机构', '第二估价机构', '第三估价机构']) {
        agencyIds.push(await createOrganisation(tx, name, 'appraisal-agency'));
      }
      const people: [string, string][] = [];
      for (const [username, [role, displayName, kind]] of Object.entries(PEOPLE)) {
        const organisationId = await createOrganisation(tx, BODIES[kind] ?? '', kind);
        const roles = [{ role, validFrom: '2026-01-01' }];
        const account = { username, displayName, organisationId, password: 'correct horse', roles };
        people.push([username, await createAccount(tx, account)]);
      }
      const [track] = await tracksOf(tx, field.projectId);
      const trackId = track?.id ?? '';
      const naming = { act: 'name-candidates', kind: 'track', id: trackId } as const;
      const given = { agencies: agencyIds };
      const entry = { taskCase: naming, taskKey: '2000', personId: field.staff.town, round: 1, given } as const;
      await recordEntry(tx, { ...entry, replaces: 'case' }, (entryId) =>
        storeNomination(
          tx,
          { entryId, trackId },
          {
            votingDays: 3,
            place: '居委会',
            agencies: agencyIds.map((agencyId) => ({
              agencyId,
              grade: 'first',
              certificateNumber: '沪房估-1',
              certificateValidTo: '2027-12-31',
              independent: true,
              registeredOn: null,
              leftOutReason: null,
            })),
          },
        ),
      );
      const named = { act: 'name-candidates', caseId: trackId, verdict: 'named', taskKey: '2000' } as const;
      await recordAct(tx, { ...named, personId: field.staff.town });
      const vote = await openVote(tx, trackId);
      return new Election(db, field, trackId, Object.fromEntries(people) as Record<Voter, string>, agencyIds, vote);
    });
  }

  nextTask(): string {
    this.taskKey += 1n;
    return this.taskKey.toString();
  }

  /** A ballot of the household in this place (from 0) for the agency in that place; null is blank. */
  ballot(household: number, agency: number | null, more: Partial<NewReading> = {}): NewReading {
    return {
      ballotNumber: `B${String(household)}`,
      householdId: this.field.householdIds[household] ?? '',
      agencyId: agency === null ? null : (this.agencyIds[agency] ?? ''),
      castOn: VOTING_DAY,
      proxyName: null,
      proxyPaperHash: null,
      ...more,
    };
  }

  /** A person reads ballots for a task and completes it; answers the key of the task. */
  async read(voter: Voter, ballots: readonly NewReading[], voteId = this.vote.id): Promise<string> {
    const taskKey = this.nextTask();
    const personId = this.people[voter];
    await this.db.transaction((tx) => storeReadings(tx, { voteId, taskKey, personId, third: false }, ballots));
    await this.act(voter, 'enter-ballots', 'entered', taskKey, voteId);
    return taskKey;
  }

  /** The third look at some ballots. */
  async settle(ballots: readonly NewReading[], voteId = this.vote.id): Promise<void> {
    const taskKey = this.nextTask();
    const reader = { voteId, taskKey, personId: this.people.districtB, third: true };
    await this.db.transaction((tx) => storeReadings(tx, reader, ballots));
    await this.act('districtB', 'settle-ballots', 'settled', taskKey, voteId);
  }

  async act(
    voter: Voter,
    act: ActName,
    verdict: string,
    taskKey = this.nextTask(),
    caseId = this.vote.id,
  ): Promise<void> {
    await this.db.transaction((tx) => recordAct(tx, { act, caseId, verdict, taskKey, personId: this.people[voter] }));
  }

  /** Both read the same, and the notary attests. */
  async readAlike(ballots: readonly NewReading[], voteId = this.vote.id): Promise<void> {
    await this.read('townB', ballots, voteId);
    await this.read('townC', ballots, voteId);
    await this.act('notary', 'attest-vote', 'attested', this.nextTask(), voteId);
  }

  /** Announces lots on Monday's list and draws them from the seed of two days later. */
  async runLottery(voteId: string, seed: string, seedDay: string, drawAt: string): Promise<void> {
    const of = (act: ActName) => ({ act, kind: 'vote' as CaseKind, id: voteId });
    const personId = this.people.townB;
    const calling = this.nextTask();
    const call = { seedSource: '福利彩票双色球某期', seedPublishedOn: seedDay, place: '居委会' };
    await this.db.transaction(async (tx) => {
      const entry = { taskCase: of('call-lottery'), taskKey: calling, personId, round: 1, given: call } as const;
      await recordEntry(tx, { ...entry, replaces: 'case' }, (entryId) =>
        storeLotteryCall(tx, { entryId, voteId }, call),
      );
    });
    await this.act('townB', 'call-lottery', 'called', calling, voteId);
    await this.db.clock.pinClock(drawAt);
    const running = this.nextTask();
    await this.db.transaction(async (tx) => {
      const taskCase = of('conduct-lottery');
      const video = await storeCaseDocument(tx, {
        taskCase,
        taskKey: running,
        name: '录像.mp4',
        mediaType: 'text/plain',
        bytes: Buffer.from('video'),
        uploadedBy: personId,
      });
      const entry = { taskCase, taskKey: running, personId, round: 1, given: { seed } } as const;
      const witnesses = this.field.householdIds.slice(0, 2).map((householdId) => ({ householdId, name: '住户' }));
      await recordEntry(tx, { ...entry, replaces: 'case' }, (entryId) =>
        storeLotteryRun(tx, { entryId, voteId }, { seed, videoDocumentId: video.id, witnesses }),
      );
    });
    await this.act('townB', 'conduct-lottery', 'conducted', running, voteId);
    await this.act('notary', 'attest-lottery', 'attested', this.nextTask(), voteId);
  }
}
