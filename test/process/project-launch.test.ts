import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClockView, ProjectView, TaskDetail, TaskPage, TaskRow } from '../../api/contract/index.js';
import { Choices } from '../../app/demo/choices.js';
import { playTask } from '../../app/demo/play-task.js';
import { SAMPLE_PROJECT } from '../../app/load-sample.js';
import { tracksOf } from '../../db/repositories/tracks.repository.js';
import type { ActName } from '../../rules/acts.js';
import { sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

const choices = new Choices(1);

describe('the launch of a project, at the real engine', () => {
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
    const project = { ...SAMPLE_PROJECT, code: `BS-2026-1${String(number)}`, registeredOn: now.slice(0, 10) };
    projectId = (await district.post<{ id: string }>('/api/projects', project)).id;
  });

  const task = (username: string, act: ActName): Promise<TaskRow> =>
    eventually(`a task ${act} for ${username}`, async () => {
      const { items } = await (await system.as(username)).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find((row) => row.act === act && row.projectId === projectId && row.assignee === null);
    });

  async function claim(username: string, act: ActName): Promise<TaskDetail> {
    const { taskKey } = await task(username, act);
    const session = await system.as(username);
    await session.post(`/api/tasks/${taskKey}/claim`);
    return session.get<TaskDetail>(`/api/tasks/${taskKey}`);
  }

  async function perform(username: string, act: ActName, verdict?: string, values?: object): Promise<void> {
    const detail = await claim(username, act);
    const session = await system.as(username);
    const usual = values ? {} : await playTask({ task: detail, session, choices });
    if (values) await session.post(`/api/tasks/${detail.taskKey}/entry`, { values });
    const note = verdict === 'returned' || verdict === 'refused' ? { note: '请改正后再报' } : {};
    await session.post(`/api/tasks/${detail.taskKey}/completion`, { ...usual, ...(verdict && { verdict }), ...note });
  }

  /** The key of a task that this person has claimed already. */
  async function ownTask(act: ActName, username: string): Promise<string> {
    const { items } = await (await system.as(username)).get<TaskPage>('/api/tasks?scope=mine');
    return items.find((row) => row.act === act && row.projectId === projectId)?.taskKey ?? '';
  }

  /** Masks and approves the notice that is due, and lets its period pass. */
  async function publish(): Promise<void> {
    await perform('town-a', 'mask-notice');
    await perform('checker', 'approve-notice');
  }

  async function letTimePassUntil(what: string, isSo: () => Promise<boolean>): Promise<void> {
    const administrator = await system.as('administrator');
    await eventually(what, async () => {
      if (await isSo()) return true;
      const { nextDueAt } = await administrator.get<ClockView>('/api/clock');
      if (nextDueAt !== null) await administrator.post('/api/clock', { to: nextDueAt });
      return undefined;
    });
  }

  const surveyOpened = async (): Promise<boolean> => {
    const [row] = await system.sql<{ opened: boolean }>(
      'SELECT survey_opened_at IS NOT NULL AS opened FROM project WHERE id = $1',
      [projectId],
    );
    return row?.opened === true;
  };

  it('opens the formal track alone of a project on collective land, and never goes on without it (R-11, R-13, R-16)', async () => {
    const district = await system.as('district');
    const { now } = await district.get<ClockView>('/api/clock');
    const { name, effectiveRateBp, signingPeriodDays } = SAMPLE_PROJECT;
    const figures = { name, effectiveRateBp, signingPeriodDays, registeredOn: now.slice(0, 10) };
    const collective = { ...figures, code: 'BS-2026-200', mode: 'collective' };
    projectId = (await district.post<{ id: string }>('/api/projects', collective)).id;
    const scope = {
      boundary: '示例村',
      land: 'collective',
      area: '800.00',
      householdsExpected: 2,
      launchFunds: '1.00',
    };
    await perform('town-a', 'define-scope', 'defined', { ...scope, oldAreaRenewal: false });
    await perform('district', 'confirm-scope');
    const nothing = { formalMode: 'none', reason: '不作准备' };
    expect(await refused(perform('district', 'choose-formal-mode', 'chosen', nothing))).toContain('与登记一致');
    const own = await ownTask('choose-formal-mode', 'district');
    const { entryForm } = await district.get<TaskDetail>(`/api/tasks/${own}`);
    expect(entryForm?.values).toEqual({ formalMode: 'collective' });
    const values = { ...entryForm?.values, reason: '登记为集体土地征收' };
    await district.post(`/api/tasks/${own}/entry`, { values });
    await district.post(`/api/tasks/${own}/completion`, { verdict: 'chosen' });
    const ground = { ground: 'infrastructure', landUsePlan: true, urbanPlan: true, explanation: '道路建设' };
    await perform('planning', 'propose-collective-ground', 'proposed', ground);
    expect(await refused(perform('government', 'decide-formal-preparation', 'refused'))).toContain('没有协议置换可走');
    const decision = await ownTask('decide-formal-preparation', 'government');
    await (await system.as('government')).post(`/api/tasks/${decision}/completion`, { verdict: 'approved' });
    const tracks = await eventually('the formal track', async () => {
      const opened = await system.database.transaction((tx) => tracksOf(tx, projectId));
      return opened.length > 0 ? opened : undefined;
    });
    expect(tracks.map(({ mode }) => mode)).toEqual(['collective']);
    expect(await system.countIncidents()).toBe(0);
  });

  it('opens the survey after scope, money and commission, with a state track prepared beside', async () => {
    const town = await system.as('town-a');
    await perform('town-a', 'define-scope');
    await perform('district', 'confirm-scope', 'returned');
    await perform('town-a', 'define-scope');
    await perform('district', 'confirm-scope');

    const funds = await claim('investment', 'confirm-launch-funds');
    const confirm = async () =>
      (await system.as('investment')).post(`/api/tasks/${funds.taskKey}/completion`, { verdict: 'confirmed' });
    expect(await refused(confirm())).toContain('专户余额少于启动资金');
    await town.post(`/api/projects/${projectId}/deposits`, { amountYuan: '1000000.00', reference: `首期${projectId}` });
    await confirm();

    await perform('town-a', 'sign-commission');
    await perform('district', 'file-commission');
    await perform('district', 'choose-formal-mode');
    await perform('district', 'propose-state-ground');
    await perform('government', 'decide-formal-preparation');
    expect(await surveyOpened()).toBe(false);
    await publish();
    await perform('district', 'issue-freeze-notice');
    await publish();
    await letTimePassUntil('the survey to be open', surveyOpened);

    const tracks = await system.database.transaction((tx) => tracksOf(tx, projectId));
    expect(tracks.map(({ mode }) => mode)).toEqual(['negotiated', 'state']);
    const { notices } = await town.get<ProjectView>(`/api/projects/${projectId}`);
    expect(notices.map(({ kind }) => kind).sort()).toEqual(['freeze-notice', 'project-scope']);
    expect(await system.countIncidents()).toBe(0);
  });

  it('keeps the firm from every task until its commission is filed (R-10)', async () => {
    const register = (await sampleRegister()).replaceAll('0001', `9${String(number)}01`);
    await (await system.as('town-a')).postAs('text/csv', `/api/projects/${projectId}/households`, register);
    const survey = await task('field-a', 'survey-area');
    expect(survey.claim.findings.map(({ clauses }) => clauses)).toEqual([['R-10'], ['R-23']]);
    const session = await system.as('field-a');
    const claimSurvey = () => session.post(`/api/tasks/${survey.taskKey}/claim`);
    expect(await refused(claimSurvey())).toContain('没有本项目有效的委托合同');

    await perform('town-a', 'define-scope');
    await perform('district', 'confirm-scope');
    await perform('town-a', 'sign-commission');
    expect(await refused(claimSurvey())).toContain('没有本项目有效的委托合同');
    await perform('district', 'file-commission');
    const notOpen = await eventually('the commission to count', async () => {
      const answer = await refused(claimSurvey());
      return answer.includes('委托合同') ? undefined : answer;
    });
    expect(notOpen).toContain('面积摸底尚未开启');
  });

  it('ends without a formal track where none is to be prepared, and refuses one that does not fit the land', async () => {
    await perform('town-a', 'define-scope');
    await perform('district', 'confirm-scope');
    const wrong = { formalMode: 'collective', reason: '试一试' };
    expect(await refused(perform('district', 'choose-formal-mode', 'chosen', wrong))).toContain('土地性质不符');
    const own = await ownTask('choose-formal-mode', 'district');
    const session = await system.as('district');
    const values = { formalMode: 'none', reason: '协议置换即可' };
    await session.post(`/api/tasks/${own}/entry`, { values });
    await session.post(`/api/tasks/${own}/completion`, { verdict: 'chosen' });
    await eventually('the preparation to end', async () => {
      const [row] = await system.sql<{ ended: boolean }>(
        `SELECT count(*) > 0 AS ended FROM engine.process_instance
         WHERE process_definition_id = 'formal-preparation' AND state = 'COMPLETED'`,
      );
      return row?.ended === true ? true : undefined;
    });
    const tracks = await system.database.transaction((tx) => tracksOf(tx, projectId));
    expect(tracks.map(({ mode }) => mode)).toEqual(['negotiated']);
  });
});
