import { readFile } from 'node:fs/promises';
import type {
  HouseholdPage,
  HouseholdRow,
  ProjectClosingView,
  ProjectPage,
  ProjectView,
} from '../../api/contract/index.js';
import { ACT_NAMES, actOf } from '../../rules/acts.js';
import { SAMPLE_PROJECT, sampleHouseholdsFile } from '../load-sample.js';
import { SAMPLE_ACCOUNTS, SAMPLE_PASSWORD } from '../samples/accounts.js';
import { HttpSession } from './http-session.js';
import { Player } from './player.js';

export interface PlayOptions {
  readonly baseUrl: string;
  readonly households: number;
  readonly seed: number;
  /** Told after every step how far the households are (sum of their stages) and what is going on. */
  readonly onProgress: (done: number, total: number, what: string) => void;
}

export interface Played {
  readonly project: ProjectView;
  readonly households: readonly HouseholdRow[];
  readonly player: Player;
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

const PAUSE_MS = 60;
/** So many looks without anything to do, and nothing due: the play is stuck and says so instead of waiting for ever. */
const PATIENCE = 200;
/** Something is always due some week. So many moves of the clock that bring nobody anything to do: stuck as well. */
const MOST_MOVES = 150;

async function signedIn(baseUrl: string, username: string): Promise<HttpSession> {
  const session = new HttpSession(baseUrl);
  await session.post('/api/session', { username, password: SAMPLE_PASSWORD });
  return session;
}

/** The first lines of the sample register: the header and as many households as are played. */
async function register(households: number): Promise<string> {
  const lines = (await readFile(sampleHouseholdsFile, 'utf8')).trimEnd().split('\n');
  return `${lines.slice(0, households + 1).join('\n')}\n`;
}

/** Registers, funds and imports, or finds what an earlier run left. */
async function openProject({ baseUrl, households }: PlayOptions): Promise<string> {
  const district = await signedIn(baseUrl, 'district');
  const existing = await district.get<ProjectPage>('/api/projects');
  const found = existing.items.find(({ code }) => code === SAMPLE_PROJECT.code);
  const registeredOn = (await district.get<{ now: string }>('/api/clock')).now.slice(0, 10);
  const projectId =
    found?.id ?? (await district.post<{ id: string }>('/api/projects', { ...SAMPLE_PROJECT, registeredOn })).id;
  const town = await signedIn(baseUrl, 'town-a');
  // Less than will be needed, so that the account has to be funded once on the way.
  const deposit = { amountYuan: '1000000.00', reference: '首期资金' };
  await town.post(`/api/projects/${projectId}/deposits`, deposit);
  await town.postAs('text/csv', `/api/projects/${projectId}/households`, await register(households));
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

/** Roles that user tasks are for; the others only read, register or administer. */
const TASK_ROLES = new Set(
  ACT_NAMES.map(actOf)
    .filter(({ verdicts, persons }) => verdicts.length > 0 || persons === 2)
    .flatMap(({ roles }) => roles),
);

const STAGES_WITH_HOUSEHOLD_TURN = new Set(['displayed', 'signing', 'determined']);

/** Audited, public and in the archive: nothing is left to be done on the project. */
async function isClosed(session: HttpSession, projectId: string): Promise<boolean> {
  return (await session.get<ProjectClosingView>(`/api/projects/${projectId}/closing`)).closedAt !== null;
}

/** Plays a whole project to its closing; goes on where an earlier run stopped. Throws when it gets stuck. */
export async function playProject(options: PlayOptions): Promise<Played> {
  const projectId = await openProject(options);
  const accounts = SAMPLE_ACCOUNTS.map(({ username, roles }) => ({
    username,
    password: SAMPLE_PASSWORD,
    works: roles.some((role) => TASK_ROLES.has(role)),
  }));
  const player = new Player({ ...options, accounts, projectId });
  await player.signInAll();
  const reader = player.as('audit');
  const total = options.households * (STAGES.length - 1);
  let idle = 0;
  let moves = 0;
  for (;;) {
    const households = await allHouseholds(reader, projectId);
    const done = households.reduce((sum, { stage }) => sum + STAGES.indexOf(stage), 0);
    options.onProgress(done, total, describe(households));
    if (
      households.length > 0 &&
      households.every(({ stage }) => stage === 'closed') &&
      (await isClosed(reader, projectId))
    ) {
      return { project: await reader.get<ProjectView>(`/api/projects/${projectId}`), households, player };
    }
    const acted =
      (await player.round()) +
      (await player.openSigningWhenFrozen(households)) +
      (await player.proposeSpecialProblem(households)) +
      (await player.visitHouseholds(households.filter(({ stage }) => STAGES_WITH_HOUSEHOLD_TURN.has(stage)))) +
      (await player.visitBank());
    if (acted > 0) {
      idle = 0;
      moves = 0;
    } else {
      idle += 1;
      if (idle > PATIENCE || moves > MOST_MOVES)
        throw new Error(`演示停在：${describe(households)}。请查看事件（incident）和日志`);
      // Nobody has anything to do: wait for workers first, and only then let time pass.
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      if (idle > 4 && (await player.moveOn())) {
        idle = 0;
        moves += 1;
      }
    }
  }
}

function describe(households: readonly HouseholdRow[]): string {
  const counts = new Map<string, number>();
  for (const { stageLabel } of households) counts.set(stageLabel, (counts.get(stageLabel) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${label} ${String(count)}`).join('，');
}
