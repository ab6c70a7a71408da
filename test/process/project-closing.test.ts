import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClockView, ProjectClosingView, TaskDetail, TaskPage } from '../../api/contract/index.js';
import { SAMPLE_PROJECT } from '../../app/load-sample.js';
import { closeHouseholdCase } from '../../db/repositories/households.repository.js';
import type { ActName } from '../../rules/acts.js';
import { launchSampleProject } from '../factories/launch.js';
import { sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

describe('the end of a project, at the real engine', () => {
  let system: RunningSystem;
  let projectId: string;
  beforeAll(async () => {
    system = await startRunningSystem();
    const district = await system.as('district');
    const { now } = await district.get<ClockView>('/api/clock');
    const project = { ...SAMPLE_PROJECT, registeredOn: now.slice(0, 10) };
    projectId = (await district.post<{ id: string }>('/api/projects', project)).id;
    await system.database.transaction((tx) => launchSampleProject(tx, projectId));
    await (
      await system.as('town-a')
    ).postAs('text/csv', `/api/projects/${projectId}/households`, await sampleRegister(2));
  });
  afterAll(async () => {
    await system.stop();
  });

  async function claim(username: string, act: ActName): Promise<TaskDetail> {
    const session = await system.as(username);
    const { taskKey } = await eventually(`a task ${act} for ${username}`, async () => {
      const { items } = await session.get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find(
        (row) => row.act === act && row.assignee === null && row.caseTitle.startsWith(SAMPLE_PROJECT.code),
      );
    });
    await session.post(`/api/tasks/${taskKey}/claim`);
    return session.get<TaskDetail>(`/api/tasks/${taskKey}`);
  }

  async function finish(username: string, taskKey: string, verdict: string, values?: object): Promise<void> {
    const session = await system.as(username);
    if (values) await session.post(`/api/tasks/${taskKey}/entry`, { values });
    const note = verdict === 'returned' ? { note: '第二项没有改好' } : {};
    await session.post(`/api/tasks/${taskKey}/completion`, { verdict, ...note });
  }

  async function perform(username: string, act: ActName, verdict: string, values?: object): Promise<void> {
    await finish(username, (await claim(username, act)).taskKey, verdict, values);
  }

  const closing = async () => (await system.as('audit')).get<ProjectClosingView>(`/api/projects/${projectId}/closing`);

  async function closeHouseholds(): Promise<void> {
    const households = await system.sql<{ id: string }>('SELECT id FROM household WHERE project_id = $1', [projectId]);
    // Survey, agreement, payment and moving out are not what this story is about.
    await system.sql(
      `DO $$ BEGIN SET LOCAL session_replication_role = replica; UPDATE household SET stage = 'paid'; END $$`,
    );
    await system.sql('ALTER TABLE household DISABLE TRIGGER moved_out');
    await Promise.all(
      households.map(({ id }) => system.database.transaction((tx) => closeHouseholdCase(tx, id, 'system'))),
    );
  }

  it('is audited, rectified, made public and archived before it closes, and nothing is done on it after (R-47, R-53, SD17)', async () => {
    expect(await closing()).toEqual({ closedAt: null, sections: [] });
    await closeHouseholds();
    const audit = await claim('district', 'enter-audit-report');
    const district = await system.as('district');
    const report = await district.upload<{ id: string }>(
      `/api/tasks/${audit.taskKey}/documents`,
      {},
      new File(['审计报告\n'], '审计报告.txt', { type: 'text/plain' }),
    );
    const [bureau] = await system.sql<{ id: string }>(`SELECT id FROM organisation WHERE kind = 'audit-bureau'`);
    const values = {
      number: '审报〔2026〕1号',
      auditor: bureau?.id,
      auditedOn: '2026-01-05',
      conclusion: '补偿资金使用合规',
      findings: [{ text: '一户付款凭证装订有误' }],
      report: report.id,
    };
    await finish('district', audit.taskKey, 'entered', values);
    await perform('town-a', 'rectify-audit-findings', 'rectified', { measures: '已重新装订' });
    await perform('district', 'confirm-audit-rectification', 'returned');
    await perform('town-a', 'rectify-audit-findings', 'rectified', { measures: '已重新装订并复核' });
    await perform('district', 'confirm-audit-rectification', 'approved');
    await perform('town-a', 'mask-notice', 'masked');
    await perform('checker', 'approve-notice', 'approved');
    const administrator = await system.as('administrator');
    const handover = await eventually('the files to hand over', async () => {
      const { items } = await (await system.as('archivist')).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      const row = items.find(({ act }) => act === 'hand-over-files');
      if (row) return row;
      const { nextDueAt } = await administrator.get<ClockView>('/api/clock');
      if (nextDueAt !== null) await administrator.post('/api/clock', { to: nextDueAt });
      return undefined;
    });
    expect(handover.name).toBe('移交档案');
    const own = await claim('archivist', 'hand-over-files');
    const wrong = { receiver: '区档案馆', accession: '宝档-2026-1', listHash: 'a'.repeat(64) };
    expect(await refused(finish('archivist', own.taskKey, 'handed-over', wrong))).toContain('摘要与系统编制的清单不符');
    const [list] = await system.sql<{ hash: string }>('SELECT content_hash AS hash FROM archive_list');
    await finish('archivist', own.taskKey, 'handed-over', { ...wrong, listHash: list?.hash });
    await eventually('the project to be closed', async () => ((await closing()).closedAt === null ? undefined : true));

    const town = await system.as('town-a');
    const late = town.post(`/api/projects/${projectId}/deposits`, { amountYuan: '1.00', reference: '迟到' });
    expect(await refused(late)).toContain('项目已结案归档');
    const shown = JSON.stringify(await closing());
    expect(shown).toContain('审报〔2026〕1号');
    expect(shown).toContain('宝档-2026-1');
    expect(await system.countIncidents()).toBe(0);
  });
});
