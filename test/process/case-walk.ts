import { readFile } from 'node:fs/promises';
import type {
  ClockView,
  CompletionBody,
  HouseholdRow,
  MyCase,
  ProjectView,
  TaskDetail,
  TaskPage,
  TaskRow,
} from '../../api/contract/index.js';
import { Choices } from '../../app/demo/choices.js';
import { answerAsBank } from '../../app/demo/fake-bank.js';
import { HttpSession } from '../../app/demo/http-session.js';
import { playTask } from '../../app/demo/play-task.js';
import { recordOwnerSignature } from '../../app/demo/sign-as-owner.js';
import { SAMPLE_PROJECT, sampleHouseholdsFile } from '../../app/load-sample.js';
import type { ActName } from '../../rules/acts.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import { launchSampleProject } from '../factories/launch.js';
import { prepareToSign, samplePlanStaff } from '../factories/plan.js';
import { eventually } from './eventually.js';
import type { RunningSystem } from './running-system.js';

/** Nobody misreads, objects or returns anything unless the test says so. */
class PlainStory extends Choices {
  override happens(): boolean {
    return false;
  }
}
const plainStory = new PlainStory(1);

/** Header and first lines of the sample register, which begins with the published case TV1. */
export async function sampleRegister(households = 1): Promise<string> {
  const lines = (await readFile(sampleHouseholdsFile, 'utf8')).split('\n');
  return `${lines.slice(0, households + 1).join('\n')}\n`;
}

/** The register with another account in its last line. */
export const withAccount = (register: string, account: string): string => register.replace(/\d+\n$/, `${account}\n`);

/** One household led through its case over HTTP, one act after the other, each by the person who may do it. */
export class CaseWalk {
  readonly #homes = new Map<string, HttpSession>();

  private constructor(
    readonly system: RunningSystem,
    readonly projectId: string,
    readonly householdId: string,
    /** Other households of the register. */
    readonly neighbourIds: readonly string[],
  ) {}

  /** Registers and launches a project with these households; the walk is about the first. */
  static async begin(
    system: RunningSystem,
    register: string,
    overrides: { readonly mode?: Mode } = {},
  ): Promise<CaseWalk> {
    const district = await system.as('district');
    const { now } = await district.get<ClockView>('/api/clock');
    const project = { ...SAMPLE_PROJECT, ...overrides, registeredOn: now.slice(0, 10) };
    const { id } = await district.post<{ id: string }>('/api/projects', project);
    await system.database.transaction((tx) => launchSampleProject(tx, id));
    await (await system.as('town-a')).postAs('text/csv', `/api/projects/${id}/households`, register);
    const audit = await system.as('audit');
    const { items } = await audit.get<{ items: HouseholdRow[] }>(`/api/households?projectId=${id}`);
    const [household, ...others] = items;
    if (!household) throw new Error('expected the household that was imported');
    const neighbours = others.map((other) => other.id);
    return new CaseWalk(system, id, household.id, neighbours);
  }

  /** The open task of this act that nobody has claimed yet, as this person's workbench shows it. */
  async task(username: string, act: ActName, householdId?: string): Promise<TaskRow> {
    const session = await this.system.as(username);
    return eventually(`a task ${act} for ${username}`, async () => {
      const { items } = await session.get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      const open = items.filter((row) => row.act === act && row.assignee === null);
      return open.find((row) => row.householdId === (householdId ?? row.householdId));
    });
  }

  async claim(username: string, act: ActName, householdId?: string): Promise<TaskDetail> {
    const { taskKey } = await this.task(username, act, householdId);
    const session = await this.system.as(username);
    await session.post(`/api/tasks/${taskKey}/claim`);
    return session.get<TaskDetail>(`/api/tasks/${taskKey}`);
  }

  /** Enters what the act needs and answers with the verdict of a case in which all is well. */
  async enter(username: string, task: TaskDetail): Promise<CompletionBody> {
    return playTask({ task, session: await this.system.as(username), choices: plainStory });
  }

  async complete(username: string, taskKey: string, body: CompletionBody): Promise<void> {
    await (await this.system.as(username)).post(`/api/tasks/${taskKey}/completion`, body);
  }

  /** Claims, enters and completes; with another verdict than the usual one, if one is given. */
  async do(username: string, act: ActName, body?: CompletionBody): Promise<TaskDetail> {
    const task = await this.claim(username, act);
    const usual = await this.enter(username, task);
    await this.complete(username, task.taskKey, body ?? usual);
    return task;
  }

  async surveyAndDetermine(first = 'field-a', second = 'field-b', determiner = 'determine-a'): Promise<void> {
    await this.do(first, 'survey-area');
    await this.do(second, 'survey-area');
    await this.do(determiner, 'determine-area');
  }

  /** Masks, approves and thereby publishes the notice that is due. */
  async publish(): Promise<void> {
    await this.do('town-a', 'mask-notice');
    await this.do('checker', 'approve-notice');
  }

