import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompletionBody, HouseholdRow, TaskPage } from '../../api/contract/index.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { findAccountByUsername } from '../../db/repositories/accounts.repository.js';
import { emit } from '../../db/repositories/outbox.repository.js';
import { openTrack } from '../../db/repositories/tracks.repository.js';
import type { ActName } from '../../rules/acts.js';
import type { MessageName } from '../../rules/vocabulary/messages.js';
import { adoptPlan, samplePlanStaff } from '../factories/plan.js';
import { tellDecided } from '../factories/expropriation.js';
import { plantReports } from '../factories/planted-reports.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

/** One of two households signs; the period ends, and the project becomes an expropriation for the other. */
describe('a project that is converted, at the real engine', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  let trackId: string;
  let signed: string;
  let unsigned: string;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister(2));
    signed = walk.householdId;
    unsigned = walk.neighbourIds[0] ?? '';
  }, 90_000);
  afterAll(() => system.stop(), 30_000);

  async function perform(username: string, act: ActName, body?: CompletionBody, householdId?: string): Promise<void> {
    const task = await walk.claim(username, act, householdId);
    const usual = await walk.enter(username, task);
    await walk.complete(username, task.taskKey, body ?? usual);
  }
  const stageOf = async (householdId: string): Promise<HouseholdRow['stage']> => {
    const audit = await system.as('audit');
    return (await audit.get<{ household: HouseholdRow }>(`/api/households/${householdId}`)).household.stage;
  };
  const openActs = async (username: string): Promise<string[]> => {
    const session = await system.as(username);
    const { items } = await session.get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
    return items.map(({ act }) => act);
  };
  /** What other procedures tell of the formal track. */
  const tell = (name: MessageName) =>
    system.database.transaction((tx) =>
      emit(tx, [{ name, correlationKey: trackId, variables: { projectId: walk.projectId, trackId } }]),
    );
  async function done(username: string, act: ActName): Promise<void> {
    await system.database.transaction(async (tx) => {
      const person = await findAccountByUsername(tx, username);
      const task = { taskKey: `planted:${act}`, verdict: 'approved' };
      await recordAct(tx, { act, caseId: walk.projectId, personId: person?.id ?? '', ...task });
    });
  }
  async function signCase(householdId: string): Promise<void> {
    await perform('field-a', 'negotiate', undefined, householdId);
    await perform('field-b', 'negotiate', undefined, householdId);
    await perform('investment', 'check-before-signing', undefined, householdId);
    await walk.signAsHousehold(householdId);
    await perform('field-a', 'sign-as-officer', undefined, householdId);
    await perform('field-b', 'sign-as-officer', undefined, householdId);
    await perform('supervisor', 'review-project-supervisor', undefined, householdId);
    await perform('inspection', 'review-supervision-department', undefined, householdId);
    await perform('investment', 'review-investment-supervisor', undefined, householdId);
    await perform('approver', 'approve-agreement', undefined, householdId);
    await perform('seal', 'seal-agreement', undefined, householdId);
  }

  it('ends its signing period below the rate, and a person has to decide (R-12)', async () => {
    await walk.surveyAndDetermine();
    await walk.surveyAndDetermine();
    await walk.publish();
    await walk.waitForStage('frozen');
    await walk.openSigning();
    await signCase(signed);
    await eventually('the seal', async () => ((await stageOf(signed)) === 'sealed' ? true : undefined));
    await walk.letTimePassUntil('the end of the period', async () =>
      (await openActs('town-a')).includes('decide-signing-outcome'),
    );
  }, 120_000);

  it('is proposed for conversion only when the formal track is prepared and its plan adopted (R-13, R-14)', async () => {
    const task = await walk.claim('town-a', 'decide-signing-outcome');
    await walk.enter('town-a', task);
    const propose = () => walk.complete('town-a', task.taskKey, { verdict: 'conversion-proposed' });
    expect(await refused(propose())).toContain('征收尚未准备或其方案尚未通过');
    trackId = await system.database.transaction((tx) => openTrack(tx, walk.projectId, 'state'));
    await system.database.transaction(async (tx) => {
      await adoptPlan(tx, walk.projectId, await samplePlanStaff(tx), {}, 'state');
      await plantReports(tx, walk.projectId, trackId);
    });
    await propose();
  }, 60_000);

  it('is proposed by the bureau only with all eight points green (R-14)', async () => {
    await perform('town-a', 'compile-conversion-gates');
    const task = await walk.claim('district', 'confirm-conversion-gates');
    const propose = () => walk.complete('district', task.taskKey, { verdict: 'proposed' });
    const open = await refused(propose());
    expect(open).toContain('公共利益事由与规划符合性：尚无证明');
    expect(open).toContain('资金已足额到专户：尚无证明');
    await done('government', 'decide-formal-preparation');
    await done('district', 'confirm-scope');
    await walk.deposit('1000000.00', '转征收资金');
    await propose();
  }, 60_000);

  it('is examined by one and decided by another of the district government, then published (R-5)', async () => {
    await perform('government', 'examine-conversion');
    const { claim } = await walk.task('government', 'decide-conversion');
    expect(claim.findings.map(({ clauses }) => clauses)).toEqual([['R-5']]);
    await perform('government-b', 'decide-conversion');
    await walk.publish();
  }, 60_000);

  it('takes the unsigned household out of negotiation and leaves the signed one alone (R-14)', async () => {
    await walk.letTimePassUntil('the conversion', async () => !(await openActs('field-a')).includes('negotiate'));
    expect(await stageOf(signed)).toBe('sealed');
    await eventually('the formal branch', async () => ((await stageOf(unsigned)) === 'frozen' ? true : undefined));
    const told = await system.sql<{ key: string }>(
      `SELECT correlation_key AS key FROM outbox WHERE name = 'project-converted'`,
    );
    expect(told).toEqual([{ key: unsigned }]);
    expect(await system.countIncidents()).toBe(0);
  }, 60_000);

  it('opens the formal signing only after the decision and a new choice of the appraiser (R-14, R-19)', async () => {
    expect(await refused(walk.askToOpenSigning())).toContain('征收决定尚未作出');
    await system.database.transaction((tx) => tellDecided(tx, trackId));
    expect(await refused(walk.askToOpenSigning())).toContain('尚未选定评估机构');
    await tell('appraiser-chosen');
    await walk.openSigning();
  }, 60_000);

  it('signs the other household by the same procedure, and both agreements take effect', async () => {
    await signCase(unsigned);
    const effective = async (id: string) => ((await stageOf(id)) === 'effective' ? true : undefined);
    await eventually('effect for the first', () => effective(signed));
    await eventually('effect for the second', () => effective(unsigned));
    expect(await system.countIncidents()).toBe(0);
  }, 120_000);
});
