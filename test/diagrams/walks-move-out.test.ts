import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { DAY, DiagramWalk } from './diagram-walk.js';

const HOUSEHOLD = { projectId: 'p1', householdId: 'h1', caseNumber: '宝征-2026-003-0042' };

let on: DiagramWalk;
let process: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('household-case');
});

/** Dates as the worker answers them, so many days from now. */
const inDays = (days: number): string => new Date(on.walk.now + days * DAY).toISOString();
async function agree(): Promise<void> {
  await on.decide('Task_AgreeHandover', { verdict: 'agreed' });
  const job = await on.work('schedule-handover', { handoverAt: inDays(2), lateAt: inDays(17) });
  expect(job.variables).toMatchObject({ householdId: 'h1' });
}
async function inspect(handoverResult: string): Promise<void> {
  await on.decide('Task_HandoverFirst', { verdict: 'inspected' });
  await on.decide('Task_HandoverSecond', { verdict: 'inspected' });
  await on.work('settle-handover', { handoverResult });
}
describe('leaving the house', () => {
  beforeEach(async () => {
    process = await on.walk.create('move-out', HOUSEHOLD);
  });

  it('ends when two officers found the house empty and the right is ended (R-42, R-47)', async () => {
    await agree();
    expect(on.openTasks).toEqual(['Task_HandoverFirst', 'Task_HandoverSecond']);
    await inspect('vacated');
    expect(on.openTasks).toEqual(['Task_DeregisterRights']);
    await on.decide('Task_DeregisterRights', { verdict: 'deregistered' });
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('is looked at again, twice, where the records differ', async () => {
    await agree();
    await inspect('differ');
    await inspect('differ');
    expect(on.openTasks).toEqual(['Task_HandoverFirst', 'Task_HandoverSecond']);
  });

  it('is agreed anew, twice, after the town decided what follows an occupied house (R-68)', async () => {
    for (let time = 0; time < 2; time += 1) {
      await agree();
      await inspect('occupied');
      expect(on.openTasks).toEqual(['Task_DecideLateMoveOut']);
      await on.decide('Task_DecideLateMoveOut', { verdict: 'decided' });
    }
    expect(on.openTasks).toEqual(['Task_AgreeHandover']);
  });

  it('reminds when the day is over and asks the town after the grace, whatever one officer has seen', async () => {
    await agree();
    await on.decide('Task_HandoverFirst', { verdict: 'inspected' });
    await on.walk.forward(2 * DAY);
    expect(await on.remind()).toEqual(['查验交房']);
    expect(on.openTasks).toEqual(['Task_HandoverSecond']);
    await on.walk.forward(15 * DAY);
    expect(on.openTasks).toEqual(['Task_DecideLateMoveOut']);
    await on.decide('Task_DecideLateMoveOut', { verdict: 'decided' });
    await agree();
    await inspect('vacated');
    expect(on.openTasks).toEqual(['Task_DeregisterRights']);
  });

  it('reminds of each step of the town', async () => {
    await on.walk.forward(7 * DAY);
    expect(await on.remind()).toEqual(['约定交房日期']);
    await agree();
    await inspect('occupied');
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['决定逾期搬迁后续']);
    await on.decide('Task_DecideLateMoveOut', { verdict: 'decided' });
    await agree();
    await inspect('vacated');
    await on.walk.forward(10 * DAY);
    expect(await on.remind()).toEqual(['注销权利凭证']);
  });
});

describe('the case of a paid household', () => {
  it('closes only after the household has left the house', async () => {
    await on.tell('household-registered', 'h1', HOUSEHOLD);
    await on.decide('Task_SurveyFirst');
    await on.decide('Task_SurveySecond');
    await on.work('compare-area-surveys', { surveysAgree: true });
    await on.decide('Task_DetermineArea', { verdict: 'determined' });
    await on.work('list-determined-area');
    await on.tell('area-frozen', 'h1');
    await on.tell('signing-opened', 'h1');
    await on.decide('Task_NegotiateFirst');
    await on.decide('Task_NegotiateSecond');
    await on.work('compute-compensation', { calculationId: 'c1' });
    await on.decide('Task_CheckBeforeSigning', { verdict: 'passed' });
    await on.work('prepare-agreement', { agreementId: 'a1', contentHash: 'x' });
    await on.tell('household-signed', 'a1');
    await on.decide('Task_SignFirst');
    await on.decide('Task_SignSecond');
    for (const gate of ['ReviewProjectSupervisor', 'ReviewSupervisionDepartment', 'ReviewInvestmentSupervisor']) {
      await on.decide(`Task_${gate}`, { verdict: 'approved' });
    }
    await on.decide('Task_ApproveAgreement', { verdict: 'approved' });
    await on.decide('Task_SealAgreement', { verdict: 'sealed' });
    await on.work('seal-agreement');
    await on.tell('agreement-effective', 'h1');
    await on.tell('payment-settled', 'h1');
    await expect(on.walk.jobs('close-household-case')).resolves.toEqual([]);
    await agree();
    await inspect('vacated');
    await on.decide('Task_DeregisterRights', { verdict: 'deregistered' });
    await on.work('close-household-case', { closed: true });
    expect(on.walk.contents['process_instance']).toEqual([]);
  });
});
