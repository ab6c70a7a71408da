import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffOverview, TaskDetail, TaskPage, TaskRow } from '../../api/contract/index.js';
import { Choices } from '../../app/demo/choices.js';
import { playTask } from '../../app/demo/play-task.js';
import type { ActName } from '../../rules/acts.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

describe('staff of a firm, at the real engine', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await startRunningSystem();
  });
  afterAll(async () => {
    await system.stop();
  });
  const overview = async (username: string) => (await system.as(username)).get<StaffOverview>('/api/staff');

  async function perform(username: string, act: ActName): Promise<void> {
    const session = await system.as(username);
    const { taskKey } = await eventually<TaskRow>(`a task ${act} for ${username}`, async () => {
      const { items } = await session.get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find((row) => row.act === act && row.claim.allowed);
    });
    await session.post(`/api/tasks/${taskKey}/claim`);
    const task = await session.get<TaskDetail>(`/api/tasks/${taskKey}`);
    const completion = await playTask({ task, session, choices: new Choices(1) });
    await session.post(`/api/tasks/${taskKey}/completion`, completion);
  }

  it('is admitted by ethics, ability, decision, training and examination, and only then holds a certificate (R-62)', async () => {
    const manager = await system.as('staff-manager');
    const { candidates } = await overview('staff-manager');
    const accountId = candidates.find(({ displayName }) => displayName.startsWith('经办丁'))?.accountId ?? '';
    const proposal = { accountId, origin: 'external', reason: '人手不足', ties: '无' };
    expect(await refused((await system.as('field-a')).post('/api/staff', proposal))).toContain('403');
    const { id } = await manager.post<{ id: string }>('/api/staff', proposal);
    expect(await refused(manager.post('/api/staff', proposal))).toContain('已在人员名册中');
    await perform('inspection', 'assess-ethics');
    await perform('supervisor', 'assess-ability');
    await perform('manager', 'decide-hiring');
    await perform('staff-manager', 'record-training');
    await perform('inspection', 'confirm-training');
    const before = (await overview('audit')).members.find((row) => row.id === id);
    expect(before).toMatchObject({ stateLabel: '未持证，不得上岗', certificateUntil: null, trainingHours: 48 });
    await perform('district', 'certify-staff');
    const after = await eventually('the certificate to be registered', async () => {
      const row = (await overview('audit')).members.find((each) => each.id === id);
      return row?.certificateUntil === null ? undefined : row;
    });
    expect(after).toMatchObject({ stateLabel: '持证在岗', findings: [] });
    expect(await system.countIncidents()).toBe(0);
  }, 90_000);

  it('keeps an officer from the case of a relative, at the door of the API and at the engine (SD15)', async () => {
    const walk = await CaseWalk.begin(system, await sampleRegister());
    const officer = await system.as('field-a');
    const [row] = await system.sql<{ number: string }>('SELECT case_number AS number FROM household WHERE id = $1', [
      walk.householdId,
    ]);
    await officer.post('/api/relationships', { caseNumber: row?.number, kind: 'relative' });
    const task = await walk.task('field-a', 'survey-area');
    expect(task.claim.findings.map(({ clauses }) => clauses)).toEqual([['SD15']]);
    expect(await refused(officer.post(`/api/tasks/${task.taskKey}/claim`))).toContain('应当回避');
    const { ties } = await overview('inspection');
    expect(ties).toMatchObject([{ caseNumber: row?.number, kindLabel: '该户人员的亲属' }]);
    const end = `/api/relationships/${ties[0]?.id ?? ''}/end`;
    expect(await refused(officer.post(end))).toContain('403');
    await (await system.as('inspection')).post(end);
    await walk.do('field-a', 'survey-area');
  }, 60_000);

  it('counts training beyond the firm for towns and committees (R-66)', async () => {
    const manager = await system.as('staff-manager');
    const training = {
      audience: '示例街镇村居委',
      topic: '政策宣讲',
      heldOn: '2020-01-01',
      hours: 4,
      participants: 30,
    };
    await manager.post('/api/outreach-trainings', training);
    const late = manager.post('/api/outreach-trainings', { ...training, heldOn: '2099-01-01' });
    expect(await refused(late)).toContain('今天以后');
    expect((await overview('state-assets')).outreach).toMatchObject([{ participants: 30 }]);
  });
});
