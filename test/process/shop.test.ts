import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseView, EvidenceView } from '../../api/contract/index.js';
import { CaseWalk, sampleRegister } from './case-walk.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

/** The shop of the sample register, from its determined use to its checked calculation. */
describe('a shop, at the real engine', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    const [header = '', ...lines] = (await sampleRegister(4)).split('\n');
    walk = await CaseWalk.begin(system, [header, ...lines.slice(3)].join('\n'));
  }, 120_000);
  afterAll(() => system.stop(), 30_000);

  const view = async () => (await system.as('audit')).get<CaseView>(`/api/households/${walk.householdId}`);
  async function enter(username: string, change: object): Promise<string> {
    const task = await walk.claim(username, 'negotiate');
    const body = await walk.enter(username, task);
    const values = { summary: '已核实经营情况', lossKind: 'rate', ...change };
    const answer = await refused((await system.as(username)).post(`/api/tasks/${task.taskKey}/entry`, { values }));
    if (answer === 'done') await walk.complete(username, task.taskKey, body);
    return answer;
  }

  it('is no shop without a paper, and shown as one to its neighbours (R-24, R-25)', async () => {
    await walk.do('field-a', 'survey-area');
    await walk.do('field-b', 'survey-area');
    const task = await walk.claim('determine-a', 'determine-area');
    const determiner = await system.as('determine-a');
    const path = `/api/households/${walk.householdId}/area-determinations`;
    const determination = { taskKey: task.taskKey, areaSqm: '64.28', basis: '证载面积', use: 'shop' };
    expect(await refused(determiner.post(path, determination))).toContain('用途依据');
    expect(await refused(determiner.post(path, { ...determination, use: 'residential' }))).toContain('批准文件');
    await determiner.post(path, { ...determination, useBasis: '产证记载商业' });
    await walk.complete('determine-a', task.taskKey, { verdict: 'determined' });
    await walk.publish();
    await walk.waitForStage('frozen');
    expect((await view()).determinations.at(-1)).toMatchObject({ use: 'shop', useBasis: '产证记载商业' });
  }, 120_000);

  it('is not passed while two officers found different things, and negotiates again (R-5)', async () => {
    await walk.openSigning();
    expect(await enter('field-a', {})).toBe('done');
    expect(await enter('field-b', { moving: '100.00', movingReport: '报告甲' })).toBe('done');
    const check = await walk.claim('investment', 'check-before-signing');
    expect(await refused(walk.complete('investment', check.taskKey, { verdict: 'passed' }))).toContain('不一致');
    const returned = { verdict: 'returned', returnReason: 'a', note: '两人核实的设备不一致' } as const;
    await walk.complete('investment', check.taskKey, returned);
  }, 120_000);

  it('is computed from what both found alike, item by item with its clause (R-26, SD18)', async () => {
    await walk.do('field-a', 'negotiate');
    const task = await walk.claim('field-b', 'negotiate');
    const officer = await system.as('field-b');
    const entry = (values: object) =>
      refused(officer.post(`/api/tasks/${task.taskKey}/entry`, { values: { summary: '核实', ...values } }));
    expect(await entry({ moving: '100.00' })).toContain('一并填写');
    expect(await entry({ lossKind: 'rate', appraisedLoss: '1.00' })).toContain('只有按评估的');
    const appraised = { lossKind: 'appraised', appraisedLoss: '1.00', lossReport: '报告乙', proofYears: 2 };
    expect(await entry(appraised)).toContain('效益证明');
    await walk.complete('field-b', task.taskKey, await walk.enter('field-b', task));
    await walk.do('investment', 'check-before-signing');
    const [calculation] = (await view()).calculations.filter(({ superseded }) => !superseded);
    expect(calculation?.components.map(({ name, yuan }) => [name, yuan]).slice(0, 4)).toEqual([
      ['non-residential-value', '1654567.20'],
      ['equipment-moving', '12600.00'],
      ['equipment-loss', '51600.00'],
      ['business-loss', '188000.00'],
    ]);
    expect(calculation?.components[3]?.basis).toContain('停产停业损失评估报告、征收与补偿条例第23条');
    expect(await system.countIncidents()).toBe(0);
  }, 120_000);

  it('rests what its business loses on the papers in the bag and on what both officers found (R-40)', async () => {
    const reader = await system.as('audit');
    const { sections } = await reader.get<EvidenceView>(`/api/households/${walk.householdId}/evidence-chain`);
    const rows = sections.flatMap((section) => (section.kind === 'table' ? section.rows : []));
    const [, amount, ground] = rows.find(([label]) => label === '停产停业损失补偿') ?? [];
    expect(amount).toBe('188000.00 元');
    expect(ground).toMatch(/^用途与经营资料（.*两名经办人核实的用途与经营资料（第 2 次协商，摘要 [0-9a-f]{8}）/u);
  });
});
