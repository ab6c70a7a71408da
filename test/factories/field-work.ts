import type { Database } from '../../db/database.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import type { NewAct } from '../../db/repositories/acts.repository.js';
import type { RecordedAct } from '../../db/repositories/case-acts.repository.js';
import { freezeAreaList } from '../../db/repositories/area-lists.repository.js';
import {
  listDeterminedArea,
  recordAreaDetermination,
  recordAreaSurvey,
} from '../../db/repositories/areas.repository.js';
import { prepareAgreement } from '../../db/repositories/agreements.repository.js';
import { computeAndStoreCompensation } from '../../db/repositories/calculations.repository.js';
import { getHousehold, importHouseholds } from '../../db/repositories/households.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import { recordNegotiation } from '../../db/repositories/negotiations.repository.js';
import type { NewNegotiation } from '../../db/repositories/negotiations.repository.js';
import { archiveNotice, prepareNotice, publishNotice } from '../../db/repositories/notices.repository.js';
import { openSigning } from '../../db/repositories/signing-opening.repository.js';
import { sealAgreement } from '../../db/repositories/sealing.repository.js';
import { signAsHousehold, signAsOfficer } from '../../db/repositories/signatures.repository.js';
import type { NewProject } from '../../db/repositories/projects.repository.js';
import { NO_BUSINESS } from '../../rules/compensation/non-residential.js';
import type { ImportedHousehold } from '../../rules/import/validate-households.js';
import { householdRows } from './household.js';
import { prepareToSign } from './plan.js';
import { createProject } from './project.js';
import { createStaff } from './staff.js';
import type { Staff, StaffName } from './staff.js';

/** A Monday morning in Shanghai on which every certificate of the factory is valid. */
export const MONDAY = '2026-03-02T01:00:00.000Z';

/** A project with its staff and households, and the daily work on them, each step by the person who may do it. */
export class FieldWork {
  private lastTaskKey = 2_251_799_813_685_248n;

  private constructor(
    readonly db: Database,
    readonly staff: Staff,
    readonly projectId: string,
    readonly householdIds: readonly string[],
  ) {}

  /** Pins the clock and registers so many households in a new project. */
  static async start(
    db: Database,
    households: number | readonly ImportedHousehold[] = 1,
    project: Partial<NewProject> = {},
  ): Promise<FieldWork> {
    await db.clock.pinClock(MONDAY);
    return db.transaction(async (tx) => {
      const staff = await createStaff(tx);
      const projectId = await createProject(tx, staff, project);
      await importHouseholds(
        tx,
        projectId,
        typeof households === 'number' ? householdRows(households) : households,
        staff.town,
      );
      const rows = await tx.query<{ id: string }>(
        'SELECT id FROM household WHERE project_id = $1 ORDER BY case_number',
        [projectId],
      );
      return new FieldWork(
        db,
        staff,
        projectId,
        rows.map(({ id }) => id),
      );
    });
  }

  /** The first household, where there is only one to speak of. */
  get householdId(): string {
    return this.householdIds[0] ?? '';
  }

  /** Records an act of a person, for a task with a key as long as the engine's. */
  async act(name: StaffName, act: Omit<NewAct, 'personId' | 'caseId'> & { caseId?: string }): Promise<RecordedAct> {
    this.lastTaskKey += 1n;
    const taskKey = this.lastTaskKey.toString();
    return this.db.transaction((tx) =>
      recordAct(tx, { caseId: this.householdId, taskKey, ...act, personId: this.staff[name] }),
    );
  }

  /** Two officers measure, another person determines, and the area goes on the list. */
  async determine(householdId = this.householdId, round = 1, newHomestead = false): Promise<string | null> {
    const { staff } = this;
    for (const officer of ['officerA', 'officerB'] as const) {
      const survey = { householdId, round, officerId: staff[officer], measuredHundredths: 1_833n };
      await this.db.transaction((tx) => recordAreaSurvey(tx, survey));
      await this.act(officer, { act: 'survey-area', caseId: householdId, round });
    }
    const determination = {
      householdId,
      determinedBy: staff.determiner,
      areaHundredths: 1_833n,
      basis: '租用公房凭证',
      newHomestead,
    };
    await this.db.transaction(async (tx) => {
      const { use } = await getHousehold(tx, householdId);
      const useBasis = use === 'residential' ? null : '产证记载用途';
      await recordAreaDetermination(tx, { ...determination, use, useBasis });
    });
    await this.act('determiner', { act: 'determine-area', caseId: householdId, verdict: 'determined' });
    return (await this.db.transaction((tx) => listDeterminedArea(tx, householdId))).noticeId;
  }

  /** Masked by one, approved by another, published; answers when the period ends. */
  async publish(noticeId: string): Promise<string> {
    await this.db.transaction((tx) => prepareNotice(tx, noticeId));
    await this.act('town', { act: 'mask-notice', caseId: noticeId, verdict: 'masked' });
    await this.act('checker', { act: 'approve-notice', caseId: noticeId, verdict: 'approved' });
    return (await this.db.transaction((tx) => publishNotice(tx, noticeId))).endsAt;
  }

