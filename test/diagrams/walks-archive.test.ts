import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

describe('archives that are due', () => {
  let on: DiagramWalk;
  let process: Key;
  beforeEach(async () => {
    on = await DiagramWalk.open('archive-disposal');
    await on.tell('archives-due', 'd1', { disposalId: 'd1', projectId: 'p1', caseNumber: '销毁-BS-2026-001-01' });
    process = on.walk.userTask.processInstanceKey;
  });
  const propose = (verdict: string) => on.decide('Task_ProposeDisposal', { verdict });

  it('go nowhere before a second body has agreed, however often it sends the list back (R-47)', async () => {
    for (const round of [1, 2]) {
      await propose('proposed');
      await on.decide('Task_DecideDisposal', { ...RETURNED, note: String(round) });
      await expect(on.walk.jobs('carry-out-disposal')).resolves.toEqual([]);
      expect(on.openTasks).toEqual(['Task_ProposeDisposal']);
    }
    await propose('proposed');
    await on.decide('Task_DecideDisposal', APPROVED);
    await on.work('carry-out-disposal', { fileCount: 3, destroyed: 2 });
    await on.decide('Task_WitnessDisposal', { verdict: 'witnessed' });
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('stay where the town proposes nothing, also after a return', async () => {
    await propose('proposed');
    await on.decide('Task_DecideDisposal', RETURNED);
    await propose('dropped');
    await expect(on.walk.jobs('carry-out-disposal')).resolves.toEqual([]);
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('remind of each of their steps by its name', async () => {
    await on.walk.forward(60 * DAY);
    expect(await on.remind()).toEqual(['提出处置清单']);
    await propose('proposed');
    await on.walk.forward(60 * DAY);
    expect(await on.remind()).toEqual(['审定处置清单']);
    await on.decide('Task_DecideDisposal', APPROVED);
    await on.work('carry-out-disposal', { fileCount: 3, destroyed: 2 });
    await on.walk.forward(30 * DAY);
    expect(await on.remind()).toEqual(['监督处置']);
    await on.decide('Task_WitnessDisposal', { verdict: 'witnessed' });
    expect(on.walk.isActive(process)).toBe(false);
  });
});
