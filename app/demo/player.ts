import type { ClockView, HouseholdRow, MyCase, ProjectView, PublicNotices } from '../../api/contract/index.js';
import type { NoticeKind } from '../../rules/vocabulary/papers.js';
import type { OpenTask } from '../../workers/host/engine-client.js';
import { proposeColleague, proposeRuleChange } from './district-life.js';
import { answerAsBank } from './fake-bank.js';
import { drawRandomInspection } from './play-draws.js';
import { Choices } from './choices.js';
import { HttpSession, RefusedError } from './http-session.js';
import { goesToExperts, isAnswered, objectToReport } from './play-report-objection.js';
import { recordOwnerSignature } from './sign-as-owner.js';
import { proposeSpecialProblem } from './play-review.js';
import { standOf } from './scenarios/scenario.js';
import type { Scenario, Stand } from './scenarios/scenario.js';
import { shared, Staff } from './staff.js';

export interface PlayerSettings {
  readonly baseUrl: string;
  readonly scenario: Scenario;
  readonly households: number;
  readonly projectId: string;
  readonly seed: number;
}

const WEEK_MS = 7 * 24 * 3_600_000;
const BEFORE_FROZEN = new Set<string>(['registered', 'surveying', 'determined', 'displayed']);
/** What is public before the town thinks of signing: the plan, and who appraises. */
const BEFORE_SIGNING: readonly NoticeKind[] = ['plan-final', 'agency-choice'];
const STAGES_WITH_REPORT = new Set<string>(['frozen', 'negotiating', 'checking']);
const STAGES_WITH_HOUSEHOLD_TURN = new Set<string>(['displayed', 'signing', 'determined']);

/** Plays every person of a project through the public HTTP interfaces until nobody has anything left to do. */
export class Player {
  readonly #households = new Map<string, HttpSession>();
  readonly #choices: Choices;
  readonly #staff: Staff;
  #lateSign = false;
  #problemProposed = false;
  #sampleDrawn = false;
  /** What was refused last, for whoever has to find out why the play got stuck. */
  lastRefusal = '';

  constructor(private readonly settings: PlayerSettings) {
    this.#choices = new Choices(settings.seed, settings.scenario);
    this.#staff = new Staff(settings.baseUrl, this.#choices);
  }

  as(username: string): HttpSession {
    return this.#staff.as(username);
  }

  /** What goes on in the district whatever becomes of the project. */
  async beginDistrictLife(): Promise<void> {
    await proposeColleague(this.as('staff-manager'));
    await proposeRuleChange(this.as('district'));
  }

  /** Lets everybody do once what waits for them; answers whether anything was done. */
  async everybody(households: readonly HouseholdRow[], waiting: readonly OpenTask[]): Promise<boolean> {
    const turns = [
      // Before the others go on: only they can bring the household past the stages in which this is possible.
      await this.#proposeSpecialProblem(households),
      await this.#drawSample(households),
      await this.#staff.workOff(waiting),
      await this.#visitHouseholds(households.filter((household) => this.#hasTurn(household))),
    ];
    return turns.some((done) => done > 0);
  }

  /** What is looked for only when nobody has a task: files that wait for the bank, tasks that nobody might do before. */
  async lookAgain(): Promise<void> {
    this.#staff.lookAgain();
    await this.#visitBank();
  }

