import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  AccessCode,
  DrawList,
  DrawView,
  AgencyChoice,
  BallotReading,
  BallotSheet,
  CastReceipt,
  ClockView,
  HouseholdRow,
  OwnVotes,
  PublishedVote,
  TaskDetail,
  TaskPage,
  TaskRow,
} from '../../api/contract/index.js';
import { Choices } from '../../app/demo/choices.js';
import { playTask } from '../../app/demo/play-task.js';
import { HttpSession } from '../../app/demo/http-session.js';
import { SAMPLE_PROJECT } from '../../app/load-sample.js';
import { chosenAppraiserOf } from '../../db/repositories/chosen-appraiser.repository.js';
import { emit } from '../../db/repositories/outbox.repository.js';
import { openTrack, tracksOf } from '../../db/repositories/tracks.repository.js';
import { verifyDraw } from '../../rules/draw/verify-draw.js';
import type { ActName } from '../../rules/acts.js';
import { recount } from '../../rules/selection/vote-records.js';
import type { Mode } from '../../rules/vocabulary/cases.js';
import { launchSampleProject } from '../factories/launch.js';
import { tellDecided } from '../factories/expropriation.js';
import { sampleRegister } from './case-walk.js';
import { eventually } from './eventually.js';
import { refused } from './refused.js';
import { startRunningSystem } from './running-system.js';
import type { RunningSystem } from './running-system.js';

const choices = new Choices(1);
const HOUSEHOLDS = 4;

