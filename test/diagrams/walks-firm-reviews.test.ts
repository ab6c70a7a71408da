import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

const REVIEW = { reviewId: 'y1', caseNumber: '评议-2026-01' };

let on: DiagramWalk;
let process: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('democratic-appraisal', 'risk-review');
});

describe('the appraisal of a year', () => {
  beforeEach(async () => {
    await on.tell('democratic-appraisal-opened', 'y1', REVIEW);
    process = on.walk.userTask.processInstanceKey;
  });

  async function vote(belowLine: number): Promise<void> {
    await on.decide('Task_PrepareAppraisal', { verdict: 'prepared' });
    await on.work('read-appraisal-deadline', { closesAt: new Date(on.walk.now + DAY).toISOString() });
    await expect(on.walk.jobs('tally-appraisal')).resolves.toEqual([]);
    await on.walk.forward(DAY);
    await on.work('tally-appraisal', { belowLine });
  }

  it('ends with its result where nobody is below the line', async () => {
    await vote(0);
    await on.work('close-appraisal', { closed: true });
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('does not end before the measures are carried out (R-75)', async () => {
    await vote(1);
    for (const round of [1, 2]) {
      await on.decide('Task_SetMeasures', { verdict: 'done', note: String(round) });
      await on.decide('Task_ConfirmMeasures', RETURNED);
      await expect(on.walk.jobs('close-appraisal')).resolves.toEqual([]);
    }
    await on.decide('Task_SetMeasures', { verdict: 'done' });
    await on.decide('Task_ConfirmMeasures', APPROVED);
    await on.work('close-appraisal', { closed: true });
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('reminds of each of its steps by its name', async () => {
    await on.walk.forward(10 * DAY);
    expect(await on.remind()).toEqual(['拟定评议名单与票数']);
    await vote(1);
    await on.walk.forward(15 * DAY);
    expect(await on.remind()).toEqual(['制定并落实措施']);
    await on.decide('Task_SetMeasures', { verdict: 'done' });
    await on.walk.forward(10 * DAY);
    expect(await on.remind()).toEqual(['确认措施落实']);
  });
});

describe('the look for risks of a quarter', () => {
  beforeEach(async () => {
    await on.tell('risk-review-opened', 'y1', REVIEW);
    process = on.walk.userTask.processInstanceKey;
  });

  it('goes back to the firm twice and ends when the list is confirmed (R-76)', async () => {
    await on.walk.forward(15 * DAY);
    expect(await on.remind()).toEqual(['排查风险点']);
    for (const round of [1, 2]) {
      await on.decide('Task_ReviewRisks', { verdict: 'done', note: String(round) });
      await on.decide('Task_ConfirmRisks', RETURNED);
    }
    await on.decide('Task_ReviewRisks', { verdict: 'done' });
    await on.walk.forward(10 * DAY);
    expect(await on.remind()).toEqual(['核查风险清单']);
    await on.decide('Task_ConfirmRisks', APPROVED);
    await on.work('close-risk-review', { closed: true });
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });
});

describe('what the calendar starts by itself', () => {
  it('opens the risks in the first month of a quarter and the appraisal in November', async () => {
    // The engine's clock begins on 1 March 2026.
    await on.walk.forward(36 * DAY);
    const risks = await on.work('open-risk-reviews', { openedCount: 1 });
    expect(on.walk.isActive(risks.processInstanceKey)).toBe(false);
    await expect(on.walk.jobs('open-democratic-appraisals')).resolves.toEqual([]);
    await on.walk.forward(211 * DAY);
    const appraisals = await on.work('open-democratic-appraisals', { openedCount: 1 });
    expect(on.walk.isActive(appraisals.processInstanceKey)).toBe(false);
  });
});