  async negotiate(): Promise<void> {
    await this.do('field-a', 'negotiate');
    await this.do('field-b', 'negotiate');
    await this.do('investment', 'check-before-signing');
  }

  async sign(): Promise<void> {
    await this.signAsHousehold();
    await this.do('field-a', 'sign-as-officer');
    await this.do('field-b', 'sign-as-officer');
  }

  async signAsHousehold(householdId = this.householdId): Promise<void> {
    const home = await this.home(householdId);
    const { id, contentHash } = await eventually(
      'an agreement to sign',
      async () => (await home.get<MyCase>('/api/my-case')).agreementToSign ?? undefined,
    );
    await home.post(`/api/agreements/${id}/household-signature`, { contentHash, consent: true });
    await recordOwnerSignature(householdId, (username) => this.system.as(username));
  }

  async review(): Promise<void> {
    await this.do('supervisor', 'review-project-supervisor');
    await this.do('inspection', 'review-supervision-department');
    await this.do('investment', 'review-investment-supervisor');
    await this.do('approver', 'approve-agreement');
  }

  async approvePayment(): Promise<void> {
    await this.do('supervisor', 'approve-payment-1');
    await this.do('bookkeeper', 'approve-payment-2');
    await this.do('finance', 'approve-payment-3', { verdict: 'approved' });
    await this.do('manager', 'approve-payment-4');
  }

  /** The paid household leaves the house: date, two looks at it, the right ended. */
  async moveOut(): Promise<void> {
    await this.do('town-a', 'agree-handover');
    await this.do('field-a', 'record-handover');
    await this.do('field-b', 'record-handover');
    await this.do('town-a', 'deregister-rights');
  }

  async deposit(amountYuan: string, reference: string): Promise<void> {
    const body = { amountYuan, reference };
    await (await this.system.as('town-a')).post(`/api/projects/${this.projectId}/deposits`, body);
  }

  /** Prepares what signing waits for, where it is not there yet, and opens the period. */
  async openSigning(): Promise<void> {
    await this.system.database.transaction(async (tx) => prepareToSign(tx, this.projectId, await samplePlanStaff(tx)));
    await this.askToOpenSigning();
  }

  async askToOpenSigning(): Promise<void> {
    await (await this.system.as('town-a')).post(`/api/projects/${this.projectId}/signing`, {});
  }

  /** The household's own session, opened with a fresh access code. */
  async home(householdId = this.householdId): Promise<HttpSession> {
    const known = this.#homes.get(householdId);
    if (known) return known;
    const officer = await this.system.as('field-a');
    const code = await officer.post<{ accessCode: string; caseNumber: string }>(
      `/api/households/${householdId}/access-code`,
    );
    const home = new HttpSession(this.system.url);
    await home.post('/api/household-session', { accessCode: code.accessCode, caseNumber: code.caseNumber });
    this.#homes.set(householdId, home);
    return home;
  }

  /** Moves the clock to the next due moment, again and again, until something is so. */
  async letTimePassUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const administrator = await this.system.as('administrator');
    let looks = 0;
    await eventually(what, async () => {
      if (await isSo()) return true;
      looks += 1;
      // Workers first: only when they have had a moment is it time that is missing.
      if (looks % 6 !== 0) return undefined;
      const { nextDueAt } = await administrator.get<ClockView>('/api/clock');
      if (nextDueAt !== null) await administrator.post('/api/clock', { to: nextDueAt });
      return undefined;
    });
  }

  /** Lets time pass until the payment list of the round is to be made. */
  async waitForList(): Promise<void> {
    const maker = await this.system.as('maker');
    await this.letTimePassUntil('a payment list to make', async () => {
      const { items } = await maker.get<TaskPage>('/api/tasks?scope=groups');
      return items.length > 0;
    });
  }

  async waitForStage(stage: HouseholdRow['stage']): Promise<void> {
    await this.letTimePassUntil(`the stage ${stage}`, async () => (await this.stage()) === stage);
  }

  async stage(): Promise<HouseholdRow['stage']> {
    const audit = await this.system.as('audit');
    const view = await audit.get<{ household: HouseholdRow }>(`/api/households/${this.householdId}`);
    return view.household.stage;
  }

  /** Lets the bank answer the list that has been sent; answers the file it was sent. */
  async answerOfTheBank(): Promise<string> {
    const bookkeeper = await this.system.as('bookkeeper');
    const list = await eventually('a list at the bank', async () => {
      const { paymentLists } = await bookkeeper.get<ProjectView>(`/api/projects/${this.projectId}`);
      return paymentLists.find(({ status }) => status === 'sent');
    });
    const file = await bookkeeper.getText(`/api/payment-lists/${list.id}/bank-file`);
    const { now } = await bookkeeper.get<ClockView>('/api/clock');
    await bookkeeper.postAs('application/xml', '/api/bank-statements', answerAsBank(file, now));
    return file;
  }
}
