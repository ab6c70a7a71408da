import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

/** What the evaluation says of an inspection without any finding. */
const NOTHING_FOUND = { hasFindings: false, hasSeriousFindings: false, hasBreaches: false, earlierDisciplined: 0 };

let on: DiagramWalk;
let process: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('inspection');
});

const open = async (side: 'inside' | 'outside'): Promise<void> => {
  await on.tell('inspection-opened', 'i1', { inspectionId: 'i1', caseNumber: '检-1', side });
  process = on.walk.userTask.processInstanceKey;
};
const opinion = (rectifyBy = '2026-03-20T00:00:00+08:00') => on.work('issue-rectification-opinion', { rectifyBy });

describe('inspection of a base', () => {
  it('is planned every seven days', async () => {
    await expect(on.walk.jobs('plan-inspections')).resolves.toEqual([]);
    for (let week = 0; week < 2; week += 1) {
      await on.walk.forward(7 * DAY);
      await on.work('plan-inspections', { planned: 0 });
    }
    expect(on.walk.incidents).toEqual([]);
  });

  it('is over when the supervision department finds nothing', async () => {
    await open('inside');
    await on.decide('Task_AssignInside', { verdict: 'assigned' });
    await on.decide('Task_RecordInside', { verdict: 'recorded' });
    await expect(on.walk.jobs('report-outside-findings')).resolves.toEqual([]);
    await on.work('evaluate-inspection', { ...NOTHING_FOUND });
    const closing = await on.work('close-inspection');
    expect(closing.variables).toMatchObject({ inspectionId: 'i1' });
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('from outside tells district and discipline before the firm hears of it, and waits for all that follows', async () => {
    await open('outside');
    expect(on.openTasks).toEqual(['Task_AssignOutside']);
    await on.decide('Task_AssignOutside', { verdict: 'assigned' });
    await on.decide('Task_RecordOutside', { verdict: 'recorded' });
    await expect(on.walk.jobs('issue-rectification-opinion')).resolves.toEqual([]);
    await on.work('report-outside-findings', { reported: 1 });
    await on.work('evaluate-inspection', { ...NOTHING_FOUND, hasFindings: true, hasBreaches: true });
    await opinion();
    expect(on.openTasks).toEqual(['Task_ReceiveFindings', 'Task_Rectify']);
    await on.decide('Task_ReceiveFindings', { verdict: 'received' });
    await on.work('keep-least-measure');
    await on.decide('Task_DecideDiscipline', { verdict: 'decided' });
    await expect(on.walk.jobs('close-inspection')).resolves.toEqual([]);
    await on.decide('Task_Rectify', { verdict: 'rectified' });
    await on.decide('Task_RecheckOutside', APPROVED);
    await on.work('close-inspection');
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('reminds of each of its steps', async () => {
    for (const side of ['inside', 'outside'] as const) {
      const word = side === 'inside' ? '内部' : '外部';
      const Side = side === 'inside' ? 'Inside' : 'Outside';
      on = await DiagramWalk.open('inspection');
      await open(side);
      await on.walk.forward(5 * DAY);
      expect((await on.work('raise-reminder')).variables).toMatchObject({
        caseKind: 'inspection',
        caseId: 'i1',
        waitingFor: `指派${word}检查人员`,
      });
      await on.decide(`Task_Assign${Side}`, { verdict: 'assigned' });
      await on.walk.forward(5 * DAY);
      expect((await on.work('raise-reminder')).variables).toMatchObject({ waitingFor: `${word}检查并记录` });
    }
  });
});

describe('rectification', () => {
  const start = async (side: 'inside' | 'outside') => {
    process = await on.walk.create('rectification', { inspectionId: 'i1', caseNumber: '检-1', side });
    await opinion();
  };

  it('goes back to the base as often as the re-check fails, each time with a new opinion', async () => {
    await start('inside');
    for (let round = 0; round < 2; round += 1) {
      await on.decide('Task_Rectify', { verdict: 'rectified' });
      await on.decide('Task_RecheckInside', RETURNED);
      expect(on.openTasks).toEqual([]);
      await opinion();
    }
    await on.decide('Task_Rectify', { verdict: 'rectified' });
    await on.decide('Task_RecheckInside', APPROVED);
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('tells the owner when it is late, and stays with the base', async () => {
    process = await on.walk.create('rectification', { inspectionId: 'i1', caseNumber: '检-1', side: 'outside' });
    await opinion(new Date(Date.parse('2026-03-02T00:00:00Z')).toISOString());
    await on.walk.forward(60 * DAY);
    const told = await on.work('escalate-rectification');
    expect(told.variables).toMatchObject({ inspectionId: 'i1' });
    expect(on.openTasks).toEqual(['Task_Rectify']);
    await on.decide('Task_Rectify', { verdict: 'rectified' });
    await on.walk.forward(5 * DAY);
    expect((await on.work('raise-reminder')).variables).toMatchObject({ waitingFor: '外部复查整改' });
    await on.decide('Task_RecheckOutside', RETURNED);
    await opinion('2036-01-01T00:00:00+08:00');
    await on.decide('Task_Rectify', { verdict: 'rectified' });
    await on.decide('Task_RecheckOutside', APPROVED);
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('reminds of a re-check from inside', async () => {
    await start('inside');
    await on.decide('Task_Rectify', { verdict: 'rectified' });
    await on.walk.forward(5 * DAY);
    const waiting = (await on.walk.jobs('raise-reminder')).map((job) => job.variables['waitingFor']);
    expect(waiting).toEqual(['内部复查整改']);
  });
});

describe('discipline', () => {
  const start = async (side: 'inside' | 'outside', hasBreaches: boolean, found: object = {}) => {
    const variables = { inspectionId: 'i1', caseNumber: '检-1', side, ...NOTHING_FOUND, hasBreaches, ...found };
    process = await on.walk.create('discipline', variables);
  };

  it('asks nobody where an inspection from inside found no breach', async () => {
    await start('inside', false);
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('is received by the discipline body even where nobody signed in breach of rules', async () => {
    await start('outside', false);
    await on.walk.forward(5 * DAY);
    expect((await on.work('raise-reminder')).variables).toMatchObject({ waitingFor: '接收外部检查结果' });
    await on.decide('Task_ReceiveFindings', { verdict: 'received' });
    expect(on.walk.isActive(process)).toBe(false);
  });

  it.each([
    [false, 0, 'education'],
    [true, 0, 'performance'],
    [false, 1, 'performance'],
    [true, 2, 'transfer'],
  ])(
    'finds in the table of the firm: serious %s, %s disciplined before, at least %s (R-72)',
    async (serious, earlier, least) => {
      await start('inside', true, { hasSeriousFindings: serious, earlierDisciplined: earlier });
      const job = await on.work('keep-least-measure');
      expect(job.variables).toMatchObject({ inspectionId: 'i1', leastMeasure: least });
      expect(on.openTasks).toEqual(['Task_DecideDiscipline']);
    },
  );

  it('is decided by the head of the firm where somebody did (R-72)', async () => {
    await start('inside', true);
    await on.work('keep-least-measure');
    await on.walk.forward(5 * DAY);
    expect((await on.work('raise-reminder')).variables).toMatchObject({ waitingFor: '决定惩戒' });
    await on.decide('Task_DecideDiscipline', { verdict: 'decided' });
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });
});
