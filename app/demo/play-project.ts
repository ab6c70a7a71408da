import { readFile } from 'node:fs/promises';
import type { HouseholdPage, HouseholdRow, ProjectClosingView, ProjectPage } from '../../api/contract/index.js';
import { sampleHouseholdsFile } from '../load-sample.js';
import { SAMPLE_PASSWORD } from '../samples/accounts.js';
import { HttpSession } from './http-session.js';
import type { OpenTask } from '../../workers/host/engine-client.js';
import type { System } from '../system.js';
import { recomputeDraws } from './play-draws.js';
import type { DrawsRecomputed } from './play-draws.js';
import { Player } from './player.js';
import type { Scenario } from './scenarios/scenario.js';

export interface PlayOptions {
  readonly baseUrl: string;
  readonly scenario: Scenario;
  readonly households: number;
  readonly seed: number;
  readonly system: Pick<System, 'activeProcesses' | 'openTasks' | 'isQuiet'>;
  /** Told after every step how far the households are (sum of their stages) and what is going on. */
  readonly onProgress: (done: number, total: number, what: string) => void;
}

export interface Played {
  readonly projectId: string;
  /** Processes of the project that did not end: none when all went well. */
  readonly running: readonly string[];
  readonly draws: DrawsRecomputed;
}

/** Stages in their order; a household's place in it is how far it has come. */
const STAGES = [
  'registered',
  'surveying',
  'determined',
  'displayed',
  'frozen',
  'negotiating',
  'checking',
  'signing',
  'reviewing',
  'sealed',
  'effective',
  'paid',
  'closed',
] as const;

const PAUSE_MS = 40;
/** Workers are waited for so long at most: what a job tries again later must not hold up everything. */
const MOST_WAIT_MS = 5_000;
/** Something is always due some day. So many moves of the clock that bring nobody anything to do: stuck. */
const MOST_MOVES = 400;
/** Somebody may act only from a day on that nobody is told: while tasks wait, so many weeks pass one by one. */
const WEEKS_LOOKED_AT = 4;

/** What comes back by the calendar of the district or of a firm; every other process belongs to the project. */
const CALENDARS = new Set([
  'deadline-watch',
  'democratic-appraisal',
  'joint-meeting',
  'risk-review',
  'staff-certificate',
]);

/** The first lines of the sample register, as they read in this project: as many households as are played. */
async function register({ households, scenario }: PlayOptions): Promise<string> {
  const lines = (await readFile(sampleHouseholdsFile, 'utf8')).trimEnd().split('\n');
  const headings = (lines[0] ?? '').split(',');
  const played = lines.slice(1, households + 1).map((line) => {
    const values = line.split(',');
    const cells = Object.fromEntries(headings.map((heading, index) => [heading, values[index] ?? '']));
    const own = scenario.household?.(cells) ?? cells;
    return headings.map((heading) => own[heading] ?? '').join(',');
  });
  return `${[headings.join(','), ...played].join('\n')}\n`;
}

/** Registers, funds and imports, or finds what an earlier run left. */
async function openProject(options: PlayOptions): Promise<string> {
  const { baseUrl, scenario } = options;
  const account = (username: string) => new HttpSession(baseUrl, { username, password: SAMPLE_PASSWORD });
  const district = account('district');
  const existing = await district.get<ProjectPage>('/api/projects');
  const found = existing.items.find(({ code }) => code === scenario.project.code);
  const registeredOn = (await district.get<{ now: string }>('/api/clock')).now.slice(0, 10);
  const projectId =
    found?.id ?? (await district.post<{ id: string }>('/api/projects', { ...scenario.project, registeredOn })).id;
  const town = account('town-a');
  // Less than will be needed, so that the account has to be funded once on the way.
  const deposit = { amountYuan: '1000000.00', reference: '首期资金' };
  await town.post(`/api/projects/${projectId}/deposits`, deposit);
  await town.postAs('text/csv', `/api/projects/${projectId}/households`, await register(options));
  return projectId;
}

