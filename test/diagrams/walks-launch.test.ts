import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Key } from '../../engine/index.js';
import { APPROVED, DAY, DiagramWalk, RETURNED } from './diagram-walk.js';

const PROJECT = { projectId: 'p1', caseNumber: 'BS-2026-001', mode: 'negotiated' };

let on: DiagramWalk;
let process: Key;
beforeEach(async () => {
  on = await DiagramWalk.open('project-launch');
});

describe('launch of a project', () => {
  beforeEach(async () => {
    await on.tell('project-registered', 'p1', PROJECT);
    process = on.walk.userTask.processInstanceKey;
    await on.decide('Task_DefineScope', { verdict: 'defined' });
  });

  it('goes back to the town whenever the department returns the scope, and reminds the town of it', async () => {
    await on.decide('Task_ConfirmScope', RETURNED);
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['划定项目范围']);
    await on.decide('Task_DefineScope', { verdict: 'defined' });
    await on.decide('Task_ConfirmScope', RETURNED);
    expect(on.openTasks).toEqual(['Task_DefineScope']);
  });

  it('opens the survey only when the scope was public, the money is there and the firm is commissioned', async () => {
    await on.decide('Task_ConfirmScope', APPROVED);
    const made = await on.work('prepare-launch-notice', { noticeId: 'n1' });
    expect(made.variables).toMatchObject({ projectId: 'p1', noticeKind: 'project-scope' });
    await on.publish(9);
    await expect(on.walk.jobs('open-area-survey')).resolves.toEqual([]);
    await on.decide('Task_ConfirmFunds', { verdict: 'confirmed' });
    await expect(on.walk.jobs('open-area-survey')).resolves.toEqual([]);
    await on.remind();
    await on.decide('Task_SignCommission', { verdict: 'signed' });
    await on.decide('Task_FileCommission', APPROVED);
    await on.work('open-area-survey');
    // The formal track goes on at its own pace.
    expect(on.openTasks).toEqual(['Task_ChooseFormalMode']);
    await on.decide('Task_ChooseFormalMode', { verdict: 'chosen' });
    await on.work('read-formal-mode', { formalMode: 'none' });
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('reminds of every step that waits, by its name', async () => {
    await on.walk.forward(5 * DAY);
    const reminder = await on.work('raise-reminder');
    expect(reminder.variables).toMatchObject({ caseKind: 'project', caseId: 'p1', waitingFor: '核准项目范围' });
    await on.decide('Task_ConfirmScope', APPROVED);
    await on.walk.forward(10 * DAY);
    const names = (await on.walk.jobs('raise-reminder')).map((job) => job.variables['waitingFor']);
    expect(new Set(names)).toEqual(new Set(['核实启动资金', '签订委托合同', '确定征收方式']));
  });
});

describe('commission of the firm', () => {
  it('is signed anew whenever the department returns it', async () => {
    process = await on.walk.create('firm-commission', PROJECT);
    for (const _ of [1, 2]) {
      await on.decide('Task_SignCommission', { verdict: 'signed' });
      await on.decide('Task_FileCommission', RETURNED);
    }
    expect(on.openTasks).toEqual(['Task_SignCommission']);
    await on.walk.forward(5 * DAY);
    await on.work('raise-reminder');
    await on.decide('Task_SignCommission', { verdict: 'signed' });
    await on.walk.forward(5 * DAY);
    await on.work('raise-reminder');
    await on.decide('Task_FileCommission', APPROVED);
    expect(on.walk.isActive(process)).toBe(false);
  });
});

describe('preparation of a formal track', () => {
  beforeEach(async () => {
    process = await on.walk.create('formal-preparation', PROJECT);
    await on.decide('Task_ChooseFormalMode', { verdict: 'chosen' });
  });

  it('on state-owned land: ground, decision, track, freeze, notice', async () => {
    await on.work('read-formal-mode', { formalMode: 'state' });
    for (const _ of [1, 2]) {
      await on.decide('Task_ProposeStateGround', { verdict: 'proposed' });
      await on.decide('Task_DecidePreparation', RETURNED);
    }
    await on.decide('Task_ProposeStateGround', { verdict: 'proposed' });
    await on.decide('Task_DecidePreparation', APPROVED);
    const opened = await on.work('open-formal-track', { trackId: 't1' });
    expect(opened.variables).toMatchObject({ projectId: 'p1', formalMode: 'state' });
    await on.decide('Task_IssueFreezeNotice', { verdict: 'issued' });
    const made = await on.work('prepare-launch-notice', { noticeId: 'n1' });
    expect(made.variables).toMatchObject({ noticeKind: 'freeze-notice' });
    await on.publish(9);
    expect(on.walk.isActive(process)).toBe(false);
    expect(on.walk.incidents).toEqual([]);
  });

  it('on collective land: ground by the planning bureau, decision, track, pre-notice', async () => {
    await on.work('read-formal-mode', { formalMode: 'collective' });
    expect(on.openTasks).toEqual(['Task_ProposeCollectiveGround']);
    await on.walk.forward(5 * DAY);
    expect(await on.remind()).toEqual(['提出集体土地理由']);
    await on.decide('Task_ProposeCollectiveGround', { verdict: 'proposed' });
    await on.decide('Task_DecidePreparation', APPROVED);
    await on.work('open-formal-track', { trackId: 't1' });
    const made = await on.work('prepare-launch-notice', { noticeId: 'n1' });
    expect(made.variables).toMatchObject({ noticeKind: 'collective-pre-notice' });
    await on.publish(9);
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('ends without a track when the district government refuses', async () => {
    await on.work('read-formal-mode', { formalMode: 'state' });
    await on.decide('Task_ProposeStateGround', { verdict: 'proposed' });
    await on.decide('Task_DecidePreparation', { verdict: 'refused', note: '条件尚不成熟' });
    await expect(on.walk.jobs('open-formal-track')).resolves.toEqual([]);
    expect(on.walk.isActive(process)).toBe(false);
  });

  it('reminds of each of its steps', async () => {
    await on.work('read-formal-mode', { formalMode: 'state' });
    await on.walk.forward(5 * DAY);
    await on.work('raise-reminder');
    await on.decide('Task_ProposeStateGround', { verdict: 'proposed' });
    await on.walk.forward(10 * DAY);
    await on.work('raise-reminder');
    await on.decide('Task_DecidePreparation', APPROVED);
    await on.work('open-formal-track', { trackId: 't1' });
    await on.walk.forward(5 * DAY);
    const reminder = await on.work('raise-reminder');
    expect(reminder.variables).toMatchObject({ waitingFor: '拟定暂停办理通知' });
  });
});
