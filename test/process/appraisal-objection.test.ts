import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClockView, MyCase, OwnReport, TaskDetail } from '../../api/contract/index.js';
import { shanghaiDateOf } from '../../rules/dates.js';
import { beginAppraisal, deliverReports } from './appraisal-walk.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

const FAULTS = '未考虑房屋朝向';
/** In yuan per m²; the sample's agency found 60,000.00. */
const CORRECTED = '61000.00';

describe('the objection of a household to its report, at the real engine', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister());
    await walk.surveyAndDetermine();
    await walk.publish();
    await walk.waitForStage('frozen');
    await beginAppraisal(walk);
    await deliverReports(walk);
  }, 120_000);
  afterAll(() => system.stop(), 30_000);

  const myReport = async (): Promise<OwnReport | null> =>
    (await (await walk.home()).get<MyCase>('/api/my-case')).report;
  const mayAsk = (step: 'reappraisal' | 'expert') =>
    eventually(`the days to ask for ${step}`, async () => {
      const ask = (await myReport())?.mayAsk;
      return ask?.step === step ? ask : undefined;
    });
  const ask = async (body: object) => (await walk.home()).post('/api/my-case/report-objections', body);
  const enter = async (username: string, { taskKey }: TaskDetail, values: object) =>
    (await system.as(username)).post(`/api/tasks/${taskKey}/entry`, { values });
  const casePageOf = async (username: string): Promise<string> =>
    (await system.as(username)).getText(`/api/households/${walk.householdId}/appraisal`);

  it('is taken from the household of the report, in its order, once each (R-32, R-36)', async () => {
    const { reportId } = await mayAsk('reappraisal');
    expect(await refused(ask({ reportId, step: 'expert', faults: FAULTS }))).toMatch(/^409/);
    const foreign = '00000000-0000-4000-8000-000000000001';
    expect(await refused(ask({ reportId: foreign, step: 'reappraisal', faults: FAULTS }))).toMatch(/^404/);
    const firm = await system.as('field-a');
    const body = { reportId, step: 'reappraisal', faults: FAULTS };
    expect(await refused(firm.post('/api/my-case/report-objections', body))).toMatch(/^403/);
    await ask(body);
    await ask(body);
    expect(await refused(ask({ ...body, faults: '另有问题' }))).toMatch(/^409/);
  }, 60_000);

  it('is answered by the agency that was chosen, which keeps its result (R-32)', async () => {
    const { claim } = await walk.task('valuer-c', 'answer-reappraisal');
    expect(claim.findings.map(({ clauses }) => clauses)).toEqual([['R-32']]);
    await walk.do('valuer-b', 'answer-reappraisal');
    const { reportId } = await mayAsk('expert');
    expect((await myReport())?.objections).toMatchObject([{ resultLabel: '维持' }]);
    await ask({ reportId, step: 'expert', faults: FAULTS });
  }, 60_000);

  it('is judged by experts of whom nobody appraised the house, and they find it wrong (R-36, SD7)', async () => {
    const task = await walk.claim('expert-a', 'determine-report');
    const expert = (name: string) => ({ name, registeredValuer: true, interested: false });
    const panel = (...names: string[]) => ({ experts: names.map(expert), opinion: '未修正朝向，应予更正。' });
    const own = await refused(enter('expert-a', task, panel('评估专家甲', '评估专家乙', '估价师甲')));
    expect(own).toContain('应当回避');
    await enter('expert-a', task, panel('评估专家甲', '评估专家乙', '评估专家丙'));
    await walk.complete('expert-a', task.taskKey, { verdict: 'returned', note: '未修正朝向，应予更正' });
  }, 60_000);

  it('corrects nothing before the town handed it down and the firm delivered it; till then the first report stands (R-34, R-35, SD4, SD5)', async () => {
    const task = await walk.claim('valuer-a', 'revise-report');
    await enter('valuer-a', task, {
      unitPriceFen: CORRECTED,
      number: '沪估示例-0001-更正',
      valuers: [{ name: '估价师甲' }, { name: '估价师乙' }],
      sealed: true,
      photos: 3,
      ownerSigned: true,
      paperHash: 'b'.repeat(64),
    });
    await walk.complete('valuer-a', task.taskKey, { verdict: 'submitted' });
    const { claim } = await walk.task('town-a', 'review-revised-report');
    expect(claim.findings.map(({ clauses }) => clauses)).toEqual([['SD5']]);
    expect(await casePageOf('field-a')).not.toContain('更正');
    expect((await myReport())?.number).toBe('沪估示例-0001');
    const review = await walk.claim('town-b', 'review-revised-report');
    await walk.complete('town-b', review.taskKey, { verdict: 'approved' });
    const delivery = await walk.claim('field-a', 'deliver-revised-report');
    expect(JSON.stringify(delivery.facts)).toContain('沪估示例-0001-更正');
    expect((await myReport())?.number).toBe('沪估示例-0001');
    const { now } = await (await system.as('field-a')).get<ClockView>('/api/clock');
    const deliveredOn = shanghaiDateOf(now);
    const early = enter('field-a', delivery, { deliveredOn: '2020-01-01', how: '当面签收' });
    expect(await refused(early)).toContain('送达日期不得早于下发');
    await enter('field-a', delivery, { deliveredOn, how: '当面签收' });
    await walk.complete('field-a', delivery.taskKey, { verdict: 'delivered' });
    await eventually('the corrected report', async () =>
      (await myReport())?.number === '沪估示例-0001-更正' ? true : undefined,
    );
    expect(await myReport()).toMatchObject({ unitPriceYuan: CORRECTED, mayAsk: null });
    expect(await casePageOf('field-a')).toContain('沪估示例-0001-更正');
  }, 60_000);

  it('is over with the experts, and signing computes from the corrected report (R-32, R-36)', async () => {
    const [corrected] = await system.sql<{ id: string }>(
      `SELECT id FROM appraisal_report WHERE number = '沪估示例-0001-更正'`,
    );
    const late = { reportId: corrected?.id ?? '', step: 'reappraisal', faults: FAULTS };
    expect(await refused(ask(late))).toMatch(/^409/);
    await walk.openSigning();
    await walk.do('field-a', 'negotiate');
    await walk.do('field-b', 'negotiate');
    const computed = await eventually('a calculation', async () => {
      const [row] = await system.sql<{ number: string; price: string }>(
        `SELECT number, report.unit_price_fen::text AS price FROM compensation_calculation
         JOIN appraisal_report report ON report.id = report_id`,
      );
      return row;
    });
    expect(computed).toEqual({ number: '沪估示例-0001-更正', price: '6100000' });
    expect(await system.countIncidents()).toBe(0);
  }, 90_000);
});
