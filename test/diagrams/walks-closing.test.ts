import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

describe('the end of a project', () => {
  let on: DiagramWalk;
  let process: Key;
  beforeEach(async () => {
    on = await DiagramWalk.open('project-closing');
    await on.tell('all-households-closed', 'p1', { projectId: 'p1', caseNumber: 'BS-2026-001' });
    process = (await on.work('settle-project', { settled: true })).processInstanceKey;
  });

  async function audit(auditFindings: number): Promise<void> {
    await on.work('check-project-files', { filesComplete: true });
    await on.decide('Task_EnterAuditReport', { verdict: 'entered' });
    await on.work('read-audit-report', { auditFindings });
  }

  async function publishAndArchive(): Promise<void> {
    await on.work('prepare-audit-notice', { noticeId: 'n1' });
    await on.work('prepare-notice');
    await on.decide('Task_MaskNotice', { verdict: 'masked' });
    await on.decide('Task_ApproveNotice', APPROVED);
    await on.work('publish-notice', { endsAt: new Date(on.walk.now + DAY).toISOString() });
    await expect(on.walk.jobs('list-project-files')).resolves.toEqual([]);
    await on.walk.forward(DAY);
    await on.work('count-open-objections', { openObjections: 0 });
    await on.work('archive-notice', { upheldCount: 0 });
    await on.work('list-project-files', { fileCount: 12 });
  }

  it('goes no further while a file lacks a paper, however often it is said to be complete (R-47)', async () => {
    for (const round of [1, 2]) {
      await on.work('check-project-files', { filesComplete: false });
      expect(on.openTasks).toEqual(['Task_CompleteFiles']);
      await on.decide('Task_CompleteFiles', { verdict: 'completed', note: String(round) });
    }
    await audit(0);
    await publishAndArchive();
    await on.decide('Task_HandOverFiles', { verdict: 'handed-over' });
    await on.work('close-project', { closed: true });
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('publishes no audit whose findings are open (R-53)', async () => {
    await audit(2);
    for (const round of [1, 2]) {
      await on.decide('Task_Rectify', { verdict: 'rectified', note: String(round) });
      await on.decide('Task_ConfirmRectification', RETURNED);
      await expect(on.walk.jobs('prepare-audit-notice')).resolves.toEqual([]);
    }
    await on.decide('Task_Rectify', { verdict: 'rectified' });
    await on.decide('Task_ConfirmRectification', APPROVED);
    await publishAndArchive();
    await on.decide('Task_HandOverFiles', { verdict: 'handed-over' });
    await on.work('close-project', { closed: true });
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('reminds of each of its steps by its name', async () => {
    await on.work('check-project-files', { filesComplete: false });
    await on.walk.forward(10 * DAY);
    expect(await on.remind()).toEqual(['补齐材料']);
    await on.decide('Task_CompleteFiles', { verdict: 'completed' });
    await on.work('check-project-files', { filesComplete: true });
    await on.walk.forward(90 * DAY);
    expect(await on.remind()).toEqual(['录入审计报告']);
    await on.decide('Task_EnterAuditReport', { verdict: 'entered' });
    await on.work('read-audit-report', { auditFindings: 1 });
    await on.walk.forward(30 * DAY);
    expect(await on.remind()).toEqual(['整改审计问题']);
    await on.decide('Task_Rectify', { verdict: 'rectified' });
    await on.walk.forward(10 * DAY);
    expect(await on.remind()).toEqual(['确认整改']);
    await on.decide('Task_ConfirmRectification', APPROVED);
    await publishAndArchive();
    await on.walk.forward(30 * DAY);
    expect(await on.remind()).toEqual(['移交档案']);
  });
});
