import { beforeEach, describe, expect, it } from '@jest/globals';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

const REPORT = { projectId: 'p1', trackId: 't1', householdId: 'h1', reportId: 'r1', caseNumber: 'BS-2026-001-0001' };

let on: DiagramWalk;
beforeEach(async () => {
  on = await DiagramWalk.open('appraisal-objection');
  await on.tell('report-delivered', 'h1', REPORT);
});

async function open(step: string): Promise<void> {
  const endsAt = new Date(on.walk.now + 10 * DAY).toISOString();
  const job = await on.work('open-objection-window', { endsAt });
  expect(job.variables).toMatchObject({ reportId: 'r1', step });
}

async function ask(step: string, message: string): Promise<void> {
  await open(step);
  await on.tell(message, 'r1');
}
const askAgency = () => ask('reappraisal', 'reappraisal-requested');
const askExperts = () => ask('expert', 'expert-determination-requested');
const settle = (settledStep: string) => on.work('settle-report-objection', { settledStep });
const over = () => {
  expect(on.cases).toEqual([]);
  expect(on.walk.incidents).toEqual([]);
};

async function deliver(): Promise<void> {
  await on.work('hand-down-correction');
  await on.decide('Task_DeliverRevised', { verdict: 'delivered' });
}

async function correct(): Promise<void> {
  for (const verdict of [RETURNED, RETURNED, APPROVED]) {
    await on.decide('Task_ReviseReport', { verdict: 'submitted' });
    await on.decide('Task_ReviewRevised', verdict);
  }
  await deliver();
}

describe('the objection of a household to its report', () => {
  it('is out of time after ten days, and again after the answer (R-32)', async () => {
    await open('reappraisal');
    await on.walk.forward(11 * DAY);
    expect(on.openTasks).toEqual([]);
    over();
  });

  it('ends with the answer of the agency where the experts are not asked (R-32)', async () => {
    await askAgency();
    await on.decide('Task_AnswerReappraisal', { verdict: 'kept' });
    await settle('reappraisal');
    await open('expert');
    await on.walk.forward(11 * DAY);
    over();
  });

  it('has every corrected report reviewed by the town, as often as it is faulty, and ends with the experts (R-34, R-35, R-36)', async () => {
    await askAgency();
    await on.decide('Task_AnswerReappraisal', { verdict: 'changed' });
    await correct();
    await settle('reappraisal');
    await askExperts();
    await on.decide('Task_DetermineReport', RETURNED);
    await correct();
    await settle('expert');
    over();
  });

  it('ends where the experts find no fault (R-36)', async () => {
    await askAgency();
    await on.decide('Task_AnswerReappraisal', { verdict: 'kept' });
    await settle('reappraisal');
    await askExperts();
    await on.decide('Task_DetermineReport', APPROVED);
    await settle('expert');
    over();
  });

  it('asks the experts again as long as what was settled is the answer of the agency', async () => {
    await askAgency();
    await on.decide('Task_AnswerReappraisal', { verdict: 'kept' });
    await settle('reappraisal');
    for (const verdict of [APPROVED, APPROVED, RETURNED, RETURNED]) {
      await askExperts();
      await on.decide('Task_DetermineReport', verdict);
      if (verdict === RETURNED) await correct();
      await settle('reappraisal');
    }
    await open('expert');
    await on.walk.forward(11 * DAY);
    over();
  });

  it('reminds of each of its steps, by its name (R-53)', async () => {
    const remindedAfter = async (days: number) => {
      await on.walk.forward(days * DAY);
      return on.remind();
    };
    await askAgency();
    expect(await remindedAfter(10)).toEqual(['答复复核申请']);
    await on.decide('Task_AnswerReappraisal', { verdict: 'changed' });
    expect(await remindedAfter(10)).toEqual(['出具更正报告']);
    await on.decide('Task_ReviseReport', { verdict: 'submitted' });
    expect(await remindedAfter(5)).toEqual(['审核并下发更正报告']);
    await on.decide('Task_ReviewRevised', APPROVED);
    await on.work('hand-down-correction');
    expect(await remindedAfter(5)).toEqual(['送达更正报告']);
    await on.decide('Task_DeliverRevised', { verdict: 'delivered' });
    await settle('reappraisal');
    await askExperts();
    expect(await remindedAfter(10)).toEqual(['专家鉴定评估报告']);
  });
});
