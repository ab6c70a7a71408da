import type {
  ClockView,
  HouseholdRow,
  MyCase,
  ProjectView,
  PublicNotices,
  TaskDetail,
  TaskPage,
  TaskRow,
} from '../../api/contract/index.js';
import type { NoticeKind } from '../../rules/vocabulary/papers.js';
import type { OpenTask } from '../../workers/host/engine-client.js';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '../samples/accounts.js';
import { holdAppraisal, proposeColleague, proposeRuleChange } from './district-life.js';
import { answerAsBank } from './fake-bank.js';
import { Choices } from './choices.js';
import { HttpSession, RefusedError } from './http-session.js';
import { objectToReport } from './play-report-objection.js';
import { proposeSpecialProblem } from './play-review.js';
import { playTask } from './play-task.js';
import { NotYet } from './plays.js';
import { standOf } from './scenarios/scenario.js';
import type { Scenario, Stand } from './scenarios/scenario.js';

export interface PlayerSettings {
  readonly baseUrl: string;
  readonly scenario: Scenario;
  readonly households: number;
  readonly projectId: string;
  readonly seed: number;
}

/** At most this many people act at the same moment. */
const PEOPLE_AT_ONCE = 6;

const WEEK_MS = 7 * 24 * 3_600_000;
const BEFORE_FROZEN = new Set<string>(['registered', 'surveying', 'determined', 'displayed']);
/** What is public before the town thinks of signing: the plan, and who appraises. */
const BEFORE_SIGNING: readonly NoticeKind[] = ['plan-final', 'agency-choice'];
const STAGES_WITH_HOUSEHOLD_TURN = new Set<string>(['displayed', 'signing', 'determined']);

/** Somebody else was faster, or the case moved on meanwhile: not an error of the play. */
const overtaken = (error: unknown) => error instanceof RefusedError && [404, 409].includes(error.status);

/** Plays every person of a project through the public HTTP interfaces until nobody has anything left to do. */
export class Player {
  readonly #sessions = new Map<string, HttpSession>();
  readonly #households = new Map<string, HttpSession>();
  readonly #choices: Choices;
  readonly #leftBehind = new Set<HttpSession>();
  #lateSign = false;
  /** What was refused last, for whoever has to find out why the play got stuck. */
  lastRefusal = '';

  constructor(private readonly settings: PlayerSettings) {
    this.#choices = new Choices(settings.seed, settings.scenario);
  }

  async signInAll(): Promise<void> {
    for (const { username } of SAMPLE_ACCOUNTS) {
      const session = new HttpSession(this.settings.baseUrl);
      await session.post('/api/session', { username, password: SAMPLE_PASSWORD });
      this.#sessions.set(username, session);
      this.#leftBehind.add(session);
    }
  }

  as(username: string): HttpSession {
    const session = this.#sessions.get(username);
    if (session === undefined) throw new Error(`没有演示账号 ${username}`);
    return session;
  }

  /** What goes on in the district whatever becomes of the project. */
  async beginDistrictLife(): Promise<void> {
    await proposeColleague(this.as('staff-manager'));
    await proposeRuleChange(this.as('district'));
  }

  /** Lets everybody do once what waits for them; answers whether anything was done. */
  async everybody(households: readonly HouseholdRow[], waiting: readonly OpenTask[]): Promise<boolean> {
    const turns = [
      await this.#round(new Set(waiting.flatMap(({ groups }) => groups))),
      await this.#proposeSpecialProblem(households),
      await this.#visitHouseholds(households.filter(({ stage }) => STAGES_WITH_HOUSEHOLD_TURN.has(stage))),
      await this.#visitBank(),
    ];
    return turns.some((done) => done > 0);
  }

