import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProjectClosingView, TaskDetail, TaskPage } from '../../api/contract/index.js';
import { SAMPLE_PROJECT } from '../../app/load-sample.js';
import { storeBytes } from '../../db/repositories/blobs.repository.js';
import { dueList, openDueDisposals } from '../../db/repositories/disposals.repository.js';
import type { DisposalPurpose } from '../../db/repositories/disposals.repository.js';
import type { ActName } from '../../rules/acts.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

describe('the papers of a project closed a generation ago, at the real engine', () => {
  let system: RunningSystem;
  let projectId: string;
  let documentId: string;
  beforeAll(async () => {
    system = await startRunningSystem();
    const district = await system.as('district');
    const { now } = await district.get<{ now: string }>('/api/clock');
    const project = { ...SAMPLE_PROJECT, registeredOn: now.slice(0, 10) };
    projectId = (await district.post<{ id: string }>('/api/projects', project)).id;
    const hash = await system.database.transaction((tx) => storeBytes(tx, 'text/plain', Buffer.from('委托合同\n')));
    const [town] = await system.sql<{ id: string }>(`SELECT id FROM account WHERE username = 'town-a'`);
    // How the project came to its end is another story, and thirty-one years of the calendar's processes too.
    await system.sql(
      `DO $$ BEGIN SET LOCAL session_replication_role = replica;
        INSERT INTO task_entry (task_key, act, case_kind, case_id, round, person_id, given, content_hash)
          VALUES ('77', 'sign-commission', 'project', '${projectId}', 1, '${town?.id ?? ''}', '{}', 'h');
        INSERT INTO case_document (case_kind, case_id, task_key, name, content_hash, uploaded_by)
          VALUES ('project', '${projectId}', '77', '委托合同.txt', '${hash}', '${town?.id ?? ''}');
        INSERT INTO project_settlement (project_id, households, unsigned, agreed_fen, paid_fen, deposited_fen, balance_fen)
          VALUES ('${projectId}', 0, 0, 0, 0, 0, 0);
        INSERT INTO archive_list (project_id, version, files, file_count, content_hash)
          SELECT '${projectId}', 1, jsonb_agg(file), count(*), 'h' FROM project_files('${projectId}') file;
        INSERT INTO project_closing (project_id, list_hash, closed_at)
          VALUES ('${projectId}', 'h', app_now() - interval '31 years 1 month'); END $$`,
    );
    const [paper] = await system.sql<{ id: string }>(`SELECT id FROM case_document WHERE task_key = '77'`);
    documentId = paper?.id ?? '';
  });
  afterAll(() => system.stop());

  async function claim(username: string, act: ActName, about: string): Promise<TaskDetail> {
    const session = await system.as(username);
    const { taskKey } = await eventually(`a task ${act} for ${username}`, async () => {
      const { items } = await session.get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find((row) => row.act === act && row.assignee === null && row.caseTitle.startsWith(about));
    });
    await session.post(`/api/tasks/${taskKey}/claim`);
    return session.get<TaskDetail>(`/api/tasks/${taskKey}`);
  }

  async function perform(
    username: string,
    act: ActName,
    about: string,
    verdict: string,
    values?: object,
  ): Promise<void> {
    const session = await system.as(username);
    const { taskKey } = await claim(username, act, about);
    if (values) await session.post(`/api/tasks/${taskKey}/entry`, { values });
    await session.post(`/api/tasks/${taskKey}/completion`, {
      verdict,
      ...(verdict === 'returned' && { note: '理由不足' }),
    });
  }

  const listHash = (purpose: DisposalPurpose): Promise<string> =>
    system.database.transaction(async (tx) => {
      const disposal = { id: '', number: '', projectId, purpose, outcome: null, endedAt: null };
      return (await dueList(tx, disposal)).contentHash;
    });

  it('go to the archive and are destroyed by three people of three bodies, and every page says so (R-47, SD8)', async () => {
    expect(await system.database.transaction((tx) => openDueDisposals(tx))).toBe(2);
    const transfer = await listHash('transfer');
    const destruction = await listHash('destruction');

    await perform('town-a', 'propose-disposal', '移交', 'proposed', { reason: '满十年', listHash: transfer });
    await perform('archive', 'decide-disposal', '移交', 'approved');
    await perform('district', 'witness-disposal', '移交', 'witnessed');

    const wrong = perform('town-a', 'propose-disposal', '销毁', 'proposed', {
      reason: '期满',
      listHash: 'a'.repeat(64),
    });
    expect(await refused(wrong)).toContain('清单摘要与系统编制的到期清单不符');
    const town = await system.as('town-a');
    const { items } = await town.get<TaskPage>('/api/tasks?scope=mine&pageSize=100');
    const own = items.find(({ act }) => act === 'propose-disposal');
    const task = `/api/tasks/${own?.taskKey ?? ''}`;
    expect(JSON.stringify(await town.get<TaskDetail>(task))).toContain('委托合同.txt');
    await town.post(`${task}/entry`, { values: { reason: '期满', listHash: destruction } });
    await town.post(`${task}/completion`, { verdict: 'proposed' });
    await perform('archive', 'decide-disposal', '销毁', 'returned');
    await perform('town-a', 'propose-disposal', '销毁', 'proposed', {
      reason: '期满，无保存价值',
      listHash: destruction,
    });
    await perform('archive', 'decide-disposal', '销毁', 'approved');
    await perform('district', 'witness-disposal', '销毁', 'witnessed');

    const [blob] = await system.sql('SELECT bytes FROM document_blob JOIN case_document USING (content_hash)');
    expect(blob).toEqual({ bytes: null });
    const audit = await system.as('audit');
    expect(await audit.getText(`/api/documents/${documentId}`)).toMatch(/已按销毁清单 销毁-.+ 销毁，摘要/);
    const page = JSON.stringify(await audit.get<ProjectClosingView>(`/api/projects/${projectId}/closing`));
    for (const words of ['采购与委托文件', '档案进馆与销毁', '已执行', '委托合同.txt', '已按销毁清单'])
      expect(page).toContain(words);
    expect(await system.countIncidents()).toBe(0);
  });
});
