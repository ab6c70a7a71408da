import { beforeEach, describe, expect, it } from '@jest/globals';
import { APPROVED, DAY, DiagramWalk } from './diagram-walk.js';

const HOUSEHOLD = { projectId: 'p1', householdId: 'h1', caseNumber: 'BS-2026-001-0001' };

let on: DiagramWalk;
beforeEach(async () => {
  on = await DiagramWalk.open('signing-rate-watch', 'conversion', 'household-case');
});

const inDays = (days: number): string => new Date(on.walk.now + days * DAY).toISOString();

describe('the watch over a signing period', () => {
  beforeEach(async () => {
    await on.tell('signing-period-opened', 'p1', {
      projectId: 'p1',
      caseNumber: 'BS-2026-001',
      signingEndsAt: inDays(30),
    });
  });
  const rateReached = () => on.tell('signing-rate-reached', 'p1', { projectId: 'p1', noticeId: 'n1' });
  const assess = (signingOutcome: string, noticeId: string | null = null) =>
    on.work('assess-signing', { signingOutcome, noticeId });
  const over = () => expect(on.cases).toEqual([]);

  it('makes the agreements effective when the rate is reached, publishes it, and ends when all have signed', async () => {
    await rateReached();
    await on.work('make-agreements-effective');
    await on.publish();
    await expect(on.walk.jobs('assess-signing')).resolves.toEqual([]);
    await on.walk.forward(30 * DAY);
    await assess('completed');
    over();
    expect(on.walk.incidents).toEqual([]);
  });

  it('still makes them effective when the period ended before it heard of the rate', async () => {
    await on.walk.forward(30 * DAY);
    for (const noticeId of ['n1', 'n2']) {
      await assess('reached', noticeId);
      await on.work('make-agreements-effective');
      await on.publish();
      await on.walk.forward(DAY);
    }
    await assess('undecided');
    expect(on.openTasks).toEqual(['Task_DecideOutcome']);
  });

  it.each([false, true])('is extended and waits for the new end (rate reached: %s)', async (reached) => {
    await on.walk.forward(30 * DAY);
    await assess('undecided');
    for (const noticeId of ['n2', 'n3']) {
      await on.decide('Task_DecideOutcome', { verdict: 'extended' });
      await on.work('extend-signing', { signingEndsAt: inDays(30), noticeId, rateReached: reached });
      await on.publish();
      await expect(on.walk.jobs('assess-signing')).resolves.toEqual([]);
      await on.walk.forward(30 * DAY);
      await assess('undecided');
    }
    expect(on.openTasks).toEqual(['Task_DecideOutcome']);
  });

  it('reaches the rate in the extension', async () => {
    await on.walk.forward(30 * DAY);
    await assess('undecided');
    await on.decide('Task_DecideOutcome', { verdict: 'extended' });
    await on.work('extend-signing', { signingEndsAt: inDays(30), noticeId: 'n2', rateReached: false });
    await on.publish();
    await rateReached();
    await on.work('make-agreements-effective');
  });

  it('is terminated by the town, and the end is published (R-12, R-21)', async () => {
    await on.walk.forward(30 * DAY);
    await assess('undecided');
    await on.walk.forward(5 * DAY);
    const reminder = await on.work('raise-reminder');
    expect(reminder.variables).toMatchObject({ caseKind: 'project', caseId: 'p1', waitingFor: '决定期满后续' });
    await on.decide('Task_DecideOutcome', { verdict: 'terminated' });
    await on.work('terminate-signing', { noticeId: 'n2' });
    await on.publish();
    over();
  });

  it('waits for the word on a conversion: it ends converted, or the town decides anew (R-14)', async () => {
    await on.walk.forward(30 * DAY);
    await assess('undecided');
    for (const conversionId of ['c1', 'c2', 'c3']) {
      await on.decide('Task_DecideOutcome', { verdict: 'conversion-proposed' });
      await on.work('propose-conversion', { conversionId });
      expect(on.openTasks).toEqual([]);
      await on.tell('conversion-concluded', 'p1', { conversionId, converted: conversionId === 'c3' });
    }
    over();
  });

  it('is terminated by the rule on state-owned land, which the department announces', async () => {
    await on.walk.forward(30 * DAY);
    await assess('terminate');
    expect(on.openTasks).toEqual(['Task_AnnounceTermination']);
    await on.walk.forward(5 * DAY);
    expect((await on.work('raise-reminder')).variables).toMatchObject({ waitingFor: '宣布终止签约' });
    await on.decide('Task_AnnounceTermination', { verdict: 'announced' });
    await on.work('terminate-signing', { noticeId: 'n2' });
    await on.publish();
    over();
  });

  it('reports who has not signed in a formal period (R-5)', async () => {
    await on.walk.forward(30 * DAY);
    await assess('decide-unsigned');
    await on.work('refer-unsigned-households');
    over();
  });
});