  /** Those for whose post something waits work it off, and who left something behind. */
  async #round(posts: ReadonlySet<string>): Promise<number> {
    const waiting = SAMPLE_ACCOUNTS.filter(
      ({ username, roles }) => roles.some((role) => posts.has(role)) || this.#leftBehind.has(this.as(username)),
    ).map(({ username }) => this.as(username));
    let done = 0;
    const person = async () => {
      for (let session = waiting.pop(); session !== undefined; session = waiting.pop()) {
        done += await this.#workOff(session);
      }
    };
    await Promise.all(Array.from({ length: PEOPLE_AT_ONCE }, person));
    return done;
  }

  async #workOff(session: HttpSession): Promise<number> {
    let done = 0;
    // What is claimed already was left by a run that broke off, or by an act that somebody else overtook.
    const scopes = this.#leftBehind.has(session) ? ['mine', 'groups'] : ['groups'];
    this.#leftBehind.delete(session);
    for (const scope of scopes) {
      const { items } = await session.get<TaskPage>(`/api/tasks?scope=${scope}&pageSize=100`);
      for (const row of items.filter(({ claim }) => claim.allowed)) {
        if (await this.#perform(session, row, scope === 'groups')) done += 1;
        else this.#leftBehind.add(session);
      }
    }
    return done;
  }

  async #perform(session: HttpSession, row: TaskRow, claim: boolean): Promise<boolean> {
    try {
      if (claim) await session.post(`/api/tasks/${row.taskKey}/claim`);
      const task = await session.get<TaskDetail>(`/api/tasks/${row.taskKey}`);
      if (task.act === 'fund-account') await this.#fund(task);
      const completion = await playTask({ task, session, choices: this.#choices });
      await session.post(`/api/tasks/${row.taskKey}/completion`, completion);
      if (task.act === 'prepare-appraisal') await holdAppraisal(session, this.settings.baseUrl);
      return true;
    } catch (error) {
      if (overtaken(error) || error instanceof NotYet) return false;
      throw error;
    }
  }

  /** The town pays in what the special account lacks, so that the finance head can say it is funded. */
  async #fund(task: TaskDetail): Promise<void> {
    if (task.facts.kind !== 'payment-list') return;
    const { list, shortfallYuan } = task.facts;
    await this.as('town-a').post(`/api/projects/${list.projectId}/deposits`, {
      amountYuan: shortfallYuan,
      reference: `补足-${list.number}-${String(list.version)}`,
    });
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
    let done = 0;
    const visitor = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) done += await this.#visit(next);
    };
    await Promise.all(Array.from({ length: PEOPLE_AT_ONCE }, visitor));
    return done;
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

  /** The project supervisor puts one household's special problem to the panel; too late is no error of the play. */
  async #proposeSpecialProblem(households: readonly HouseholdRow[]): Promise<number> {
    try {
      return await proposeSpecialProblem(this.as('supervisor'), households);
    } catch (error) {
      if (overtaken(error)) return 0;
      throw error;
    }
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
    if (agreement !== null && this.#signs(household)) {
      const body = { contentHash: agreement.contentHash, consent: true };
      await session.post(`/api/agreements/${agreement.id}/household-signature`, body);
      done += 1;
    }
    return done;
  }

  /** The bank answers every file that was sent to it and not yet settled. */
  async #visitBank(): Promise<number> {
    const session = this.as('bookkeeper');
    const project = await session.get<ProjectView>(`/api/projects/${this.settings.projectId}`);
    let done = 0;
    for (const list of project.paymentLists.filter(({ status }) => status === 'sent')) {
      const file = await session.getText(`/api/payment-lists/${list.id}/bank-file`);
      const { now } = await session.get<ClockView>('/api/clock');
      await session.postAs('application/xml', '/api/bank-statements', answerAsBank(file, now));
      done += 1;
    }
    return done;
  }

  /** Moves the clock to the next due moment; where none is known, timers of the processes may be waited for: a week on. */
  async moveOn(): Promise<void> {
    const administrator = this.as('administrator');
    const { now, nextDueAt } = await administrator.get<ClockView>('/api/clock');
    const inAWeek = new Date(Date.parse(now) + WEEK_MS).toISOString();
    await administrator.post('/api/clock', { to: nextDueAt ?? inAWeek });
  }
}
