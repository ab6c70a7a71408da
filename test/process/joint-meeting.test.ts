import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClockView, MeetingsView, TaskDetail, TaskPage } from '../../api/contract/index.js';
import { shanghaiDateOf, addDays } from '../../rules/dates.js';
import type { ActName } from '../../rules/acts.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

describe('a joint meeting, at the real engine', () => {
  let system: RunningSystem;
  const organisations = new Map<string, string>();
  const today = async () => shanghaiDateOf((await (await system.as('audit')).get<ClockView>('/api/clock')).now);

  beforeAll(async () => {
    system = await startRunningSystem();
    const rows = await system.sql<{ kind: string; id: string }>('SELECT kind, id FROM organisation');
    for (const { kind, id } of rows) organisations.set(kind, id);
    // A meeting begins at nine: whoever tests at night has to be past it, too.
    await (await system.as('administrator')).post('/api/clock', { to: `${addDays(await today(), 1)}T10:00:00+08:00` });
  });
  afterAll(async () => {
    await system.stop();
  });

  const body = (kind: string) => organisations.get(kind) ?? '';
  const overview = async () => (await system.as('audit')).get<MeetingsView>('/api/meetings');

  async function claim(username: string, act: ActName): Promise<TaskDetail> {
    const session = await system.as(username);
    const { taskKey } = await eventually(`a task ${act} for ${username}`, async () => {
      const { items } = await session.get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find((row) => row.act === act && row.assignee === null);
    });
    await session.post(`/api/tasks/${taskKey}/claim`);
    return session.get<TaskDetail>(`/api/tasks/${taskKey}`);
  }

  async function perform(username: string, act: ActName, verdict: string, values?: object): Promise<void> {
    const { taskKey } = await claim(username, act);
    await finish(username, taskKey, verdict, values);
  }

  async function finish(username: string, taskKey: string, verdict: string, values?: object): Promise<void> {
    const session = await system.as(username);
    if (values) await session.post(`/api/tasks/${taskKey}/entry`, { values });
    const note = ['returned', 'adjourned'].includes(verdict) ? { note: '规划资源局未到会' } : {};
    await session.post(`/api/tasks/${taskKey}/completion`, { verdict, ...note });
  }

  const agenda = async (days = 0) => ({
    meetsOn: addDays(await today(), days),
    place: '三楼会议室',
    bodies: [{ body: body('housing-bureau') }, { body: body('planning-bureau') }],
    items: [{ body: body('town'), matter: '搬迁费的计算口径' }],
  });
  const came = (...kinds: string[]) => ({ attendees: kinds.map((kind) => ({ body: body(kind), name: '参会人甲' })) });
  const accountOf = async (username: string) => {
    const [row] = await system.sql<{ id: string }>('SELECT id FROM account WHERE username = $1', [username]);
    return row?.id ?? '';
  };

  it('is adjourned while a body is missing, confirmed by another person, and ends when its decisions are done (R-27, R-28)', async () => {
    await (await system.as('town-a')).post('/api/meeting-matters', { text: '搬迁费的计算口径' });
    await (await system.as('district')).post('/api/meetings', { reason: '统一搬迁费口径' });
    const prepared = await claim('district', 'prepare-agenda');
    expect(JSON.stringify(prepared)).toContain('搬迁费的计算口径');
    await finish('district', prepared.taskKey, 'prepared', await agenda());

    const attendance = await claim('district', 'record-attendance');
    const alone = finish('district', attendance.taskKey, 'held', came('housing-bureau', 'town'));
    expect(await refused(alone)).toContain('应到单位未到齐：示例区规划资源局');
    await finish('district', attendance.taskKey, 'adjourned');
    await perform('district', 'prepare-agenda', 'prepared', await agenda());
    await perform('district', 'record-attendance', 'held', came('housing-bureau', 'planning-bureau'));

    const minutes = await claim('district', 'record-minutes');
    const decision = { text: '核对各项目搬迁费', owner: await accountOf('town-a'), dueOn: addDays(await today(), 3) };
    const undated = {
      summary: '讨论搬迁费口径',
      decisions: [],
      interpretations: [{ rule: '方案第十二条', reading: '按证计算', validFrom: await today() }],
    };
    expect(await refused(finish('district', minutes.taskKey, 'recorded', undated))).toContain('须在会议之后');
    const reading = { rule: '方案第十二条', reading: '按证计算', validFrom: addDays(await today(), 1) };
    const whole = { summary: '讨论搬迁费口径', decisions: [decision], interpretations: [reading] };
    await finish('district', minutes.taskKey, 'recorded', whole);
    expect((await overview()).interpretations).toEqual([]);

    const confirmation = await eventually('the minutes to confirm', async () => {
      const { items } = await (await system.as('district')).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find(({ act }) => act === 'confirm-minutes');
    });
    const self = (await system.as('district')).post(`/api/tasks/${confirmation.taskKey}/claim`);
    expect(await refused(self)).toContain('本人已办理“记录会商纪要”');
    await perform('district-b', 'confirm-minutes', 'returned');
    await perform('district', 'record-minutes', 'recorded', whole);
    await perform('district-b', 'confirm-minutes', 'approved');
    await eventually('the reading to bind', async () =>
      (await overview()).interpretations.length > 0 ? true : undefined,
    );
    expect((await overview()).decisions.map(({ ownerName, overdue }) => [ownerName, overdue])).toEqual([
      ['街镇经办甲', false],
    ]);

    const task = await eventually('the decision to carry out', async () => {
      const { items } = await (await system.as('town-b')).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find(({ act }) => act === 'carry-out-decision');
    });
    const other = (await system.as('town-b')).post(`/api/tasks/${task.taskKey}/claim`);
    expect(await refused(other)).toContain('只能由纪要写明的责任人办理');
    await perform('town-a', 'carry-out-decision', 'done', { result: '三个项目已核对' });
    await perform('district', 'confirm-decision', 'returned');
    await perform('town-a', 'carry-out-decision', 'done', { result: '三个项目已核对并公布' });
    await perform('district', 'confirm-decision', 'approved');
    await eventually('the meeting to end', async () => {
      const { meetings } = await overview();
      return meetings[0]?.statusLabel === '已办结' ? true : undefined;
    });
    expect(await system.countIncidents()).toBe(0);
  });
});
