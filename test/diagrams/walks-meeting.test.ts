import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

const MEETING = { meetingId: 'm1', caseNumber: '会商-2026-001' };

let on: DiagramWalk;
let process: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('joint-meeting');
});

describe('a joint meeting', () => {
  beforeEach(async () => {
    await on.tell('meeting-called', 'm1', MEETING);
    process = on.walk.userTask.processInstanceKey;
  });

  async function meet(verdict: string): Promise<void> {
    await on.decide('Task_PrepareAgenda', { verdict: 'prepared' });
    await on.work('read-agenda', { meetsAt: new Date(on.walk.now + DAY).toISOString() });
    expect(on.openTasks).toEqual([]);
    await on.walk.forward(DAY);
    await on.decide('Task_RecordAttendance', { verdict, note: '一个单位未到' });
  }

  async function minutes(): Promise<void> {
    await on.decide('Task_RecordMinutes', { verdict: 'recorded' });
    await on.decide('Task_ConfirmMinutes', APPROVED);
  }

  it('is adjourned twice, and its minutes go back twice, before they count', async () => {
    await meet('adjourned');
    await meet('adjourned');
    await meet('held');
    for (const round of [1, 2]) {
      await on.decide('Task_RecordMinutes', { verdict: 'recorded' });
      await on.decide('Task_ConfirmMinutes', { ...RETURNED, note: `第 ${String(round)} 次` });
      await expect(on.walk.jobs('adopt-minutes')).resolves.toEqual([]);
    }
    await minutes();
    await on.work('adopt-minutes', { decisions: [], catchUpCount: 0 });
    await on.work('close-meeting', { closed: true });
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('does not end before every decision is done and every touched agreement is looked at (R-26, R-28)', async () => {
    await meet('held');
    await minutes();
    const dueAt = new Date(on.walk.now + 2 * DAY).toISOString();
    const decisions = ['d1', 'd2'].map((decisionId) => ({ decisionId, dueAt }));
    await on.work('adopt-minutes', { decisions, catchUpCount: 1 });
    expect(on.openTasks).toEqual(['Task_CarryOutDecision', 'Task_CarryOutDecision']);
    for (const done of [1, 2]) {
      await on.decide('Task_CarryOutDecision', { verdict: 'done', note: String(done) });
      await on.decide('Task_ConfirmDecision', APPROVED);
    }
    await expect(on.walk.jobs('close-meeting')).resolves.toEqual([]);
    await on.walk.forward(7 * DAY);
    expect(await on.remind()).toEqual(['回溯核对协议']);
    await on.tell('catch-up-finished', 'm1', { meetingId: 'm1' });
    await on.work('close-meeting', { closed: true });
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('reminds of each of its steps by its name', async () => {
    await on.walk.forward(3 * DAY);
    expect(await on.remind()).toEqual(['拟定议程']);
    await on.decide('Task_PrepareAgenda', { verdict: 'prepared' });
    await on.work('read-agenda', { meetsAt: new Date(on.walk.now).toISOString() });
    await on.walk.forward(1);
    await on.walk.forward(2 * DAY);
    expect(await on.remind()).toEqual(['登记到会']);
    await on.decide('Task_RecordAttendance', { verdict: 'held' });
    await on.walk.forward(3 * DAY);
    expect(await on.remind()).toEqual(['记录纪要']);
    await on.decide('Task_RecordMinutes', { verdict: 'recorded' });
    await on.walk.forward(3 * DAY);
    expect(await on.remind()).toEqual(['确认纪要']);
  });
});

describe('the weekly look at the schedule', () => {
  it('convenes on Mondays and ends at once', async () => {
    await on.walk.forward(7 * DAY);
    const job = await on.work('open-regular-meeting', { meetingOpened: true });
    expect(on.walk.isActive(job.processInstanceKey)).toBe(false);
  });
});

describe('a decision of a meeting', () => {
  beforeEach(async () => {
    const dueAt = new Date(on.walk.now + 2 * DAY).toISOString();
    process = await on.walk.create('meeting-decision', { ...MEETING, decisionId: 'd1', dueAt });
  });

  it('goes back to its owner twice and ends when it is confirmed', async () => {
    for (const round of [1, 2]) {
      await on.decide('Task_CarryOutDecision', { verdict: 'done', note: String(round) });
      await on.decide('Task_ConfirmDecision', RETURNED);
      expect(on.openTasks).toEqual(['Task_CarryOutDecision']);
    }
    await on.decide('Task_CarryOutDecision', { verdict: 'done' });
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['确认办理结果']);
    await on.decide('Task_ConfirmDecision', APPROVED);
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('is told to the body above when it is overdue, and again each week (R-28)', async () => {
    await on.walk.forward(2 * DAY - 1);
    await expect(on.walk.jobs('escalate-decision')).resolves.toEqual([]);
    await on.walk.forward(1);
    await on.work('escalate-decision', { escalated: true });
    await on.walk.forward(7 * DAY);
    await on.work('escalate-decision', { escalated: true });
    await on.decide('Task_CarryOutDecision', { verdict: 'done' });
    await on.decide('Task_ConfirmDecision', APPROVED);
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });
});
