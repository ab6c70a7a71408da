import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AlarmList, ClockView, RegisterPage, TaskDetail, TaskPage, TaskRow } from '../../api/contract/index.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

describe('a change of a figure, at the real engine (SD10)', () => {
  let system: RunningSystem;
  let today: string;
  beforeAll(async () => {
    system = await startRunningSystem();
    const { now } = await (await system.as('district')).get<ClockView>('/api/clock');
    today = now.slice(0, 10);
  });
  afterAll(async () => {
    await system.stop();
  });

  const inDays = (days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  const proposal = (value: string, validFrom: string) => ({
    act: 'propose-rule-change',
    values: { parameter: 'signing.periodDays', value, legalSource: '宝府规〔2026〕1号', confirmed: false, validFrom },
  });
  const propose = async (value: string, validFrom: string): Promise<string> =>
    (
      await (
        await system.as('district')
      ).post<{ rowId: string }>('/api/registers/rule-changes/entries', proposal(value, validFrom))
    ).rowId;
  const taskOf = (username: string, rowId: string): Promise<TaskRow> =>
    eventually(`an approval for ${username}`, async () => {
      const { items } = await (await system.as(username)).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find((row) => row.act === 'approve-rule-change' && row.caseId === rowId);
    });
  const resultOf = async (rowId: string): Promise<string | null | undefined> => {
    const page = await (await system.as('audit')).get<RegisterPage>('/api/registers/rule-changes?pageSize=100');
    return page.items.find(({ id }) => id === rowId)?.cells['result'];
  };
  const decide = async (rowId: string, verdict: string, note?: string): Promise<void> => {
    const other = await system.as('district-b');
    const { taskKey } = await taskOf('district-b', rowId);
    await other.post(`/api/tasks/${taskKey}/claim`);
    await other.post(`/api/tasks/${taskKey}/completion`, { verdict, ...(note !== undefined && { note }) });
  };

  it('is proposed by one, shown to another with old and new, approved, and counts from its day (R-15, R-16)', async () => {
    const rowId = await propose('45', inDays(10));
    const own = await taskOf('district', rowId);
    expect(own.claim.allowed).toBe(false);
    const { taskKey } = await taskOf('district-b', rowId);
    const other = await system.as('district-b');
    await other.post(`/api/tasks/${taskKey}/claim`);
    const sheet = JSON.stringify((await other.get<TaskDetail>(`/api/tasks/${taskKey}`)).facts);
    for (const words of ['签约', '45', '未经法务核对', inDays(10)]) expect(sheet).toContain(words);
    await other.post(`/api/tasks/${taskKey}/completion`, { verdict: 'approved' });
    await eventually('the change in the register', async () => (await resultOf(rowId)) === '已批准' || undefined);
    expect(await system.countIncidents()).toBe(0);
    const figure = async () => {
      const page = await (
        await system.as('audit')
      ).get<RegisterPage>('/api/registers/rule-parameters?q=签约期&pageSize=100');
      return page.items.map(({ cells }) => [cells['value'], cells['checked'], cells['version']]);
    };
    expect(await figure()).not.toContainEqual(['45', '未经核对', '2021-09']);
    await (await system.as('administrator')).post('/api/clock', { to: `${inDays(10)}T01:00:00.000Z` });
    today = inDays(10);
    expect(await figure()).toContainEqual(['45', '未经核对', '2021-09']);
  });

  it('is refused at the proposal when it comes too late or goes below what is lawful, and by the other person', async () => {
    const district = await system.as('district');
    const send = (value: string, day: string) =>
      refused(district.post('/api/registers/rule-changes/entries', proposal(value, day)));
    expect(await send('50', today)).toContain('生效日须在今天以后');
    expect(await send('0', inDays(5))).toContain('须不低于');
    const rowId = await propose('50', inDays(5));
    await decide(rowId, 'refused', '依据不足');
    await eventually('the refusal in the register', async () => (await resultOf(rowId)) === '不予批准' || undefined);
  });

  it('cannot be approved once its day has come: it can only be refused', async () => {
    const rowId = await propose('60', inDays(1));
    await (await system.as('administrator')).post('/api/clock', { to: `${inDays(2)}T01:00:00.000Z` });
    today = inDays(2);
    expect(await refused(decide(rowId, 'approved'))).toContain('生效日须在今天以后');
    const { taskKey } = await eventually('the task still there', async () => {
      const { items } = await (await system.as('district-b')).get<TaskPage>('/api/tasks?scope=mine&pageSize=100');
      return items.find((row) => row.caseId === rowId);
    });
    const words = { verdict: 'refused', note: '已过生效日' };
    await (await system.as('district-b')).post(`/api/tasks/${taskKey}/completion`, words);
    await eventually('the end of it', async () => (await resultOf(rowId)) === '不予批准' || undefined);
    expect(await system.countIncidents()).toBe(0);
  });

  it('shows the district in its workbench which texts have lapsed, from the daily watch (R-16)', async () => {
    const kinds = await eventually('alarms of texts', async () => {
      const { items } = await (await system.as('district')).get<AlarmList>('/api/alarms');
      return items.some(({ kind }) => kind === 'text-expired') ? items.map(({ kind }) => kind) : undefined;
    });
    expect(kinds).not.toContain('step-overdue');
    const seal = await (await system.as('seal')).get<AlarmList>('/api/alarms');
    expect(seal.items.map(({ kind }) => kind)).not.toContain('text-expired');
  });
});
