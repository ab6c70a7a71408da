import { beforeEach, describe, expect, it } from '@jest/globals';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

const TRACK = { projectId: 'p1', trackId: 't1', caseNumber: 'BS-2026-001', mode: 'state' };

let on: DiagramWalk;
beforeEach(async () => {
  on = await DiagramWalk.open('expropriation-decision');
});

const open = async (riskReviewNeeded = true, landApprovalNeeded = false): Promise<void> => {
  await on.work('open-expropriation', { returnTo: 'risk', riskReviewNeeded, landApprovalNeeded });
};
async function begin(riskReviewNeeded = true, landApprovalNeeded = false): Promise<void> {
  await on.tell('decision-prepared', 't1', TRACK);
  await open(riskReviewNeeded, landApprovalNeeded);
}
const assess = (level: string) => on.decide('Task_AssessRisk', { verdict: level });
const count = (fundsSufficient: boolean, meetingNeeded: boolean) =>
  on.work('count-compensation-funds', { fundsSufficient, meetingNeeded });

async function prepare(meetingNeeded = false, reviewed = true): Promise<void> {
  await assess('low-risk');
  if (reviewed) await on.decide('Task_ReviewRisk', APPROVED);
  await count(true, meetingNeeded);
  await on.decide('Task_ConfirmFunds', { verdict: 'confirmed' });
}

async function announce(): Promise<void> {
  await on.work('issue-expropriation', { noticeId: 'n1' });
  await expect(on.walk.jobs('announce-expropriation')).resolves.toEqual([]);
  await on.publish();
  expect((await on.work('announce-expropriation')).variables).toMatchObject({ trackId: 't1' });
  expect(on.openTasks).toEqual(['Task_TrackRemedies']);
}

async function exhaust(): Promise<void> {
  await on.decide('Task_TrackRemedies', { verdict: 'exhausted' });
  expect(on.cases).toEqual([]);
  expect(on.walk.incidents).toEqual([]);
}

describe('the expropriation decision of a track', () => {
  it('is decided with risk and money in place, published, and only then told (R-5, R-15, R-21)', async () => {
    await begin();
    await prepare();
    await on.decide('Task_DecideExpropriation', APPROVED);
    await announce();
    await exhaust();
  });

  it('on collective land needs no review of the district, but the approval of the land (R-16)', async () => {
    await begin(false, true);
    await prepare(false, false);
    await on.decide('Task_DecideExpropriation', APPROVED);
    expect(on.openTasks).toEqual(['Task_RecordApproval']);
    await on.decide('Task_RecordApproval', { verdict: 'recorded' });
    await announce();
    await exhaust();
  });

  it('goes back to its risk or its money, and then through the meeting, as often as it is returned there', async () => {
    await begin();
    await prepare(true);
    for (const returnTo of ['risk', 'funds', 'risk']) {
      await on.decide('Task_HoldMeeting', { verdict: 'recorded' });
      await on.decide('Task_DecideExpropriation', RETURNED);
      await on.work('read-expropriation-return', { returnTo });
      if (returnTo === 'risk') {
        await prepare(true);
      } else {
        expect(on.openTasks).toEqual([]);
        await count(true, true);
        await on.decide('Task_ConfirmFunds', { verdict: 'confirmed' });
      }
    }
    expect(on.openTasks).toEqual(['Task_HoldMeeting']);
  });

  it('goes back to the meeting alone, twice', async () => {
    await begin();
    await prepare(true);
    for (const _ of [1, 2]) {
      await on.decide('Task_HoldMeeting', { verdict: 'recorded' });
      await on.decide('Task_DecideExpropriation', RETURNED);
      await on.work('read-expropriation-return', { returnTo: 'meeting' });
      expect(on.openTasks).toEqual(['Task_HoldMeeting']);
    }
  });

  it('ends the track when nothing is expropriated, publishes that, and tells nobody of a decision (R-21)', async () => {
    await begin();
    await prepare();
    await on.decide('Task_DecideExpropriation', { verdict: 'refused' });
    await on.work('refuse-expropriation', { noticeId: 'n1' });
    expect(on.cases).not.toEqual([]);
    await on.publish();
    expect(on.cases).toEqual([]);
  });

  it('is not held up by reviews and suits, and is prepared anew where one annuls it, twice', async () => {
    await begin();
    for (const _ of [1, 2]) {
      await prepare();
      await on.decide('Task_DecideExpropriation', APPROVED);
      await announce();
      await on.decide('Task_TrackRemedies', { verdict: 'recorded' });
      await on.decide('Task_TrackRemedies', { verdict: 'recorded' });
      await on.decide('Task_TrackRemedies', { verdict: 'annulled' });
      await open();
    }
    expect(on.openTasks).toEqual(['Task_AssessRisk']);
  });
});

describe('the preparation of an expropriation decision', () => {
  it('assesses a high risk anew after measures, and a returned assessment, twice each', async () => {
    await begin();
    for (const _ of [1, 2]) {
      await assess('high-risk');
      await on.decide('Task_MitigateRisk', { verdict: 'done' });
      await assess('medium-risk');
      await on.decide('Task_ReviewRisk', RETURNED);
    }
    expect(on.openTasks).toEqual(['Task_AssessRisk']);
  });

  it('counts anew until the money is there and confirmed (R-56)', async () => {
    await begin();
    for (const _ of [1, 2]) {
      await count(false, false);
      await on.decide('Task_SecureFunds', { verdict: 'funded' });
      await count(true, false);
      await on.decide('Task_ConfirmFunds', RETURNED);
    }
    await count(true, false);
    expect(on.openTasks).toEqual(['Task_AssessRisk', 'Task_ConfirmFunds']);
  });
});

describe('the reminders of an expropriation decision', () => {
  async function remind(task: string, days: number, words: object): Promise<void> {
    await on.walk.forward(days * DAY);
    await on.remind();
    await on.decide(task, { ...words });
  }

  it('are sent of every step that waits for a person', async () => {
    await begin(true, true);
    await count(false, true);
    await remind('Task_SecureFunds', 10, { verdict: 'funded' });
    await count(true, true);
    await remind('Task_ConfirmFunds', 5, { verdict: 'confirmed' });
    await remind('Task_AssessRisk', 15, { verdict: 'high-risk' });
    await remind('Task_MitigateRisk', 15, { verdict: 'done' });
    await assess('low-risk');
    await remind('Task_ReviewRisk', 10, APPROVED);
    await remind('Task_HoldMeeting', 15, { verdict: 'recorded' });
    await remind('Task_DecideExpropriation', 10, APPROVED);
    await remind('Task_RecordApproval', 30, { verdict: 'recorded' });
    await announce();
    await remind('Task_TrackRemedies', 60, { verdict: 'exhausted' });
    await on.remind();
    expect(on.cases).toEqual([]);
  });
});