async function allHouseholds(session: HttpSession, projectId: string): Promise<HouseholdRow[]> {
  const rows: HouseholdRow[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await session.get<HouseholdPage>(
      `/api/households?projectId=${projectId}&page=${String(page)}&pageSize=100`,
    );
    rows.push(...answer.items);
    if (rows.length >= answer.total || answer.items.length === 0) return rows;
  }
}

/** Audited, public and in the archive: nothing is left to be done on the project. */
async function isClosed(session: HttpSession, projectId: string): Promise<boolean> {
  return (await session.get<ProjectClosingView>(`/api/projects/${projectId}/closing`)).closedAt !== null;
}

/** Plays a whole project until none of its processes is left; goes on where an earlier run stopped. Throws when a household gets stuck. */
export async function playProject(options: PlayOptions): Promise<Played> {
  const projectId = await openProject(options);
  const player = new Player({ ...options, projectId });
  await player.beginDistrictLife();
  const reader = player.as('audit');
  const total = options.households * (STAGES.length - 1);
  let moves = 0;
  let lookedAgain = false;
  let waiting = await whenQuiet(options.system);
  for (;;) {
    const households = await allHouseholds(reader, projectId);
    const done = households.reduce((sum, { stage }) => sum + STAGES.indexOf(stage), 0);
    options.onProgress(done, total, describe(households));
    const closed = households.every(({ stage }) => stage === 'closed') && (await isClosed(reader, projectId));
    const running = closed ? (await options.system.activeProcesses()).filter((name) => !CALENDARS.has(name)) : [];
    if (closed && (running.length === 0 || moves > MOST_MOVES)) {
      return { projectId, running, draws: await recomputeDraws(reader) };
    }
    if (moves > MOST_MOVES) {
      const open = [...new Set(waiting.map(({ name }) => name.replaceAll('\n', '')))].join('、');
      const processes = (await options.system.activeProcesses()).filter((name) => !CALENDARS.has(name)).join('、');
      throw new Error(
        `演示停在：${describe(households)}；待办：${open}；未结流程：${processes}。${player.lastRefusal}请查看事件（incident）和日志`,
      );
    }
    if (await player.everybody(households, waiting)) {
      moves = 0;
      lookedAgain = false;
      waiting = await options.system.openTasks();
      continue;
    }
    // Nobody has anything to do: wait for workers first, look once more at everything, and only then let time pass.
    const before = waiting;
    waiting = await whenQuiet(options.system);
    if (!sameTasks(waiting, before) || (await player.openSigning(households))) continue;
    if (!lookedAgain) {
      lookedAgain = true;
      await player.lookAgain();
      continue;
    }
    await player.moveOn(waiting.length > 0 && moves < WEEKS_LOOKED_AT);
    moves += 1;
    await player.lookAgain();
    waiting = await whenQuiet(options.system);
  }
}

const sameTasks = (some: readonly OpenTask[], others: readonly OpenTask[]): boolean =>
  some.length === others.length && some.every(({ key }, index) => key === others[index]?.key);

/** What waits for people once no worker has anything left to do: two looks that find the same. */
async function whenQuiet(system: PlayOptions['system']): Promise<readonly OpenTask[]> {
  const until = performance.now() + MOST_WAIT_MS;
  let before: readonly OpenTask[] | undefined;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const quiet = await system.isQuiet();
    const now = await system.openTasks();
    if ((quiet && before !== undefined && sameTasks(now, before)) || performance.now() > until) return now;
    before = quiet ? now : undefined;
  }
}

function describe(households: readonly HouseholdRow[]): string {
  const counts = new Map<string, number>();
  for (const { stageLabel } of households) counts.set(stageLabel, (counts.get(stageLabel) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${label} ${String(count)}`).join('，');
}
