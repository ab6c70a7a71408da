import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

const TRACK = { projectId: 'p1', trackId: 't1', caseNumber: 'BS-2026-001' };

let on: DiagramWalk;
let process: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('appraiser-selection-negotiated', 'appraiser-selection-formal');
});

/** The open task of an element; another process may have been started by the same message. */
function taskOf(elementId: string) {
  const task = on.walk.userTasks.find((each) => each.elementId === elementId);
  if (task === undefined) throw new Error(`${elementId} is not open, but ${on.openTasks.join(', ')}`);
  return task;
}

async function makeNotice(kind: string): Promise<void> {
  const made = await on.work('prepare-selection-notice', { noticeId: `notice of ${kind}` });
  expect(made.variables).toMatchObject({ trackId: 't1', noticeKind: kind });
  await on.publish(5);
}

/** Opens the vote, lets it close and has the ballots read by two persons. */
async function vote(voteId: string): Promise<void> {
  const votingEndsAt = new Date(on.walk.now + 3 * DAY).toISOString();
  const opened = await on.work('open-agency-vote', { voteId, votingEndsAt });
  expect(opened.variables).toMatchObject({ trackId: 't1' });
  expect(on.openTasks).toEqual([]);
  await on.walk.forward(3 * DAY);
  expect(on.openTasks).toEqual(['Task_EnterBallotsFirst', 'Task_EnterBallotsSecond']);
  await on.decide('Task_EnterBallotsSecond', { verdict: 'entered' });
  await expect(on.walk.jobs('compare-ballots')).resolves.toEqual([]);
  await on.decide('Task_EnterBallotsFirst', { verdict: 'entered' });
}

async function tallied(voteId: string, nextStep: string): Promise<void> {
  await on.work('compare-ballots', { ballotsDiffer: false });
  await on.decide('Task_AttestVote', { verdict: 'attested' });
  const counted = await on.work('tally-appraiser-vote', { nextStep });
  expect(counted.variables).toMatchObject({ voteId });
}

async function drawLots(lotteryDecides: string): Promise<void> {
  await on.decide('Task_CallLottery', { verdict: 'called' });
  await makeNotice('agency-lottery');
  await on.decide('Task_ConductLottery', { verdict: 'conducted' });
  await on.decide('Task_AttestLottery', { verdict: 'attested' });
  await on.work('draw-appraiser', { lotteryDecides });
}

async function conclude(): Promise<void> {
  await on.work('record-chosen-appraiser', { noticeId: 'n9' });
  await expect(on.walk.jobs('announce-appraiser')).resolves.toEqual([]);
  await on.publish(5);
  await on.work('announce-appraiser');
  expect(on.walk.isActive(process)).toBe(false);
  expect(on.walk.incidents).toEqual([]);
}

describe('choice of the agency in a negotiated track', () => {
  beforeEach(async () => {
    await on.tell('plan-adopted', 't1', { ...TRACK, mode: 'negotiated' });
    process = taskOf('Task_NameCandidates').processInstanceKey;
  });

  it('names, confirms, shows, votes and shows the result before the appraisal begins (R-17, R-18, R-21)', async () => {
    await on.decide('Task_NameCandidates', { verdict: 'named' });
    await on.decide('Task_ConfirmCandidates', APPROVED);
    await makeNotice('agency-candidates');
    await vote('v1');
    await tallied('v1', 'chosen');
    await conclude();
  });

  it('goes back to the town each time the department returns the names', async () => {
    for (const again of [1, 2]) {
      await on.decide('Task_NameCandidates', { verdict: 'named' });
      await on.decide('Task_ConfirmCandidates', RETURNED);
      expect([again, on.openTasks]).toEqual([again, ['Task_NameCandidates']]);
    }
  });

  it('reminds of the naming and of the check', async () => {
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['提名候选机构']);
    await on.decide('Task_NameCandidates', { verdict: 'named' });
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['核对候选机构']);
  });
});

it('leaves a formal track to its own choice of the agency', async () => {
  await on.tell('plan-adopted', 't1', { ...TRACK, mode: 'state' });
  expect(on.openTasks).not.toContain('Task_NameCandidates');
  expect(on.walk.incidents).toEqual([]);
});

