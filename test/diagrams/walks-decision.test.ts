import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ActivatedJob, Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

const DECISION = { projectId: 'p1', householdId: 'h1', decisionId: 'd1', caseNumber: 'BS-2026-001-0001' };

let on: DiagramWalk;
let decision: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('compensation-decision', 'household-case');
  await on.tell('no-agreement-reached', 'h1', DECISION);
  decision = on.walk.userTask.processInstanceKey;
});

/** What waits for people in this case; as time passes, other cases begin beside it. */
const openTasks = (): string[] =>
  on.walk.userTasks
    .filter(({ rootProcessInstanceKey }) => rootProcessInstanceKey === decision)
    .map(({ elementId }) => elementId);

const inDays = (days: number): string => new Date(on.walk.now + days * DAY).toISOString();
const over = () => {
  expect(on.walk.isActive(decision)).toBe(false);
  expect(on.walk.incidents).toEqual([]);
};

async function report(): Promise<void> {
  await on.decide('Task_PrepareReport', { verdict: 'reported' });
  await on.decide('Task_ServeReport', { verdict: 'served' });
  await on.decide('Task_HearHousehold', { verdict: 'opinion-heard' });
}

async function issue(): Promise<void> {
  await report();
  await on.decide('Task_DecideCompensation', APPROVED);
  await on.work('reserve-decision-funds', { fundsReserved: true });
  await on.work('issue-compensation-decision', { noticeId: 'n1' });
  await on.decide('Task_ServeDecision', { verdict: 'served' });
  await on.publish(0);
}

async function conclude(outcome: string): Promise<ActivatedJob> {
  await on.decide('Task_RecordChoice', { verdict: 'recorded' });
  return on.work('conclude-decision', { outcome });
}

async function confirm(verdict: string): Promise<void> {
  await on.work('watch-remedies', { remedyCheckAt: inDays(30) });
  expect(openTasks()).toEqual([]);
  await on.walk.forward(30 * DAY);
  await on.decide('Task_ConfirmRemedies', { verdict });
}

async function demand(): Promise<void> {
  await on.decide('Task_DemandPerformance', { verdict: 'served' });
  await on.work('watch-demand', { demandEndsAt: inDays(14) });
  await on.walk.forward(14 * DAY);
}

