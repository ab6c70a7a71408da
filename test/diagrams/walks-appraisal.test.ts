import { beforeEach, describe, expect, it } from '@jest/globals';
import { APPROVED, DAY, DiagramWalk } from './diagram-walk.js';

const TRACK = { projectId: 'p1', trackId: 't1', caseNumber: 'BS-2026-001' };
const RETURNED = { verdict: 'returned', returnReason: null, note: '第三户单价有误' };

let on: DiagramWalk;
beforeEach(async () => {
  on = await DiagramWalk.open('appraisal');
});

async function publish(noticeId: string, others: readonly string[]): Promise<void> {
  await on.work('prepare-notice');
  await on.decide('Task_MaskNotice', { verdict: 'masked' });
  await on.decide('Task_ApproveNotice', APPROVED);
  await on.work('publish-notice', { endsAt: new Date(on.walk.now + 7 * DAY).toISOString() });
  expect(on.openTasks).toEqual(others);
  await on.walk.forward(8 * DAY);
  await on.work('count-open-objections', { openObjections: 0 });
  const archived = await on.work('archive-notice', { upheldCount: 0 });
  expect(archived.variables).toMatchObject({ noticeId });
}

/** From the value date to the first reports of the agency. */
async function appraise(mode: string, dateTask: string): Promise<void> {
  await on.tell('appraiser-chosen', 't1', { ...TRACK, mode });
  expect(on.openTasks).toEqual([dateTask]);
  await on.decide(dateTask, { verdict: 'date-set' });
  await on.decide('Task_AppraiseHouses', { verdict: 'submitted' });
  const made = await on.work('prepare-appraisal-notice', { noticeId: 'n1' });
  expect(made.variables).toMatchObject({ trackId: 't1', noticeKind: 'preliminary-appraisal' });
  await publish('n1', ['Task_ExplainOnSite']);
  expect(on.openTasks).toEqual(['Task_ExplainOnSite']);
  await on.decide('Task_ExplainOnSite', { verdict: 'explained' });
  expect(on.openTasks).toEqual(['Task_IssueReports']);
}

async function review(verdict: Readonly<Record<string, string | null>>): Promise<void> {
  await on.decide('Task_IssueReports', { verdict: 'submitted' });
  await on.decide('Task_ReviewReports', verdict);
}

describe('the appraisal of a track', () => {
  it('goes from the value date of the town to the last delivery (R-32, R-33, R-34, R-35)', async () => {
    await appraise('negotiated', 'Task_SetValueDate');
    await review(APPROVED);
    await on.work('refer-major-reports', { referredCount: 0 });
    expect(on.openTasks).toEqual(['Task_HandDownReports']);
    await on.decide('Task_HandDownReports', { verdict: 'handed-down' });
    await on.work('hand-down-reports', { noticeId: 'n2' });
    for (const undelivered of [2, 1, 0]) {
      await on.decide('Task_DeliverReports', { verdict: 'delivered' });
      await on.work('announce-deliveries', { undelivered });
    }
    await publish('n2', []);
    expect(on.cases).toEqual([]);
    expect(on.walk.incidents).toEqual([]);
  });

  it('takes the date of the law in a formal track, and returns reports as often as they are faulty (R-34, R-36)', async () => {
    await appraise('state', 'Task_TakeValueDate');
    for (const verdict of [RETURNED, RETURNED]) {
      await review(verdict);
      expect(on.openTasks).toEqual(['Task_IssueReports']);
    }
    for (const verdict of [RETURNED, RETURNED, APPROVED]) {
      await review(APPROVED);
      await on.work('refer-major-reports', { referredCount: 1 });
      expect(on.openTasks).toEqual(['Task_JudgeReferred']);
      await on.decide('Task_JudgeReferred', verdict);
    }
    expect(on.openTasks).toEqual(['Task_HandDownReports']);
  });

  it('reminds of each of its steps, by its name (R-53)', async () => {
    const remindedAfter = async (days: number) => {
      await on.walk.forward(days * DAY);
      return on.remind();
    };
    await on.tell('appraiser-chosen', 't0', { ...TRACK, trackId: 't0', mode: 'state' });
    expect(await remindedAfter(5)).toEqual(['载明法定价值时点']);
    await on.decide('Task_TakeValueDate', { verdict: 'date-set' });
    expect(await remindedAfter(30)).toEqual(['查勘并提交初步结果']);
    await on.decide('Task_AppraiseHouses', { verdict: 'submitted' });
    await on.work('prepare-appraisal-notice', { noticeId: 'n1' });
    await publish('n1', ['Task_ExplainOnSite']);
    await on.walk.forward(2 * DAY);
    expect(await on.remind()).toEqual(['现场说明评估结果']);
    await on.decide('Task_ExplainOnSite', { verdict: 'explained' });
    expect(await remindedAfter(10)).toEqual(['提交分户评估报告']);
    await on.decide('Task_IssueReports', { verdict: 'submitted' });
    expect(await remindedAfter(5)).toEqual(['审核评估报告']);
    await on.decide('Task_ReviewReports', APPROVED);
    await on.work('refer-major-reports', { referredCount: 1 });
    expect(await remindedAfter(10)).toEqual(['鉴定重大评估结果']);
    await on.decide('Task_JudgeReferred', APPROVED);
    expect(await remindedAfter(5)).toEqual(['下发评估报告']);
    await on.decide('Task_HandDownReports', { verdict: 'handed-down' });
    await on.work('hand-down-reports', { noticeId: 'n2' });
    await on.work('prepare-notice');
    await on.walk.forward(10 * DAY);
    expect(await on.remind()).toContain('送达评估报告');
    await on.tell('appraiser-chosen', 't1', { ...TRACK, mode: 'negotiated' });
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toContain('确定评估时点');
  });
});