describe('vote for the agency', () => {
  beforeEach(async () => {
    process = await on.walk.create('appraiser-vote', TRACK);
  });

  it('settles what two persons read differently, again and again, before the notary sees it (R-43)', async () => {
    await vote('v1');
    for (const again of [1, 2]) {
      await on.work('compare-ballots', { ballotsDiffer: true });
      expect([again, on.openTasks]).toEqual([again, ['Task_SettleBallots']]);
      await on.decide('Task_SettleBallots', { verdict: 'settled' });
    }
    for (const again of [1, 2]) {
      await on.work('compare-ballots', { ballotsDiffer: false });
      await on.decide('Task_AttestVote', RETURNED);
      expect([again, on.openTasks]).toEqual([again, ['Task_SettleBallots']]);
      await on.decide('Task_SettleBallots', { verdict: 'settled' });
    }
    await tallied('v1', 'chosen');
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('is repeated after a public result, goes to a run-off and then to lots (R-20, R-21)', async () => {
    await vote('v1');
    await tallied('v1', 'again');
    await makeNotice('agency-vote');
    await vote('v2');
    await tallied('v2', 'run-off');
    await makeNotice('agency-vote');
    await vote('v3');
    await tallied('v3', 'lottery');
    await drawLots('agency');
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('votes once more between those whom lots put into the run-off', async () => {
    await vote('v1');
    await tallied('v1', 'lottery');
    await drawLots('run-off');
    await makeNotice('agency-vote');
    await vote('v2');
    await tallied('v2', 'chosen');
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('reminds of reading, of the third look and of the notary', async () => {
    await vote('v1');
    await on.work('compare-ballots', { ballotsDiffer: true });
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['对照原票复核']);
    await on.decide('Task_SettleBallots', { verdict: 'settled' });
    await on.work('compare-ballots', { ballotsDiffer: false });
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['公证投票']);
  });

  it('reminds each of the two who read', async () => {
    const votingEndsAt = new Date(on.walk.now + DAY).toISOString();
    await on.work('open-agency-vote', { voteId: 'v1', votingEndsAt });
    await on.walk.forward(DAY);
    await on.walk.forward(5 * DAY);
    expect((await on.remind()).sort()).toEqual(['第一遍录入选票', '第二遍录入选票']);
  });
});

describe('lots for the agency', () => {
  beforeEach(async () => {
    process = await on.walk.create('agency-lottery', { ...TRACK, voteId: 'v1' });
  });

  it('are announced anew, with another seed, each time the notary returns them', async () => {
    for (const again of [1, 2]) {
      await on.decide('Task_CallLottery', { verdict: 'called' });
      await makeNotice('agency-lottery');
      await on.decide('Task_ConductLottery', { verdict: 'conducted' });
      await on.decide('Task_AttestLottery', RETURNED);
      expect([again, on.openTasks]).toEqual([again, ['Task_CallLottery']]);
    }
    await drawLots('agency');
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('remind of the announcement, of the draw and of the notary', async () => {
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['拟定摇号办法']);
    await on.decide('Task_CallLottery', { verdict: 'called' });
    await makeNotice('agency-lottery');
    await on.walk.forward(10 * DAY);
    expect(await on.remind()).toEqual(['主持摇号']);
    await on.decide('Task_ConductLottery', { verdict: 'conducted' });
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['公证摇号']);
  });
});

describe('choice of the agency in a formal track', () => {
  beforeEach(async () => {
    await on.tell('expropriation-decided', 't1', { ...TRACK, mode: 'state' });
    process = taskOf('Task_CallAgencies').processInstanceKey;
  });

  async function shortlist(): Promise<void> {
    await on.decide('Task_CallAgencies', { verdict: 'called' });
    await makeNotice('agency-call');
    for (const again of [1, 2]) {
      await on.decide('Task_ShortlistAgencies', { verdict: 'named' });
      await on.decide('Task_ConfirmShortlist', RETURNED);
      expect([again, on.openTasks]).toEqual([again, ['Task_ShortlistAgencies']]);
    }
    await on.decide('Task_ShortlistAgencies', { verdict: 'named' });
    await on.decide('Task_ConfirmShortlist', APPROVED);
    await makeNotice('agency-candidates');
  }

  it('calls on the website, lists, and ends where all agree (R-19, R-20, R-21)', async () => {
    await shortlist();
    await on.decide('Task_Consult', { verdict: 'unanimous' });
    await expect(on.walk.jobs('open-agency-vote')).resolves.toEqual([]);
    await conclude();
  });

  it('votes where they do not agree (R-20)', async () => {
    await shortlist();
    await on.decide('Task_Consult', { verdict: 'not-agreed' });
    await vote('v1');
    await tallied('v1', 'chosen');
    await conclude();
  });

  it('reminds of each step', async () => {
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['拟定征集公告']);
    await on.decide('Task_CallAgencies', { verdict: 'called' });
    await makeNotice('agency-call');
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['登记报名提出入围']);
    await on.decide('Task_ShortlistAgencies', { verdict: 'named' });
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['核对入围名单']);
    await on.decide('Task_ConfirmShortlist', APPROVED);
    await makeNotice('agency-candidates');
    await on.walk.forward(10 * DAY);
    expect(await on.remind()).toEqual(['登记协商结果']);
  });
});