describe('a compensation decision', () => {
  it('is enforced only after the remedies and the demand (R-1)', async () => {
    await issue();
    await confirm('pending');
    await confirm('pending');
    await confirm('exhausted');
    await demand();
    await on.decide('Task_ApplyToCourt', { verdict: 'applied' });
    await on.decide('Task_RecordRuling', { verdict: 'enforced' });
    const concluded = await conclude('enforced');
    expect(concluded.variables).toMatchObject({ decisionId: 'd1' });
    over();
  });

  it.each(['remedies', 'application', 'ruling'])(
    'ends fulfilled when the household has moved by the %s',
    async (by) => {
      await issue();
      await confirm(by === 'remedies' ? 'fulfilled' : 'exhausted');
      if (by !== 'remedies') {
        await demand();
        await on.decide('Task_ApplyToCourt', { verdict: by === 'application' ? 'fulfilled' : 'applied' });
      }
      if (by === 'ruling') await on.decide('Task_RecordRuling', { verdict: 'fulfilled' });
      await conclude('fulfilled');
      over();
    },
  );

  it('goes back to the report when it is returned, twice', async () => {
    for (const _ of [1, 2]) {
      await report();
      await on.decide('Task_DecideCompensation', RETURNED);
      expect(openTasks()).toEqual(['Task_PrepareReport']);
    }
  });

  it('is not issued before its money lies in the special account, looked for twice (R-56)', async () => {
    await report();
    await on.decide('Task_DecideCompensation', APPROVED);
    for (const _ of [1, 2]) {
      await on.work('reserve-decision-funds', { fundsReserved: false });
      expect(openTasks()).toEqual(['Task_FundDecision']);
      await on.decide('Task_FundDecision', { verdict: 'funded' });
    }
    await on.work('reserve-decision-funds', { fundsReserved: true });
    await on.work('issue-compensation-decision', { noticeId: 'n1' });
    expect(openTasks()).toEqual(['Task_ServeDecision']);
  });

  it('is made anew when it was set aside, or the court does not allow it', async () => {
    for (const _ of [1, 2]) {
      await issue();
      await confirm('annulled');
      expect(openTasks()).toEqual(['Task_PrepareReport']);
      await issue();
      await confirm('exhausted');
      await demand();
      await on.decide('Task_ApplyToCourt', { verdict: 'applied' });
      await on.decide('Task_RecordRuling', { verdict: 'dismissed', note: '显失公平' });
      expect(openTasks()).toEqual(['Task_PrepareReport']);
    }
  });

  it.each(['report', 'remedies', 'application'])('is withdrawn when the household signs at the %s', async (where) => {
    if (where !== 'report') await issue();
    if (where === 'remedies') await on.work('watch-remedies', { remedyCheckAt: inDays(30) });
    if (where === 'application') {
      await confirm('exhausted');
      await demand();
    }
    await on.tell('agreement-effective', 'h1', { householdId: 'h1' });
    expect(openTasks()).toEqual([]);
    await on.work('withdraw-decision', { outcome: 'withdrawn' });
    over();
  });

  it('reminds of each of its steps, by its name', async () => {
    const reminded: unknown[] = [];
    const wait = async (days: number) => {
      await on.walk.forward(days * DAY);
      reminded.push((await on.work('raise-reminder')).variables['waitingFor']);
    };
    await wait(10);
    await on.decide('Task_PrepareReport', { verdict: 'reported' });
    await wait(5);
    await on.decide('Task_ServeReport', { verdict: 'served' });
    await wait(10);
    await on.decide('Task_HearHousehold', { verdict: 'opinion-heard' });
    await wait(10);
    await on.decide('Task_DecideCompensation', RETURNED);
    await report();
    await on.decide('Task_DecideCompensation', APPROVED);
    await on.work('reserve-decision-funds', { fundsReserved: false });
    await wait(5);
    await on.decide('Task_FundDecision', { verdict: 'funded' });
    await on.work('reserve-decision-funds', { fundsReserved: true });
    await on.work('issue-compensation-decision', { noticeId: 'n1' });
    await wait(5);
    await on.decide('Task_ServeDecision', { verdict: 'served' });
    await on.publish(0);
    await on.work('watch-remedies', { remedyCheckAt: inDays(30) });
    await on.walk.forward(30 * DAY);
    await wait(5);
    await on.decide('Task_ConfirmRemedies', { verdict: 'exhausted' });
    await wait(5);
    await demand();
    await wait(10);
    await on.decide('Task_ApplyToCourt', { verdict: 'applied' });
    await wait(30);
    await on.decide('Task_RecordRuling', { verdict: 'fulfilled' });
    await wait(5);
    expect(reminded).toEqual([
      '编制补偿决定报告',
      '告知报告内容',
      '听取意见与调解',
      '作出补偿决定',
      '补足专户资金',
      '送达补偿决定',
      '核对救济与履行',
      '催告履行',
      '申请强制执行',
      '登记裁定与执行',
      '登记补偿方式',
    ]);
  });
});

describe('the case of a household, when its decision is concluded', () => {
  it.each([true, false])(
    'leaves negotiation, and hands its house over once it is paid; with money due: %s (R-5)',
    async (paymentDue) => {
      const walk = await DiagramWalk.open('compensation-decision', 'household-case');
      const household = { projectId: 'p1', householdId: 'h1', caseNumber: 'BS-2026-001-0001' };
      await walk.tell('household-registered', 'h1', household);
      await walk.decide('Task_SurveyFirst');
      await walk.decide('Task_SurveySecond');
      await walk.work('compare-area-surveys', { surveysAgree: true });
      await walk.decide('Task_DetermineArea', { verdict: 'determined' });
      await walk.work('list-determined-area');
      await walk.tell('area-frozen', 'h1');
      await walk.tell('signing-opened', 'h1');
      await walk.tell('decision-concluded', 'h1', { outcome: 'enforced', paymentDue });
      if (paymentDue) {
        expect(walk.openTasks).toEqual([]);
        await walk.tell('payment-settled', 'h1');
      }
      expect(walk.openTasks).toEqual(['Task_AgreeHandover']);
    },
  );
});
