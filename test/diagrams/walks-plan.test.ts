import { beforeEach, describe, expect, it } from '@jest/globals';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

const TRACK = { projectId: 'p1', trackId: 't1', caseNumber: 'BS-2026-001' };

let on: DiagramWalk;
beforeEach(async () => {
  on = await DiagramWalk.open('compensation-plan');
});

async function open(mode: string, willingnessNeeded = false): Promise<void> {
  await on.tell('plan-opened', 't1', { ...TRACK, mode });
  await on.work('open-plan', { willingnessNeeded, opinionsOutcome: 'none' });
}

async function ask(willingnessReached: boolean): Promise<void> {
  await on.decide('Task_RecordWillingness', { verdict: 'recorded' });
  await on.work('assess-willingness', { willingnessReached, noticeId: 'n0' });
  await on.publish();
}

async function draft(): Promise<void> {
  await on.decide('Task_DraftPlan', { verdict: 'drafted' });
  await on.decide('Task_ExaminePlan', APPROVED);
}

async function consult(opinionsOutcome: string, planChanges = false): Promise<void> {
  await on.work('prepare-plan-notice', { noticeId: 'n1' });
  await on.publish();
  await on.decide('Task_RegisterOpinions', { verdict: 'registered' });
  await on.decide('Task_AnswerOpinions', { verdict: 'answered' });
  await on.work('assess-opinions', { opinionsOutcome, planChanges });
}

async function conclude(): Promise<void> {
  await on.work('prepare-plan-notice', { noticeId: 'n2' });
  await expect(on.walk.jobs('conclude-plan')).resolves.toEqual([]);
  await on.publish();
  expect((await on.work('conclude-plan')).variables).toMatchObject({ trackId: 't1' });
  expect(on.cases).toEqual([]);
  expect(on.walk.incidents).toEqual([]);
}

describe('the compensation plan of a track', () => {
  it('of a negotiated track asks first, is filed, adopted and published before it counts (R-12, R-21)', async () => {
    await open('negotiated', true);
    await ask(true);
    await draft();
    await consult('continue');
    await on.decide('Task_FilePlan', APPROVED);
    await on.decide('Task_AdoptPlan', APPROVED);
    await conclude();
  });

  it.each(['state', 'collective'])('of a %s track is adopted without a filing (R-5)', async (mode) => {
    await open(mode);
    await draft();
    await consult('continue');
    await on.decide('Task_AdoptPlan', APPROVED);
    await conclude();
  });

  it('asks again, as often as it takes, while too few agree', async () => {
    await open('negotiated', true);
    await ask(false);
    await ask(false);
    await ask(true);
    expect(on.openTasks).toEqual(['Task_DraftPlan']);
  });

  it('is heard and consulted anew when the majority finds it unlawful, twice', async () => {
    await open('state');
    for (const _ of [1, 2]) {
      await draft();
      await consult('hearing');
      await on.decide('Task_HoldHearing', { verdict: 'heard' });
      expect(on.openTasks).toEqual(['Task_DraftPlan']);
    }
    await draft();
    await consult('continue');
    expect(on.openTasks).toEqual(['Task_AdoptPlan']);
  });

  it('is consulted anew when it must be revised, twice', async () => {
    await open('negotiated');
    for (const _ of [1, 2]) {
      await draft();
      await consult('revise', true);
      expect(on.openTasks).toEqual(['Task_DraftPlan']);
    }
  });

  it('with accepted opinions is changed and examined again before it is adopted', async () => {
    await open('state');
    await draft();
    await consult('continue', true);
    expect(on.openTasks).toEqual(['Task_DraftPlan']);
    await draft();
    expect(on.openTasks).toEqual(['Task_AdoptPlan']);
  });

  it.each(['Task_ExaminePlan', 'Task_AdoptPlan', 'Task_FilePlan'])(
    'goes back to its draft when %s returns it, twice',
    async (returning) => {
      await open('negotiated');
      for (const turn of [1, 2]) {
        await on.decide('Task_DraftPlan', { verdict: 'drafted' });
        if (returning !== 'Task_ExaminePlan') {
          await on.decide('Task_ExaminePlan', APPROVED);
          if (turn === 1) await consult('continue');
        }
        if (returning === 'Task_AdoptPlan') await on.decide('Task_FilePlan', APPROVED);
        await on.decide(returning, RETURNED);
        expect(on.openTasks).toEqual(['Task_DraftPlan']);
      }
    },
  );

  it('reminds of each of its steps', async () => {
    await open('negotiated', true);
    const remind = async (task: string, days: number, words: object) => {
      await on.walk.forward(days * DAY);
      expect((await on.work('raise-reminder')).variables).toMatchObject({ caseKind: 'track', caseId: 't1' });
      await on.decide(task, { ...words });
    };
    await remind('Task_RecordWillingness', 30, { verdict: 'recorded' });
    await on.work('assess-willingness', { willingnessReached: true, noticeId: 'n0' });
    await on.publish();
    await remind('Task_DraftPlan', 10, { verdict: 'drafted' });
    await remind('Task_ExaminePlan', 10, APPROVED);
    await on.work('prepare-plan-notice', { noticeId: 'n1' });
    await on.publish();
    await remind('Task_RegisterOpinions', 5, { verdict: 'registered' });
    await remind('Task_AnswerOpinions', 10, { verdict: 'answered' });
    await on.work('assess-opinions', { opinionsOutcome: 'hearing', planChanges: true });
    await remind('Task_HoldHearing', 15, { verdict: 'heard' });
    await draft();
    await consult('continue');
    await remind('Task_FilePlan', 5, APPROVED);
    await remind('Task_AdoptPlan', 10, APPROVED);
  });
});
