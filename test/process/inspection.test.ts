import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  BaseList,
  ClockView,
  DrawList,
  DrawView,
  InspectionPage,
  InspectionRowView,
  InspectionView,
  OwnDrawList,
  Revealed,
  TaskDetail,
  TaskPage,
  TaskRow,
} from '../../api/contract/index.js';
import { SAMPLE_PROJECT } from '../../app/load-sample.js';
import type { ActName } from '../../rules/acts.js';
import { launchSampleProject } from '../factories/launch.js';
import { verifyDraw } from '../../rules/draw/verify-draw.js';
import { shareOf } from '../factories/sample-draw.js';
import { PROBLEM } from '../factories/inspection-work.js';
import { sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

const DAY_MS = 24 * 3_600_000;

describe('inspections of a base, at the real engine', () => {
  let system: RunningSystem;
  let projectId: string;
  let number = 0;
  beforeAll(async () => {
    system = await startRunningSystem();
  });
  afterAll(async () => {
    await system.stop();
  });
  beforeEach(async () => {
    number += 1;
    const district = await system.as('district');
    const { now } = await district.get<ClockView>('/api/clock');
    const project = { ...SAMPLE_PROJECT, code: `BS-2026-2${String(number)}`, registeredOn: now.slice(0, 10) };
    projectId = (await district.post<{ id: string }>('/api/projects', project)).id;
    await system.database.transaction((tx) => launchSampleProject(tx, projectId));
  });

  const inspections = async (username: string): Promise<InspectionRowView[]> =>
    (await (await system.as(username)).get<InspectionPage>(`/api/inspections?projectId=${projectId}&pageSize=100`))
      .items;

  const task = (username: string, act: ActName): Promise<TaskRow> =>
    eventually(`a task ${act} for ${username}`, async () => {
      const { items } = await (await system.as(username)).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find((row) => row.act === act && row.projectId === projectId && row.assignee === null);
    });

  async function perform(username: string, act: ActName, verdict: string, values?: object): Promise<TaskDetail> {
    const { taskKey } = await task(username, act);
    const session = await system.as(username);
    await session.post(`/api/tasks/${taskKey}/claim`);
    const detail = await session.get<TaskDetail>(`/api/tasks/${taskKey}`);
    if (values) await session.post(`/api/tasks/${taskKey}/entry`, { values });
    const note = verdict === 'returned' ? { note: '材料不全，请补齐' } : {};
    await session.post(`/api/tasks/${taskKey}/completion`, { verdict, ...note });
    return detail;
  }

  async function rectify(): Promise<void> {
    const { taskKey } = await task('supervisor', 'rectify-findings');
    const session = await system.as('supervisor');
    await session.post(`/api/tasks/${taskKey}/claim`);
    const file = new File(['整改报告'], '整改报告.txt', { type: 'text/plain' });
    const { id } = await session.upload<{ id: string }>(`/api/tasks/${taskKey}/documents`, {}, file);
    await session.post(`/api/tasks/${taskKey}/entry`, { values: { measures: '已补齐', paper: id } });
    await session.post(`/api/tasks/${taskKey}/completion`, { verdict: 'rectified' });
  }

  const personId = async (username: string): Promise<string> => {
    const [row] = await system.sql<{ id: string }>('SELECT id FROM account WHERE username = $1', [username]);
    return row?.id ?? '';
  };
  const open = async (username: string, kind: 'random' | 'incident'): Promise<string> => {
    const session = await system.as(username);
    const body = { projectId, reason: '群众反映' };
    if (kind === 'incident') return (await session.post<{ id: string }>('/api/inspections', body)).id;
    const { id } = await session.post<{ id: string }>('/api/draws', body);
    return drawWith(id, username === 'state-assets' ? 'audit' : 'inspection');
  };
  /** The three parties commit and show their numbers, and everybody recomputes what came out; answers the inspection. */
  const drawWith = async (drawId: string, third: string): Promise<string> => {
    const parties = ['state-assets', third, 'discipline'];
    let inspectionId: string | null = null;
    for (const [index, username] of parties.entries()) {
      const { commitment } = shareOf(index + 1);
      await (await system.as(username)).post(`/api/draws/${drawId}/commitment`, { commitment });
    }
    for (const [index, username] of parties.entries()) {
      const session = await system.as(username);
      const { draws } = await session.get<OwnDrawList>('/api/draws');
      expect(draws.find(({ id }) => id === drawId)?.next).toBe('reveal');
      const { salt, value } = shareOf(index + 1);
      ({ inspectionId } = await session.post<Revealed>(`/api/draws/${drawId}/reveal`, { salt, value }));
    }
    return inspectionId ?? '';
  };
  const board = async (): Promise<DrawView[]> => {
    const anybody = await system.as('audit');
    const { draws } = await anybody.get<DrawList>('/api/public/draws');
    return Promise.all(draws.map(({ id }) => anybody.get<DrawView>(`/api/public/draws/${id}`)));
  };
  const closed = (id: string) =>
    eventually(`inspection ${id} to be closed`, async () => {
      const row = (await inspections('audit')).find((each) => each.id === id);
      return row?.state === 'closed' ? row : undefined;
    });

  it('goes from outside straight to the discipline body, back to the base, and into a decision of the firm (R-49, R-72)', async () => {
    const register = (await sampleRegister(3)).replaceAll('000', `9${String(number)}0`);
    await (await system.as('town-a')).postAs('text/csv', `/api/projects/${projectId}/households`, register);
    const id = await open('state-assets', 'random');
    expect((await inspections('inspection')).map((row) => row.id)).not.toContain(id);
    // On the board from its announcement on; of whom and what came out is told when the inspection is closed.
    expect(await board()).toMatchObject([{ state: 'drawn', subject: null, file: null, aborts: [] }]);
    const unseen = (await system.as('inspection')).get(`/api/inspections/${id}`);
    expect(await refused(unseen)).toContain('404');

    const inspectors = [{ person: await personId('state-assets') }];
    await perform('state-assets', 'assign-inspectors-outside', 'assigned', { inspectors });
    const breaches = [{ person: await personId('field-a'), clause: '每次接触两人持证', fact: '一人上门签约' }];
    const values = { examined: '签约现场', findings: [PROBLEM], breaches };
    await perform('state-assets', 'record-inspection-outside', 'recorded', values);
    const received = await perform('discipline', 'receive-outside-findings', 'received');
    expect(JSON.stringify(received.facts)).toContain('一人上门签约');
    await rectify();
    await perform('state-assets', 'recheck-outside', 'returned');
    await rectify();
    await perform('state-assets', 'recheck-outside', 'approved');
    const decision = { measure: 'performance', firmRule: '签约纪律第3条', reason: '一人上门' };
    const decisions = [{ person: await personId('field-a'), ...decision }];
    await perform('manager', 'decide-discipline', 'decided', { decisions });
    expect(await closed(id)).toMatchObject({ findings: 1, side: 'outside', kind: 'random' });

    const [shownDraw] = await board();
    expect(verifyDraw(shownDraw?.file ?? '', shownDraw?.announcementHash)).toMatchObject({ ok: true });
    const { sections } = await (await system.as('inspection')).get<InspectionView>(`/api/inspections/${id}`);
    const shown = JSON.stringify(sections);
    for (const words of ['结果一致', '扣减绩效', '件袋缺身份证明', '整改报告.txt']) expect(shown).toContain(words);
    expect(await system.countIncidents()).toBe(0);
  }, 90_000);

  it('is opened only by those who supervise, and a sample of nothing is none (R-70)', async () => {
    expect(await refused(open('field-a', 'incident'))).toContain('403');
    expect(await refused(open('discipline', 'incident'))).toContain('403');
    expect(await refused(open('inspection', 'random'))).toContain('没有可抽查的案件');
    expect(await inspections('audit')).toEqual([]);
    const drawn = (await system.as('field-a')).post('/api/draws', { projectId, reason: '群众反映' });
    expect(await refused(drawn)).toContain('403');
  });

  it('is planned week by week for every base, and the base shows when it is due (R-70, R-71)', async () => {
    const administrator = await system.as('administrator');
    const { now } = await administrator.get<ClockView>('/api/clock');
    await administrator.post('/api/clock', { to: new Date(Date.parse(now) + 8 * DAY_MS).toISOString() });
    await perform('state-assets', 'assign-inspectors-outside', 'assigned', {
      inspectors: [{ person: await personId('state-assets') }],
    });
    await perform('state-assets', 'record-inspection-outside', 'recorded', { examined: '签约前准备' });
    const row = await eventually('the inspection before signing to be closed', async () =>
      (await inspections('audit')).find(({ kind, state }) => kind === 'before' && state === 'closed'),
    );
    expect(row).toMatchObject({ findings: 0, overdue: false });
    const { items } = await (await system.as('audit')).get<BaseList>('/api/inspection-bases');
    const base = items.find((each) => each.projectId === projectId);
    expect(base).toMatchObject({ lastInspectedOn: null, findings: [] });
  }, 60_000);
});
