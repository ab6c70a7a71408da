import type { Database } from '../../db/database.js';
import { createAccount, createOrganisation } from '../../db/repositories/accounts.repository.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { handDownReports, referMajorReports } from '../../db/repositories/appraisal-reports.repository.js';
import { storeDeliveries, storeReferralOpinion } from '../../db/repositories/appraisal-steps.repository.js';
import { storeReports } from '../../db/repositories/appraisals.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { tracksOf } from '../../db/repositories/tracks.repository.js';
import { storeValueDate } from '../../db/repositories/value-dates.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { ActName, CaseKind, Role } from '../../rules/acts.js';
import type { AppraisalLine } from '../../rules/appraisal/report-file.js';
import type { OrganisationKind } from '../../rules/vocabulary/people.js';
import { areaFactor, multiplyHalfUp } from '../../rules/units.js';
import type { SqlAttacker } from '../db/sql-attacker.js';
import type { FieldWork } from './field-work.js';

const PEOPLE = {
  townB: ['town-officer', '街镇经办乙', 'town', '甲镇'],
  valuer: ['valuer', '估价师甲', 'appraisal-agency', '选定的估价机构'],
  otherValuer: ['valuer', '估价师丙', 'appraisal-agency', '另一估价机构'],
  expert: ['expert-committee', '评估专家甲', 'expert-committee', '估价专家委员会'],
  /** A post of the town given to somebody of the firm. */
  firmInTown: ['town-officer', '事务所人员甲', 'firm', '甲征收事务所'],
} as const satisfies Record<string, readonly [Role, string, OrganisationKind, string]>;
export type Appraiser = keyof typeof PEOPLE;

export const VALUE_DATE = '2026-03-01';
/** Area that the factories freeze. */
const AREA = 1_833n;

/** The appraisal of the negotiated track of a project whose areas are frozen, step by step, by who may do each. */
export class AppraisalWork {
  private taskKey = 4_000_000_000_000_000n;

  private constructor(
    readonly db: Database,
    readonly field: FieldWork,
    readonly trackId: string,
    readonly agencyId: string,
    readonly people: Readonly<Record<Appraiser, string>>,
  ) {}

  /** With the agency chosen: the vote is a story of its own. */
  static async begin(db: Database, field: FieldWork, attacker: SqlAttacker): Promise<AppraisalWork> {
    const noticeId = await field.freezeAreas();
    const { trackId, agencyId, people } = await db.transaction(async (tx) => {
      const found: [string, string][] = [];
      const agency = await createOrganisation(tx, '选定的估价机构', 'appraisal-agency');
      for (const [username, [role, displayName, kind, body]] of Object.entries(PEOPLE)) {
        const organisationId = await createOrganisation(tx, body, kind);
        const roles = [{ role, validFrom: '2026-01-01' }];
        found.push([
          username,
          await createAccount(tx, { username, displayName, organisationId, password: 'correct horse', roles }),
        ]);
      }
      const [track] = await tracksOf(tx, field.projectId);
      const people = Object.fromEntries(found) as Record<Appraiser, string>;
      return { trackId: track?.id ?? '', agencyId: agency, people };
    });
    await attacker.plant(
      `INSERT INTO chosen_appraiser (track_id, agency_id, how, notice_id) VALUES ($1, $2, 'vote', $3)`,
      [trackId, agencyId, noticeId],
    );
    return new AppraisalWork(db, field, trackId, agencyId, people);
  }

  /** A household as the agency appraises it, in yuan per m². */
  line(index: number, unitPriceYuan: bigint): AppraisalLine {
    const unitPriceFen = unitPriceYuan * 100n;
    return {
      householdId: this.field.householdIds[index] ?? '',
      areaHundredths: AREA,
      unitPriceFen,
      valueFen: multiplyHalfUp(unitPriceFen, areaFactor(AREA)),
      photos: 3,
      ownerSigned: true,
      reportNumber: `沪估-${String(index)}`,
      valuers: ['估价师甲', '估价师乙'],
      sealed: true,
      paperHash: 'a'.repeat(64),
    };
  }

  /** A person enters something and completes the task with the verdict. */
  async enter(
    personId: string,
    act: ActName,
    verdict: string,
    store: (tx: Transaction, entryId: string) => Promise<void>,
    on: { readonly kind?: CaseKind; readonly id?: string; readonly replaces?: 'case' | 'task' } = {},
  ): Promise<void> {
    const taskKey = this.nextTask();
    const { kind = 'track', id = this.trackId, replaces = 'case' } = on;
    const taskCase = { act, kind, id };
    await this.db.transaction(async (tx) => {
      await recordEntry(tx, { taskCase, taskKey, personId, round: 1, given: { act, taskKey }, replaces }, (entryId) =>
        store(tx, entryId),
      );
    });
    await this.act(personId, act, verdict, taskKey, id);
  }

  async act(
    personId: string,
    act: ActName,
    verdict: string,
    taskKey = this.nextTask(),
    caseId = this.trackId,
  ): Promise<void> {
    const note = verdict === 'returned' ? '第一户单价有误，请更正' : null;
    await this.db.transaction((tx) => recordAct(tx, { act, caseId, verdict, note, taskKey, personId }));
  }

  private nextTask(): string {
    this.taskKey += 1n;
    return this.taskKey.toString();
  }

  setValueDate(): Promise<void> {
    const given = { trackId: this.trackId, valueDate: VALUE_DATE, ground: '街镇文件' };
    return this.enter(this.field.staff.town, 'set-value-date', 'date-set', (tx, entryId) =>
      storeValueDate(tx, { entryId, ...given }),
    );
  }

  issueReports(lines: readonly AppraisalLine[]): Promise<void> {
    const valuerId = this.people.valuer;
    return this.enter(valuerId, 'issue-final-reports', 'submitted', (tx, entryId) =>
      storeReports(tx, { entryId, trackId: this.trackId, valuerId }, lines),
    );
  }

  review(verdict = 'approved'): Promise<void> {
    return this.act(this.people.townB, 'review-reports', verdict);
  }

  refer(): Promise<number> {
    return this.db.transaction((tx) => referMajorReports(tx, this.trackId));
  }

  judge(): Promise<void> {
    const expert = (name: string) => ({ name, registeredValuer: true, interested: false });
    const opinion = { experts: ['甲', '乙', '丙'].map(expert), faulty: false, opinion: '方法和参数恰当' };
    return this.enter(this.people.expert, 'judge-referred-reports', 'approved', (tx, entryId) =>
      storeReferralOpinion(tx, { entryId, trackId: this.trackId }, opinion),
    );
  }

  handDown(): Promise<unknown> {
    return this.db.transaction((tx) => handDownReports(tx, this.trackId));
  }

  deliver(reportIds: readonly string[], deliveredOn: string): Promise<void> {
    return this.enter(this.field.staff.officerA, 'deliver-reports', 'delivered', (tx, entryId) =>
      storeDeliveries(
        tx,
        entryId,
        reportIds.map((reportId) => ({ reportId, deliveredOn, how: '当面签收' })),
      ),
    );
  }
}
