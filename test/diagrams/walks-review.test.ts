import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk } from './diagram-walk.js';

const REVIEW = { projectId: 'p1', householdId: 'h1', caseNumber: '宝征-2026-003-0042', reviewId: 'v1' };
const MEMBERS = ['m1', 'm2', 'm3'];

let on: DiagramWalk;
let process: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('household-case');
});

async function compose(): Promise<void> {
  await on.decide('Task_ComposePanel', { verdict: 'composed' });
  await on.work('open-declarations', { memberIds: MEMBERS });
}
async function declareAll(panelStep: 'vote' | 'replace'): Promise<void> {
  for (const member of MEMBERS) {
    expect(on.openTasks).toContain('Task_DeclareTies');
    await on.decide('Task_DeclareTies', { verdict: 'declared', note: member });
  }
  await on.work('settle-panel', { panelStep, memberIds: panelStep === 'vote' ? MEMBERS : [] });
}
async function voteAll(tallyStep: string): Promise<void> {
  for (const member of MEMBERS) await on.decide('Task_Vote', { verdict: 'voted', note: member });
  const tally = await on.work('tally-review', { tallyStep });
  expect(tally.variables).toMatchObject({ reviewId: 'v1' });
}
async function displayOpinion(reviewEnd: string): Promise<void> {
  await on.decide('Task_DrawUpOpinion', { verdict: 'drawn-up' });
  await on.work('prepare-review-notice', { noticeId: 'n1' });
  await on.work('prepare-notice');
  await on.decide('Task_MaskNotice', { verdict: 'masked' });
  await on.decide('Task_ApproveNotice', APPROVED);
  await on.work('publish-notice', { endsAt: '2026-03-09T00:00:00+08:00' });
  await on.walk.forward(10 * DAY);
  await on.work('count-open-objections', { openObjections: 0 });
  await on.work('archive-notice', { upheldCount: 0 });
  await on.work('conclude-review', { reviewEnd });
}

describe('public-credibility review', () => {
  beforeEach(async () => {
    process = await on.walk.create('public-review', REVIEW);
  });

  it.each(['supported', 'unsupported'])('ends %s after every member declared and voted once (R-30)', async (end) => {
    await compose();
    await declareAll('vote');
    expect(on.openTasks).toEqual(['Task_Vote', 'Task_Vote', 'Task_Vote']);
    await voteAll('opinion');
    await displayOpinion(end);
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('composes the panel anew, as often as a member has to be replaced (SD7)', async () => {
    await compose();
    await declareAll('replace');
    await compose();
    await declareAll('replace');
    expect(on.openTasks).toEqual(['Task_ComposePanel']);
  });

  it('goes straight to the vote when everybody of a new panel has declared before', async () => {
    await on.decide('Task_ComposePanel', { verdict: 'composed' });
    await on.work('open-declarations', { memberIds: [] });
    await on.work('settle-panel', { panelStep: 'vote', memberIds: MEMBERS });
    expect(on.openTasks).toHaveLength(3);
  });

  it('replaces whoever does not declare in five days, and reminds before', async () => {
    await compose();
    await on.decide('Task_DeclareTies', { verdict: 'declared' });
    await on.walk.forward(2 * DAY);
    expect(await on.remind()).toContain('回避声明');
    await on.walk.forward(3 * DAY);
    expect(on.openTasks).toEqual([]);
    await on.work('settle-panel', { panelStep: 'replace', memberIds: [] });
    expect(on.openTasks).toEqual(['Task_ComposePanel']);
  });

  it('counts after seven days whatever was cast; a second sitting, then another panel, twice over (R-30)', async () => {
    await compose();
    await declareAll('vote');
    for (const tallyStep of ['second-sitting', 'new-panel']) {
      await on.decide('Task_Vote', { verdict: 'voted' });
      await on.walk.forward(3 * DAY);
      expect(await on.remind()).toContain('评议表决');
      await on.walk.forward(4 * DAY);
      await on.remind();
      await on.work('tally-review', { tallyStep });
      expect(on.openTasks).toEqual(tallyStep === 'new-panel' ? ['Task_ComposePanel'] : Array(3).fill('Task_Vote'));
    }
    await compose();
    await declareAll('vote');
    await voteAll('second-sitting');
    await voteAll('new-panel');
    expect(on.openTasks).toEqual(['Task_ComposePanel']);
  });

  it('is heard again by another panel when an objection was upheld (R-31)', async () => {
    for (const _ of [1, 2]) {
      await compose();
      await declareAll('vote');
      await voteAll('opinion');
      await displayOpinion('rehear');
      expect(on.openTasks).toEqual(['Task_ComposePanel']);
    }
    await compose();
    await declareAll('vote');
    await voteAll('opinion');
    await displayOpinion('supported');
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('reminds of the composition and of the opinion', async () => {
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['组成评议小组']);
    await compose();
    await declareAll('vote');
    await voteAll('opinion');
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['形成评议意见']);
  });
});

describe('a special problem in the household agreement', () => {
  beforeEach(async () => {
    process = await on.walk.create('household-agreement', REVIEW);
  });
  const propose = (reviewId: string) => on.tell('special-problem-proposed', 'h1', { householdId: 'h1', reviewId });
  async function review(): Promise<void> {
    await compose();
    await declareAll('vote');
    await voteAll('opinion');
    await displayOpinion('supported');
  }

  it('takes the place of the negotiation, and a new round is negotiated after it, twice', async () => {
    await on.decide('Task_NegotiateFirst');
    for (const round of [2, 3]) {
      await propose(`v${String(round - 1)}`);
      expect(on.openTasks).toEqual(['Task_ComposePanel']);
      await compose();
      await declareAll('vote');
      for (const member of MEMBERS) await on.decide('Task_Vote', { verdict: 'voted', note: member });
      const tally = await on.work('tally-review', { tallyStep: 'opinion' });
      expect(tally.variables).toMatchObject({ reviewId: `v${String(round - 1)}` });
      await displayOpinion('unsupported');
      await on.work('open-negotiation-round', { negotiationRound: round });
      expect(on.openTasks).toEqual(['Task_NegotiateFirst', 'Task_NegotiateSecond']);
    }
  });

  it('takes the place of the check before signing, too', async () => {
    await on.decide('Task_NegotiateFirst');
    await on.decide('Task_NegotiateSecond');
    await on.work('compute-compensation', { calculationId: 'c1' });
    await propose('v1');
    expect(on.openTasks).toEqual(['Task_ComposePanel']);
    await review();
    await on.work('open-negotiation-round', { negotiationRound: 2 });
    expect(on.openTasks).toEqual(['Task_NegotiateFirst', 'Task_NegotiateSecond']);
  });

  it('that was proposed while the check returned the calculation is heard in the next round', async () => {
    await on.decide('Task_NegotiateFirst');
    await on.decide('Task_NegotiateSecond');
    await propose('v1');
    await on.work('compute-compensation', { calculationId: 'c1' });
    expect(on.openTasks).toEqual(['Task_ComposePanel']);
  });

  it('is no reason to forget a late negotiation', async () => {
    await on.walk.forward(7 * DAY);
    expect(await on.remind()).toEqual(['两人协商']);
  });
});