describe('the choice of the appraisal agency, at the real engine', () => {
  let system: RunningSystem;
  let projectId: string;
  let trackId: string;
  let numbers: string[];
  let code = 0;
  beforeAll(async () => {
    system = await startRunningSystem();
  });
  afterAll(async () => {
    await system.stop();
  });

  /** A launched project with households, one of whose tracks has come to the choice of the agency. */
  async function begin(mode: Mode): Promise<void> {
    code += 1;
    const district = await system.as('district');
    const { now } = await district.get<ClockView>('/api/clock');
    const project = { ...SAMPLE_PROJECT, code: `BS-2026-4${String(code)}`, registeredOn: now.slice(0, 10) };
    projectId = (await district.post<{ id: string }>('/api/projects', project)).id;
    await system.database.transaction((tx) => launchSampleProject(tx, projectId));
    const register = (await sampleRegister(HOUSEHOLDS)).replace(/^0/gm, String(code));
    await (await system.as('town-a')).postAs('text/csv', `/api/projects/${projectId}/households`, register);
    const audit = await system.as('audit');
    const { items } = await audit.get<{ items: HouseholdRow[] }>(`/api/households?projectId=${projectId}`);
    numbers = items.map(({ number }) => number);
    await system.database.transaction(async (tx) => {
      if (mode !== 'negotiated') await openTrack(tx, projectId, mode);
      trackId = (await tracksOf(tx, projectId)).find((track) => track.mode === mode)?.id ?? '';
      const variables = { projectId, trackId, mode, caseNumber: project.code };
      if (mode === 'negotiated') await emit(tx, [{ name: 'plan-adopted', correlationKey: trackId, variables }]);
      else await tellDecided(tx, trackId, project.code);
    });
  }

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

  const complete = async (username: string, { taskKey }: { taskKey: string }, verdict: string) => {
    const note = verdict === 'returned' ? { note: '请改正后再报' } : {};
    await (await system.as(username)).post(`/api/tasks/${taskKey}/completion`, { verdict, ...note });
  };

  async function perform(username: string, act: ActName, verdict?: string, values?: object): Promise<void> {
    const detail = await claim(username, act);
    const session = await system.as(username);
    const usual = values ? {} : await playTask({ task: detail, session, choices });
    if (values) await session.post(`/api/tasks/${detail.taskKey}/entry`, { values });
    await complete(username, detail, verdict ?? usual.verdict ?? '');
  }

  async function publish(): Promise<void> {
    await perform('town-a', 'mask-notice');
    await perform('checker', 'approve-notice');
  }

  async function letTimePassUntil<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const administrator = await system.as('administrator');
    return eventually(what, async () => {
      const found = await look();
      if (found !== undefined) return found;
      const { nextDueAt } = await administrator.get<ClockView>('/api/clock');
      if (nextDueAt !== null) await administrator.post('/api/clock', { to: nextDueAt });
      return undefined;
    });
  }

  const waitFor = (username: string, act: ActName): Promise<TaskRow> =>
    letTimePassUntil(`${act} to be due`, async () => {
      const { items } = await (await system.as(username)).get<TaskPage>('/api/tasks?scope=groups&pageSize=100');
      return items.find((row) => row.act === act && row.projectId === projectId && row.assignee === null);
    });

  const ballot = (index: number, choice: number, castOn: string): BallotReading => ({
    ballotNumber: `票${String(index + 1)}`,
    householdNumber: numbers[index] ?? '',
    choice,
    castOn,
  });

  /** Reads these choices, one a household, for a task that the person has claimed. */
  async function enter(username: string, { taskKey }: { taskKey: string }, picked: readonly number[]) {
    const session = await system.as(username);
    const { opensOn } = await session.get<BallotSheet>(`/api/tasks/${taskKey}/ballots`);
    const ballots = picked.map((choice, index) => ballot(index, choice, opensOn));
    return session.post<BallotSheet>(`/api/tasks/${taskKey}/ballots`, { ballots });
  }

  /** The first household with a code of its own, handed out before there is a vote. */
  async function firstHome(): Promise<HttpSession> {
    const { items } = await (
      await system.as('audit')
    ).get<{ items: HouseholdRow[] }>(`/api/households?projectId=${projectId}`);
    const id = items.find(({ number }) => number === numbers[0])?.id ?? '';
    const issued = await (await system.as('field-a')).post<AccessCode>(`/api/households/${id}/access-code`);
    const home = new HttpSession(system.url);
    await home.post('/api/household-session', { accessCode: issued.accessCode, caseNumber: issued.caseNumber });
    return home;
  }

  /** Votes for the second agency once the vote is open; staff cannot vote, and see nothing of it. */
  async function voteByCode(home: HttpSession): Promise<string> {
    const administrator = await system.as('administrator');
    // To the end of the display and no further: the next thing due is the end of the vote.
    const { to } = await eventually('the display of the candidates', async () => {
      const shown = 'SELECT ends_at AS "to" FROM notice WHERE project_id = $1 AND ends_at > app_now()';
      return (await system.sql<{ to: string }>(shown, [projectId]))[0];
    });
    await administrator.post('/api/clock', { to: new Date(to).toISOString() });
    const open = await eventually('the vote to be opened', async () => {
      const { votes } = await home.get<OwnVotes>('/api/my-votes');
      return votes[0];
    });
    await administrator.post('/api/clock', { to: new Date(Date.parse(open.opensAt) + 3_600_000).toISOString() });
    const address = `/api/votes/${open.voteId}/ballots`;
    expect(await refused((await system.as('town-b')).post(address, { choice: 1 }))).toMatch(/^40[13]/);
    const { receipt } = await home.post<CastReceipt>(address, { choice: 2 });
    const own = await home.get<OwnVotes>('/api/my-votes');
    expect(own.votes[0]?.cast).toMatchObject([{ receipt, state: 'last' }]);
    expect(await refused((await system.as('town-b')).get('/api/my-votes'))).toMatch(/^40[13]/);
    return receipt;
  }

  async function vote(picked: readonly number[]): Promise<void> {
    await waitFor('town-b', 'enter-ballots');
    for (const username of ['town-b', 'town-c']) {
      const detail = await claim(username, 'enter-ballots');
      await enter(username, detail, picked);
      await complete(username, detail, 'entered');
    }
    await perform('notary', 'attest-vote', 'attested', undefined);
  }

  const chosen = () =>
    letTimePassUntil('the appraisal to be told', async () => {
      const told = await system.sql(`SELECT FROM outbox WHERE name = 'appraiser-chosen' AND correlation_key = $1`, [
        trackId,
      ]);
      if (told.length === 0) return undefined;
      return system.database.transaction((tx) => chosenAppraiserOf(tx, trackId));
    });

  it('is made by the residents of a negotiated project, from names the firm has no part in (R-17, R-18, SD3)', async () => {
    await begin('negotiated');
    const naming = await claim('town-a', 'name-candidates');
    const town = await system.as('town-a');
    const agencies = await system.sql<{ id: string }>(
      `SELECT id FROM organisation WHERE kind = 'appraisal-agency' ORDER BY name LIMIT 3`,
    );
    const candidate = (index: number, more: object = {}) => ({
      agency: agencies[index]?.id ?? '',
      grade: 'first',
      certificateNumber: '沪房估-1',
      validTo: '2099-12-31',
      independent: true,
      ...more,
    });
    const name = (...candidates: object[]) =>
      refused(
        town.post(`/api/tasks/${naming.taskKey}/entry`, { values: { candidates, votingDays: 3, place: '居委会' } }),
      );
    expect(await name(candidate(0))).toContain('候选机构须2至3家');
    expect(await name(candidate(0), candidate(1, { validTo: '2020-01-01' }))).toContain('没有相应资质');
    expect(await name(candidate(0), candidate(1, { grade: 'provisional' }))).toContain('没有相应资质');
    expect(await name(candidate(0), candidate(1, { independent: false }))).toContain('应当回避');
    expect(await name(candidate(0), candidate(0))).toContain('重复列入');
    expect(await refused(complete('town-a', naming, 'named'))).toContain('请先填写再办结');
    expect(await name(candidate(0), candidate(1), candidate(2))).toBe('done');
    await complete('town-a', naming, 'named');
    const home = await firstHome();
    await perform('district', 'confirm-candidates');
    await publish();
    const receipt = await voteByCode(home);

    await waitFor('town-b', 'enter-ballots');
    const row = await task('town-a', 'enter-ballots');
    expect(row.claim.findings.map(({ clauses }) => clauses)).toEqual([['SD3']]);
    const first = await claim('town-b', 'enter-ballots');
    const firm = await system.as('supervisor');
    expect(await refused(firm.post(`/api/tasks/${first.taskKey}/claim`))).toMatch(/^40[349]/);
    const other = await task('town-b', 'enter-ballots');
    expect(await refused((await system.as('town-b')).post(`/api/tasks/${other.taskKey}/claim`))).toContain('另一份');
    const second = await claim('town-c', 'enter-ballots');

    const wrong = [{ ...ballot(0, 9, '2026-01-01'), householdNumber: '9999' }];
    const session = await system.as('town-b');
    const answer = await refused(session.post(`/api/tasks/${first.taskKey}/ballots`, { ballots: wrong }));
    expect(answer).toContain('本项目没有户编号 9999');
    expect(answer).toContain('选票上没有第 9 家机构');
    expect(await refused(session.get(`/api/tasks/${second.taskKey}/ballots`))).toContain('409');
    await enter('town-b', first, [1, 1, 2, 1]);
    const seen = await (await system.as('town-c')).get<BallotSheet>(`/api/tasks/${second.taskKey}/ballots`);
    expect(seen.latest).toEqual([]);
    // What he has just read is not shown again beside the household, to nobody of the staff.
    const sent = await (await system.as('town-b')).get<BallotSheet>(`/api/tasks/${first.taskKey}/ballots`);
    expect(sent.latest.map(({ choice }) => choice)).toEqual([null, null, null, null]);
    expect(seen.progress).toEqual([{ names: '街镇经办乙', third: false, ballots: 4, own: false }]);
    await enter('town-c', second, [1, 1, 2, 2]);
    await complete('town-b', first, 'entered');
    await complete('town-c', second, 'entered');

    const settling = await claim('district-b', 'settle-ballots');
    expect(JSON.stringify(settling.facts)).toContain('第票4号选票两次录入不一致');
    expect(await refused(complete('district-b', settling, 'settled'))).toContain('两次录入不一致');
    const { opensOn } = await (
      await system.as('district-b')
    ).get<BallotSheet>(`/api/tasks/${settling.taskKey}/ballots`);
    const look = { ballots: [ballot(3, 1, opensOn)] };
    await (await system.as('district-b')).post(`/api/tasks/${settling.taskKey}/ballots`, look);
    await complete('district-b', settling, 'settled');
    await perform('notary', 'attest-vote', 'attested');
    await publish();
    expect(await chosen()).toMatchObject({ agencyId: agencies[0]?.id, how: 'vote' });

    const shown = await (await system.as('field-a')).get<AgencyChoice>(`/api/public/tracks/${trackId}/agency-choice`);
    expect(shown.chosen).toMatchObject({ name: '示例第一估价机构', howLabel: '投票选定' });
    expect(shown.votes[0]?.tally).toMatchObject({ units: 4, cast: 4, blank: 0, stepLabel: '过半数当选' });
    const records = `/api/public/votes/${shown.votes[0]?.voteId ?? ''}/records`;
    const published = await (await system.as('field-a')).get<PublishedVote>(records);
    expect(recount(published)).toEqual([]);
    expect(published.records.map(({ receipt, choice }) => `${receipt} ${String(choice)}`)).toEqual([
      `${receipt} 2`,
      '票1 1',
      '票2 1',
      '票3 2',
      '票4 1',
    ]);
    // The household voted on paper, too: that counts, and it sees so.
    const [own] = (await home.get<OwnVotes>('/api/my-votes')).votes;
    expect(own).toMatchObject({ cast: [{ receipt, state: 'paper-counts' }], papers: [{ reasons: [] }] });
    for (const number of numbers) expect(JSON.stringify(published)).not.toContain(`"${number}"`);
    expect(await system.countIncidents()).toBe(0);
  });

  it('goes through a tie, a run-off and lots from a seed named before (R-20)', async () => {
    await begin('negotiated');
    await perform('town-a', 'name-candidates');
    await perform('district', 'confirm-candidates');
    await publish();
    await vote([1, 1, 2, 2]);
    await publish();
    await vote([1, 1, 2, 2]);

    const calling = await claim('town-b', 'call-lottery');
    const session = await system.as('town-b');
    const { now } = await session.get<ClockView>('/api/clock');
    const known = { seedSource: '昨日开奖号码', seedPublishedOn: now.slice(0, 10), place: '居委会' };
    const early = session.post(`/api/tasks/${calling.taskKey}/entry`, { values: known });
    expect(await refused(early)).toContain('种子须在名单公告以后才公布');
    const { verdict } = await playTask({ task: calling, session, choices });
    await complete('town-b', calling, verdict ?? '');
    await publish();
    await waitFor('town-b', 'conduct-lottery');
    const conducting = await claim('town-b', 'conduct-lottery');
    const file = new File(['录像'], '录像.txt', { type: 'text/plain' });
    const { id: video } = await session.upload<{ id: string }>(`/api/tasks/${conducting.taskKey}/documents`, {}, file);
    const { items } = await (
      await system.as('audit')
    ).get<{ items: HouseholdRow[] }>(`/api/households?projectId=${projectId}`);
    const witness = (index: number) => ({ household: items[index]?.id ?? '', name: '住户' });
    const draw = (...witnesses: object[]) =>
      session.post(`/api/tasks/${conducting.taskKey}/entry`, { values: { seed: '03 11 15 22', witnesses, video } });
    await letTimePassUntil('the day of the seed', async () =>
      (await refused(draw(witness(0)))) === 'done' ? true : undefined,
    );
    await complete('town-b', conducting, 'conducted');
    const attesting = await claim('notary', 'attest-lottery');
    expect(await refused(complete('notary', attesting, 'attested'))).toContain('须有2名范围内居民见证');
    // Returned: announced anew, with a seed that nobody knows yet.
    await complete('notary', attesting, 'returned');
    await perform('town-b', 'call-lottery');
    await publish();
    await waitFor('town-b', 'conduct-lottery');
    const again = await claim('town-b', 'conduct-lottery');
    const { id: film } = await session.upload<{ id: string }>(`/api/tasks/${again.taskKey}/documents`, {}, file);
    const values = { seed: '05 08 19 30', witnesses: [witness(0), witness(1)], video: film };
    await letTimePassUntil('the day of the new seed', async () =>
      (await refused(session.post(`/api/tasks/${again.taskKey}/entry`, { values }))) === 'done' ? true : undefined,
    );
    await complete('town-b', again, 'conducted');
    await perform('notary', 'attest-lottery', 'attested');
    await publish();
    expect(await chosen()).toMatchObject({ how: 'lottery' });
    // Both draws are on the board: the one that was given up with the number it would have used, and the one that counts.
    const { draws } = await session.get<DrawList>('/api/public/draws');
    expect(draws.map(({ state }) => state)).toEqual(['drawn', 'aborted']);
    for (const { id, announcementHash } of draws) {
      const each = await session.get<DrawView>(`/api/public/draws/${id}`);
      expect(verifyDraw(each.file ?? '', announcementHash)).toMatchObject({ ok: true });
    }
    const [, given] = draws;
    expect(given?.aborts).toHaveLength(2);
    const shown = await session.get<DrawView>(`/api/public/draws/${given?.id ?? ''}`);
    expect(JSON.parse(shown.file ?? '')).toMatchObject({ seed: '03 11 15 22', result: [] });
    expect(await system.countIncidents()).toBe(0);
  });

  it('is made in a formal project from those that registered on the website, by agreement of all (R-19, R-20)', async () => {
    await begin('state');
    await perform('district', 'call-agencies');
    await publish();
    await waitFor('district', 'shortlist-agencies');
    await perform('district', 'shortlist-agencies');
    const own = await task('district', 'confirm-candidates');
    expect(own.claim.findings.map(({ clauses }) => clauses)).toEqual([['SD3']]);
    await perform('district-b', 'confirm-candidates');
    await publish();
    await waitFor('town-a', 'consult-agency');
    const consulting = await claim('town-a', 'consult-agency');
    const session = await system.as('town-a');
    const enterEmpty = session.post(`/api/tasks/${consulting.taskKey}/entry`, { values: {} });
    expect(await refused(enterEmpty)).toBe('done');
    expect(await refused(complete('town-a', consulting, 'unanimous'))).toContain('结论与填写的协商结果不符');
    // The time to agree is not over: nobody may say that they did not.
    expect(await refused(complete('town-a', consulting, 'not-agreed'))).toContain('尚未协商一致');
    const [agency] = await system.sql<{ id: string }>(`SELECT id FROM organisation WHERE name = '示例第二估价机构'`);
    const file = new File(['协商书'], '协商书.txt', { type: 'text/plain' });
    const { id: paper } = await session.upload<{ id: string }>(`/api/tasks/${consulting.taskKey}/documents`, {}, file);
    const agree = (certificates: string) =>
      session.post(`/api/tasks/${consulting.taskKey}/entry`, { values: { agency: agency?.id, certificates, paper } });
    await agree(numbers.slice(1).join('\n'));
    expect(await refused(complete('town-a', consulting, 'unanimous'))).toContain('尚未协商一致');
    await agree(numbers.join('\n'));
    await complete('town-a', consulting, 'unanimous');
    await publish();
    expect(await chosen()).toMatchObject({ agencyId: agency?.id, how: 'agreement', voteId: null });
    expect(await system.countIncidents()).toBe(0);
  });
});