  /** A household with its own session; a lost access code is replaced by a field officer. */
  async #household(householdId: string): Promise<HttpSession> {
    const known = this.#households.get(householdId);
    if (known !== undefined) return known;
    const issued = await this.as('field-a').post<{ accessCode: string; caseNumber: string }>(
      `/api/households/${householdId}/access-code`,
    );
    const session = new HttpSession(this.settings.baseUrl);
    await session.post('/api/household-session', { caseNumber: issued.caseNumber, accessCode: issued.accessCode });
    this.#households.set(householdId, session);
    return session;
  }

  /** Every household whose turn it may be looks at its case. */
  async #visitHouseholds(households: readonly HouseholdRow[]): Promise<number> {
    if (!this.#lateSign && households.some((each) => this.#standOf(each) === 'late')) {
      this.#lateSign = await this.#lateOnesSign();
    }
    const waiting = households.filter((each) => each.stage !== 'signing' || this.#signs(each));
    return shared(waiting, (each) => this.#visit(each));
  }

  /** From the delivery of its report on, whoever has it judged asks in time. */
  #hasTurn({ stage, number }: HouseholdRow): boolean {
    if (STAGES_WITH_HOUSEHOLD_TURN.has(stage)) return true;
    return STAGES_WITH_REPORT.has(stage) && goesToExperts(this.#choices, number);
  }

  #standOf({ number }: HouseholdRow): Stand {
    return standOf(this.settings.scenario, Number(number), this.settings.households);
  }

  /** Does the household sign what is presented to it now? */
  #signs(household: HouseholdRow): boolean {
    const stand = this.#standOf(household);
    return stand === 'willing' || (stand === 'late' && this.#lateSign);
  }

  /** Is it so far that those sign who held out: the period extended, or the formal signing opened after a conversion? */
  async #lateOnesSign(): Promise<boolean> {
    const { outcome } = this.settings.scenario;
    const since = await this.#publicSince(outcome === 'extended' ? 'signing-result' : 'conversion-decision');
    if (since === undefined || outcome === 'extended') return since !== undefined;
    const { signingOpenedAt } = await this.as('audit').get<ProjectView>(`/api/projects/${this.settings.projectId}`);
    return signingOpenedAt !== null && signingOpenedAt > since;
  }

  /** When a notice of this kind became public; undefined while none is. */
  async #publicSince(kind: NoticeKind): Promise<string | undefined> {
    const { notices } = await this.as('audit').get<PublicNotices>('/api/public/notices');
    return notices.find((notice) => notice.kind === kind)?.publishedAt;
  }

  /**
   * The town opens the signing period that is next, once every area is frozen and something waits for it. What it has to
   * wait for is the system's to say: refused, it asks again later.
   */
  async openSigning(households: readonly HouseholdRow[]): Promise<boolean> {
    const ready = households.length > 0 && households.every(({ stage }) => !BEFORE_FROZEN.has(stage));
    if (!ready || !households.some(({ stage }) => stage === 'frozen')) return false;
    const town = this.as('town-a');
    const path = `/api/projects/${this.settings.projectId}`;
    const { signingEndsAt } = await town.get<ProjectView>(path);
    const { now } = await town.get<ClockView>('/api/clock');
    if (signingEndsAt !== null && signingEndsAt > now) return false;
    for (const kind of BEFORE_SIGNING) if ((await this.#publicSince(kind)) === undefined) return false;
    try {
      await town.post(`${path}/signing`);
      return (await town.get<ProjectView>(path)).signingEndsAt !== signingEndsAt;
    } catch (error) {
      if (!(error instanceof RefusedError) || error.findings.length === 0) throw error;
      this.lastRefusal = `${error.findings.map(({ message }) => message).join('；')}。`;
      return false;
    }
  }

  /** The project supervisor puts one household's special problem to the panel, once. */
  async #proposeSpecialProblem(households: readonly HouseholdRow[]): Promise<number> {
    if (this.#problemProposed) return 0;
    const done = await proposeSpecialProblem(this.as('supervisor'), households);
    this.#problemProposed = done > 0;
    return done;
  }

  /** The base is inspected once at random, by a draw of three parties. */
  async #drawSample(households: readonly HouseholdRow[]): Promise<number> {
    if (this.#sampleDrawn) return 0;
    const drawn = await drawRandomInspection((username) => this.as(username), this.settings.projectId, households);
    this.#sampleDrawn = drawn !== 'not-yet';
    return drawn === 'now' ? 1 : 0;
  }

  /** The household reads its case: objects to a running notice if that is its story, signs what waits for it. */
  async #visit(household: HouseholdRow): Promise<number> {
    const session = await this.#household(household.id);
    const view = await session.get<MyCase>('/api/my-case');
    let done = 0;
    const notice = view.noticeOpenToObjection;
    const objects = this.#choices.happens('objects', view.household.caseNumber, 20);
    if (notice !== null && objects && view.objections.length === 0) {
      await session.post(`/api/notices/${notice.id}/objections`, { text: '认为认定面积偏小，请求复查。' });
      done += 1;
    }
    done += await objectToReport(session, view, this.#choices);
    const agreement = view.agreementToSign;
    const holdsBack = goesToExperts(this.#choices, household.number) && !isAnswered(view);
    if (agreement !== null && !holdsBack && this.#signs(household)) {
      const body = { contentHash: agreement.contentHash, consent: true };
      await session.post(`/api/agreements/${agreement.id}/household-signature`, body);
      await recordOwnerSignature(household.id, (username) => this.as(username));
      done += 1;
    }
    return done;
  }

  /** The bank answers every file that was sent to it and not yet settled. */
  async #visitBank(): Promise<void> {
    const session = this.as('bookkeeper');
    const project = await session.get<ProjectView>(`/api/projects/${this.settings.projectId}`);
    for (const list of project.paymentLists.filter(({ status }) => status === 'sent')) {
      const file = await session.getText(`/api/payment-lists/${list.id}/bank-file`);
      const { now } = await session.get<ClockView>('/api/clock');
      await session.postAs('application/xml', '/api/bank-statements', answerAsBank(file, now));
    }
  }

  /** Moves the clock to the next moment at which something is due, or by a week if that comes first and is asked for. */
  async moveOn(weekAtMost: boolean): Promise<void> {
    const administrator = this.as('administrator');
    const { now, nextDueAt } = await administrator.get<ClockView>('/api/clock');
    const inAWeek = new Date(Date.parse(now) + WEEK_MS).toISOString();
    const sooner = weekAtMost && nextDueAt !== null && inAWeek < nextDueAt;
    await administrator.post('/api/clock', { to: sooner || nextDueAt === null ? inAWeek : nextDueAt });
  }
}
