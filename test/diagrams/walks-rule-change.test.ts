import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { DAY, DiagramWalk } from './diagram-walk.js';

const CHANGE = { registerEntryId: 'r1', caseNumber: 'signing.periodDays' };

let on: DiagramWalk;
beforeEach(async () => {
  on = await DiagramWalk.open('rule-change', 'deadline-watch');
});

describe('change of a figure (SD10)', () => {
  let process: Key;
  beforeEach(async () => {
    await on.tell('rule-change-proposed', 'r1', CHANGE);
    process = on.walk.userTask.processInstanceKey;
  });

  it('waits for somebody to approve it and enters the register then', async () => {
    expect(on.openTasks).toEqual(['Task_ApproveRuleChange']);
    await expect(on.walk.jobs('put-rule-change-in-force')).resolves.toEqual([]);
    await on.decide('Task_ApproveRuleChange', { verdict: 'approved' });
    const job = await on.work('put-rule-change-in-force', { inForce: true });
    expect(job.variables).toMatchObject({ registerEntryId: 'r1' });
    expect([on.walk.isActive(process), on.walk.incidents]).toEqual([false, []]);
  });

  it('ends without a change when it is refused', async () => {
    await on.decide('Task_ApproveRuleChange', { verdict: 'refused' });
    await expect(on.walk.jobs('put-rule-change-in-force')).resolves.toEqual([]);
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('ends without a change when its day has come meanwhile', async () => {
    await on.decide('Task_ApproveRuleChange', { verdict: 'approved' });
    await on.work('put-rule-change-in-force', { inForce: false });
    expect([on.walk.isActive(process), on.walk.incidents]).toEqual([false, []]);
  });

  it('reminds twice of an approval that waits, and waits on', async () => {
    for (const _round of [1, 2]) {
      await on.walk.forward(5 * DAY);
      const reminder = await on.work('raise-reminder');
      expect(reminder.variables).toMatchObject({
        caseKind: 'register-entry',
        caseId: 'r1',
        waitingFor: '批准参数变更',
      });
    }
    expect(on.openTasks).toEqual(['Task_ApproveRuleChange']);
  });
});

describe('watch over deadlines', () => {
  it('looks once a day, seals the ledger of the day before, and ends each time (R-46)', async () => {
    await on.walk.forward(DAY);
    await on.work('watch-deadlines', { raised: 1, settled: 0 });
    await on.work('seal-ledger-day', { sealedDay: '2026-03-01', sealedHash: 'a' });
    await on.walk.forward(DAY);
    await on.work('watch-deadlines', { raised: 0, settled: 1 });
    await on.work('seal-ledger-day', { sealedDay: '2026-03-02', sealedHash: 'b' });
    const active = (on.walk.contents['process_instance'] ?? []).filter(
      (each) => (each as { processDefinitionId: string }).processDefinitionId === 'deadline-watch',
    );
    expect([active, on.walk.incidents]).toEqual([[], []]);
  });
});