  /** Every household determined, displayed, its area frozen, and signing opened by an adopted plan. */
  async freeze(): Promise<void> {
    await this.freezeAreas();
    await this.openSigning();
  }

  /** Every household determined, displayed, and its area frozen; answers the notice of the list. */
  async freezeAreas(): Promise<string> {
    let noticeId: string | null = null;
    for (const id of this.householdIds) noticeId = await this.determine(id);
    await this.displayAndFreeze(noticeId ?? '');
    return noticeId ?? '';
  }

  /** Displays an area list for its whole period and freezes what is on it. */
  async displayAndFreeze(noticeId: string): Promise<void> {
    await this.db.clock.pinClock(await this.publish(noticeId));
    await this.db.transaction((tx) => archiveNotice(tx, noticeId));
    await this.db.transaction((tx) => freezeAreaList(tx, noticeId));
  }

  /** The same, and opens signing by an adopted plan. */
  async displayAndOpen(noticeId: string): Promise<void> {
    await this.displayAndFreeze(noticeId);
    await this.openSigning();
  }

  private async openSigning(): Promise<void> {
    await this.db.transaction((tx) => prepareToSign(tx, this.projectId, this.staff));
    await this.db.transaction((tx) => openSigning(tx, this.projectId, this.staff.town));
  }

  /** Two officers negotiate, the rules compute. */
  async negotiate(
    householdId = this.householdId,
    round = 1,
    counts: NewNegotiation['counts'] = [],
    business = NO_BUSINESS,
  ): Promise<string> {
    for (const officer of ['officerA', 'officerB'] as const) {
      await this.enterNegotiation(officer, householdId, round, counts, business);
      await this.act(officer, { act: 'negotiate', caseId: householdId, round });
    }
    return (await this.db.transaction((tx) => computeAndStoreCompensation(tx, householdId))).id;
  }

  /** What an officer enters of a talk, for the task that he completes next. */
  async enterNegotiation(
    officer: StaffName,
    householdId = this.householdId,
    round = 1,
    counts: NewNegotiation['counts'] = [],
    business = NO_BUSINESS,
  ): Promise<void> {
    const officerId = this.staff[officer];
    const summary = '已说明方案和金额';
    await this.db.transaction((tx) =>
      recordEntry(
        tx,
        {
          taskCase: { act: 'negotiate', kind: 'household', id: householdId },
          taskKey: (this.lastTaskKey + 1n).toString(),
          personId: officerId,
          round,
          given: { summary, counts },
          replaces: 'task',
        },
        async (entryId) => {
          await recordNegotiation(tx, { entryId, householdId, round, officerId, summary, counts, business });
        },
      ),
    );
  }

  /** The investment supervisor passes the calculation. */
  async check(householdId = this.householdId): Promise<void> {
    await this.act('investment', { act: 'check-before-signing', caseId: householdId, verdict: 'passed' });
  }

  /** The text is prepared and signed by the household and the two officers; answers the agreement's id. */
  async sign(householdId = this.householdId): Promise<string> {
    const agreement = await this.db.transaction((tx) => prepareAgreement(tx, householdId));
    const { id, contentHash } = agreement;
    await this.db.transaction((tx) => signAsHousehold(tx, id, contentHash));
    for (const officer of ['officerA', 'officerB'] as const) {
      await this.db.transaction((tx) => signAsOfficer(tx, id, this.staff[officer], contentHash));
      await this.act(officer, { act: 'sign-as-officer', caseId: householdId });
    }
    return id;
  }

  /** The four reviews by four persons. */
  async review(householdId = this.householdId): Promise<void> {
    const verdict = { caseId: householdId, verdict: 'approved' };
    await this.act('projectSupervisor', { act: 'review-project-supervisor', ...verdict });
    await this.act('supervision', { act: 'review-supervision-department', ...verdict });
    await this.act('investment', { act: 'review-investment-supervisor', ...verdict });
    await this.act('approver', { act: 'approve-agreement', ...verdict });
  }

  async seal(agreementId: string, householdId = this.householdId): Promise<void> {
    await this.act('sealKeeper', { act: 'seal-agreement', caseId: householdId, verdict: 'sealed' });
    await this.db.transaction((tx) => sealAgreement(tx, agreementId));
  }

  /** From negotiation to seal for each household whose area is frozen. */
  async signAndSealAll(): Promise<string[]> {
    const agreements: string[] = [];
    for (const id of this.householdIds) {
      await this.negotiate(id);
      await this.check(id);
      const agreementId = await this.sign(id);
      await this.review(id);
      await this.seal(agreementId, id);
      agreements.push(agreementId);
    }
    return agreements;
  }
}