describe('the conversion of a project', () => {
  beforeEach(async () => {
    await on.tell('conversion-proposed', 'c1', { projectId: 'p1', conversionId: 'c1', caseNumber: 'BS-2026-001' });
  });
  const RETURNED = { verdict: 'returned', note: '请补齐' };
  const propose = async () => {
    await on.decide('Task_CompileGates', { verdict: 'compiled' });
    await on.decide('Task_ConfirmGates', { verdict: 'proposed' });
    await on.work('list-conversion-effects', { listNumber: 1, formalCount: 1 });
  };

  it('is published before anybody is converted (R-14, R-21)', async () => {
    await propose();
    await on.decide('Task_ExamineConversion', APPROVED);
    await on.decide('Task_DecideConversion', APPROVED);
    await on.work('prepare-conversion-notice', { noticeId: 'n1' });
    await expect(on.walk.jobs('convert-project')).resolves.toEqual([]);
    await on.publish();
    expect((await on.work('convert-project')).variables).toMatchObject({ conversionId: 'c1' });
    expect(on.cases).toEqual([]);
    expect(on.walk.incidents).toEqual([]);
  });

  it.each(['Task_ConfirmGates', 'Task_ExamineConversion', 'Task_DecideConversion'])(
    'goes back to the town when %s returns it, twice, and gets a new list of effects',
    async (returning) => {
      for (const _ of [1, 2]) {
        await on.decide('Task_CompileGates', { verdict: 'compiled' });
        if (returning !== 'Task_ConfirmGates') {
          await on.decide('Task_ConfirmGates', { verdict: 'proposed' });
          await on.work('list-conversion-effects');
        }
        if (returning === 'Task_DecideConversion') await on.decide('Task_ExamineConversion', APPROVED);
        await on.decide(returning, RETURNED);
        expect(on.openTasks).toEqual(['Task_CompileGates']);
      }
    },
  );

  it('ends without a conversion when the district government refuses, which is published', async () => {
    await propose();
    await on.decide('Task_ExamineConversion', APPROVED);
    await on.decide('Task_DecideConversion', { verdict: 'refused', note: '条件不成熟' });
    await on.work('refuse-conversion', { noticeId: 'n1' });
    await on.publish();
    expect(on.cases).toEqual([]);
  });

  it('reminds of each of its steps', async () => {
    const waits: [string, number, object][] = [
      ['Task_CompileGates', 10, { verdict: 'compiled' }],
      ['Task_ConfirmGates', 5, { verdict: 'proposed' }],
      ['Task_ExamineConversion', 10, APPROVED],
      ['Task_DecideConversion', 10, APPROVED],
    ];
    for (const [task, days, words] of waits) {
      if (task === 'Task_ExamineConversion') await on.work('list-conversion-effects');
      await on.walk.forward(days * DAY);
      expect((await on.work('raise-reminder')).variables).toMatchObject({ caseKind: 'conversion', caseId: 'c1' });
      await on.decide(task, { ...words });
    }
  });
});

describe('the case of a household, when the project is converted', () => {
  beforeEach(async () => {
    await on.tell('household-registered', 'h1', HOUSEHOLD);
    await freeze();
  });

  it('leaves negotiation, its open tasks withdrawn, and signs in the period of the formal track (R-14)', async () => {
    for (const negotiationRound of [2, 3]) {
      await on.decide('Task_NegotiateFirst');
      await on.tell('project-converted', 'h1', { householdId: 'h1' });
      expect(on.openTasks).toEqual([]);
      await on.work('leave-negotiation', { negotiationRound });
      expect(on.openTasks).toEqual([]);
      await on.tell('signing-opened', 'h1');
    }
    expect(on.openTasks).toEqual(['Task_NegotiateFirst', 'Task_NegotiateSecond']);
    await sealed();
    await on.tell('agreement-effective', 'h1');
    await on.tell('payment-settled', 'h1');
    expect(on.walk.incidents).toEqual([]);
  });

  it('can still be ended when the formal signing is terminated before it begins', async () => {
    await on.tell('project-converted', 'h1', { householdId: 'h1' });
    await on.work('leave-negotiation', { negotiationRound: 2 });
    await on.tell('signing-terminated', 'h1', { householdId: 'h1' });
    await on.work('close-household-case');
    expect(on.cases).toEqual([]);
  });
});

describe('the case of a household, when signing is terminated', () => {
  it.each(['survey', 'negotiation', 'effect'])('ends without an agreement at the %s (R-12)', async (where) => {
    await on.tell('household-registered', 'h1', HOUSEHOLD);
    if (where !== 'survey') await freeze();
    if (where === 'effect') await sealed();
    await on.tell('signing-terminated', 'h1', { householdId: 'h1' });
    expect(on.openTasks).toEqual([]);
    expect((await on.work('close-household-case')).variables).toMatchObject({ householdId: 'h1' });
    expect(on.cases).toEqual([]);
  });
});

/** The area is surveyed, determined and frozen, and the household may negotiate. */
async function freeze(): Promise<void> {
  await on.decide('Task_SurveyFirst');
  await on.decide('Task_SurveySecond');
  await on.work('compare-area-surveys', { surveysAgree: true });
  await on.decide('Task_DetermineArea', { verdict: 'determined' });
  await on.work('list-determined-area');
  await on.tell('area-frozen', 'h1');
  await on.tell('signing-opened', 'h1');
}

async function sealed(): Promise<void> {
  await on.decide('Task_NegotiateFirst');
  await on.decide('Task_NegotiateSecond');
  await on.work('compute-compensation', { calculationId: 'c1' });
  await on.decide('Task_CheckBeforeSigning', { verdict: 'passed' });
  await on.work('prepare-agreement', { agreementId: 'a1', contentHash: 'x' });
  await on.tell('household-signed', 'a1');
  await on.decide('Task_SignFirst');
  await on.decide('Task_SignSecond');
  for (const review of ['ProjectSupervisor', 'SupervisionDepartment', 'InvestmentSupervisor']) {
    await on.decide(`Task_Review${review}`, APPROVED);
  }
  await on.decide('Task_ApproveAgreement', APPROVED);
  await on.decide('Task_SealAgreement', { verdict: 'sealed' });
  await on.work('seal-agreement');
}
