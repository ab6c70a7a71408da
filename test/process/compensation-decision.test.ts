import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClockView, DecisionView, HouseholdRow, MyCase, TaskDetail, TaskPage } from '../../api/contract/index.js';
import { addDays, shanghaiDateOf } from '../../rules/dates.js';
import { courtPaperLabels } from '../../rules/expropriation/enforcement.js';
import { decisionPaperLabels } from '../../rules/expropriation/compensation-decision.js';
import type { ActName } from '../../rules/acts.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

type Values = Readonly<Record<string, unknown>>;

const papersOf = (labels: object) => Object.keys(labels).map((paper) => ({ paper, reference: `${paper}-1` }));
const report: Values = {
  ownerUnclear: false,
  exchangeHouse: '示例路8号301室',
  exchangeArea: '60.00',
  exchangeValue: '900000.00',
  papers: papersOf(decisionPaperLabels),
};
const application: Values = { court: '示例区人民法院', papers: papersOf(courtPaperLabels) };

/** On state-owned land one household has not signed when the period ends, and is decided on. */
describe('a compensation decision, at the real engine', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister(), { mode: 'state' });
  }, 90_000);
  afterAll(() => system.stop(), 30_000);

  const today = async (): Promise<string> =>
    shanghaiDateOf((await (await system.as('administrator')).get<ClockView>('/api/clock')).now);
  async function move(days: number): Promise<void> {
    const to = `${addDays(await today(), days)}T02:00:00.000Z`;
    await (await system.as('administrator')).post('/api/clock', { to });
  }
  async function enter(username: string, task: TaskDetail, values: Values): Promise<void> {
    await (await system.as(username)).post(`/api/tasks/${task.taskKey}/entry`, { values });
  }
  async function perform(username: string, act: ActName, verdict: string, values?: Values): Promise<void> {
    const task = await walk.claim(username, act);
    if (values) await enter(username, task, values);
    await walk.complete(username, task.taskKey, { verdict });
  }
  const served = async (): Promise<Values> => ({ servedOn: await today(), manner: 'direct' });
  /** The process has set its timer so often. */
  const watched = (jobType: string, times: number) =>
    walk.letTimePassUntil(`${jobType}, ${String(times)} times`, async () => {
      const [row] = await system.sql<{ count: number }>(
        'SELECT count(*)::int AS count FROM job_record WHERE job_type = $1',
        [jobType],
      );
      return row?.count === times;
    });
  const ownCase = async (): Promise<MyCase> => (await walk.home()).get<MyCase>('/api/my-case');
  const stage = async (): Promise<HouseholdRow['stage']> => walk.stage();

  it('begins when the signing period is over and the rate was reached without this household (R-5)', async () => {
    await walk.surveyAndDetermine();
    await walk.publish();
    await walk.waitForStage('frozen');
    await walk.openSigning();
    // The others, who would make up the rate, are not what this story is about.
    await system.sql(`BEGIN; SET LOCAL session_replication_role = replica;
      UPDATE project SET rate_reached_at = app_now(); COMMIT`);
    await walk.letTimePassUntil('the report', async () => {
      const { items } = await (await system.as('district')).get<TaskPage>('/api/tasks?scope=groups');
      return items.some(({ act }) => act === 'prepare-decision-report');
    });
  }, 60_000);

  it('is decided on a report with every paper, told and heard, by somebody else (R-5)', async () => {
    await perform('district', 'prepare-decision-report', 'reported', report);
    await perform('district', 'serve-decision-report', 'served', await served());
    const hearing = { heardOn: await today(), opinion: '认为补偿偏低' };
    await perform('government', 'hear-household', 'opinion-heard', hearing);
    const { claim } = await walk.task('government', 'decide-compensation');
    expect(claim.findings.map(({ clauses }) => clauses)).toEqual([['R-5']]);
    const task = await walk.claim('government-b', 'decide-compensation');
    const decide = () => walk.complete('government-b', task.taskKey, { verdict: 'approved' });
    expect(await refused(decide())).toContain('尚未组织调解');
    await walk.complete('government-b', task.taskKey, { verdict: 'returned', note: '请组织调解' });
    await perform('district', 'prepare-decision-report', 'reported', report);
    await perform('district', 'serve-decision-report', 'served', await served());
    const mediated = { ...hearing, mediationOn: await today(), mediationResult: '未达成一致' };
    await perform('government', 'hear-household', 'opinion-heard', mediated);
    await perform('government-b', 'decide-compensation', 'approved');
  }, 90_000);

  it('is issued only with its money in the special account, reserved for this household (征收与补偿条例第28条)', async () => {
    const task = await walk.claim('town-a', 'fund-decision');
    const funded = () => walk.complete('town-a', task.taskKey, { verdict: 'funded' });
    expect(await refused(funded())).toContain('少 909353.16 元');
    expect(await system.sql('SELECT FROM decision_issued')).toEqual([]);
    await walk.deposit('909353.16', '补偿决定专户存储');
    await funded();
    await walk.task('district', 'serve-decision');
    const [account] = await system.sql('SELECT balance_fen::int AS free FROM special_account');
    expect(account).toEqual({ free: 0 });
    expect((await ownCase()).decision).toMatchObject({
      amountYuan: '909353.16',
      reservedYuan: '909353.16',
      besideHouseYuan: '9353.16',
      choiceLabel: null,
    });
    const [issued] = await system.sql<{ fen: string }>(
      'SELECT amount_fen::text AS fen FROM compensation_report LIMIT 1',
    );
    expect(issued).toEqual({ fen: '90935316' });
  }, 90_000);

  it('is served and published; nobody is without remedy before the periods are over (R-1)', async () => {
    await perform('district', 'serve-decision', 'served', await served());
    await walk.publish();
    await watched('watch-remedies', 1);
    await move(32);
    const task = await walk.claim('district', 'confirm-remedies');
    await enter('district', task, { annulled: false, movedOut: false });
    const conclude = () => walk.complete('district', task.taskKey, { verdict: 'exhausted' });
    expect(await refused(conclude())).toContain('救济尚未用尽');
    const day = await today();
    await enter('district', task, { reviewFiledOn: day, reviewResultServedOn: day, annulled: false, movedOut: false });
    expect(await refused(conclude())).toContain('救济尚未用尽');
    await walk.complete('district', task.taskKey, { verdict: 'pending' });
    await watched('watch-remedies', 2);
    await move(20);
    const again = { reviewFiledOn: day, reviewResultServedOn: day, annulled: false, movedOut: false };
    await perform('district', 'confirm-remedies', 'exhausted', again);
  }, 120_000);

  it('goes to the court only after the demand, and with the compensation still ready (征收与补偿条例第27条)', async () => {
    await perform('district', 'demand-performance', 'served', await served());
    await watched('watch-demand', 1);
    await move(25);
    const task = await walk.claim('government', 'apply-to-court');
    await enter('government', task, application);
    await walk.complete('government', task.taskKey, { verdict: 'applied' });
  }, 90_000);

  it('is enforced by the court alone, and owed to the household that takes the money', async () => {
    const ruling = { ruledOn: await today(), ruling: '准予强制执行，已执行' };
    await perform('district', 'record-court-ruling', 'enforced', ruling);
    const task = await walk.claim('district', 'record-compensation-choice');
    const early = enter('district', task, { choice: 'money', chosenOn: '2020-01-01' });
    expect(await refused(early)).toContain('选择日期须在决定送达之后');
    await enter('district', task, { choice: 'money', chosenOn: await today() });
    await walk.complete('district', task.taskKey, { verdict: 'recorded' });
    await walk.waitForList();
    expect(await system.sql('SELECT outcome FROM decision_outcome')).toEqual([{ outcome: 'enforced' }]);
    const [owed] = await system.sql('SELECT amount_fen::int AS fen, status FROM payment_item');
    expect(owed).toEqual({ fen: 90_935_316, status: 'due' });
    expect(await stage()).not.toBe('closed');
    const sheet = await (await system.as('audit')).get<DecisionView>(`/api/households/${walk.householdId}/decision`);
    expect(JSON.stringify(sheet)).toMatch(/应付该户.*909353.16 元/);
    const { decision, payments } = await ownCase();
    expect(decision).toMatchObject({ choiceLabel: '货币补偿', dueYuan: '909353.16' });
    expect(payments).toMatchObject([{ amountYuan: '909353.16', status: 'due' }]);
  }, 60_000);

  it('is paid by a list, four levels and the release, from its own money (R-59)', async () => {
    await walk.do('maker', 'make-payment-list');
    await walk.approvePayment();
    await walk.do('investment', 'release-payment');
    await walk.answerOfTheBank();
    await walk.waitForStage('paid');
    const paid = await system.sql(
      `SELECT item.status, receipt.amount_fen::int AS fen, balance_fen::int AS free FROM payment_item item
         JOIN bank_instruction instruction ON item_id = item.id JOIN bank_receipt receipt USING (end_to_end_id),
         special_account`,
    );
    expect(paid).toEqual([{ status: 'paid', fen: 90_935_316, free: 0 }]);
    expect(await system.countIncidents()).toBe(0);
  }, 120_000);

  it('hands the house over and loses the right to it, as others do; then its case ends (R-42, R-47)', async () => {
    await walk.do('town-a', 'agree-handover');
    const seen = { keys: 2, water: '71', electricity: '80', gas: '无', vacated: true };
    for (const officer of ['field-a', 'field-b']) await perform(officer, 'record-handover', 'inspected', seen);
    await walk.do('town-a', 'deregister-rights');
    await walk.waitForStage('closed');
    expect(await system.countIncidents()).toBe(0);
  }, 120_000);
});
