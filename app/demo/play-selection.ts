import type { BallotSheet, HouseholdRow, TaskDetail } from '../../api/contract/index.js';
import { addDays } from '../../rules/dates.js';
import type { Play, PlayedTask } from './play-task.js';
import { RefusedError } from './http-session.js';
import { enters, NotYet, says, today } from './plays.js';

type Values = Readonly<Record<string, unknown>>;

interface Field {
  readonly 'x-options'?: readonly { value: string }[];
  readonly items?: { properties?: Record<string, Field> };
}
const propertiesOf = ({ entryForm }: TaskDetail) =>
  (entryForm?.schema as { properties?: Record<string, Field> } | undefined)?.properties;
const optionsIn = (field: Field | undefined): string[] => (field?.['x-options'] ?? []).map(({ value }) => value);

async function householdsOf({ task, session }: PlayedTask): Promise<HouseholdRow[]> {
  const found: HouseholdRow[] = [];
  for (let page = 1; ; page += 1) {
    const query = `projectId=${task.projectId ?? ''}&pageSize=100&page=${String(page)}`;
    const { items, total } = await session.get<{ items: HouseholdRow[]; total: number }>(`/api/households?${query}`);
    found.push(...items);
    if (items.length === 0 || found.length >= total) return found;
  }
}

const candidates = (played: PlayedTask, registeredOn?: string): Values[] =>
  optionsIn(propertiesOf(played.task)?.['candidates']?.items?.properties?.['agency'])
    .slice(0, 3)
    .map((agency, index) => ({
      agency,
      grade: 'first',
      certificateNumber: `沪房估-${String(index + 1)}`,
      validTo: '2099-12-31',
      independent: true,
      ...(registeredOn !== undefined && { registeredOn, shortlisted: true }),
    }));

/** What each household votes: all for the first agency, or the same number for each of two and one not at all. */
function choicesOf({ choices }: PlayedTask, numbers: readonly string[]): { number: string; choice: number }[] {
  if (choices.scenario.ballots === 'clear') return numbers.map((number) => ({ number, choice: 1 }));
  const half = Math.floor(numbers.length / 2);
  return numbers.slice(0, half * 2).map((number, index) => ({ number, choice: index < half ? 1 : 2 }));
}

/** Two persons read the ballots, in parts as from a file. */
const readBallots: Play = async (played) => {
  const path = `/api/tasks/${played.task.taskKey}/ballots`;
  const { opensOn } = await played.session.get<BallotSheet>(path);
  const cast = choicesOf(
    played,
    (await householdsOf(played)).map(({ number }) => number),
  );
  for (let from = 0; from < cast.length; from += 1000) {
    const ballots = cast
      .slice(from, from + 1000)
      .map(({ number, choice }) => ({ ballotNumber: `票${number}`, householdNumber: number, choice, castOn: opensOn }));
    await played.session.post(path, { ballots });
  }
  return { verdict: 'entered' };
};

/** Lots by the numbers that were published, before two residents and a camera; refused until their day has come. */
const drawLots: Play = async (played) => {
  const { task, session } = played;
  const file = new File(['摇号录像\n'], '摇号录像.txt', { type: 'text/plain' });
  const { id: video } = await session.upload<{ id: string }>(`/api/tasks/${task.taskKey}/documents`, {}, file);
  const witnesses = (await householdsOf(played))
    .slice(0, 2)
    .map(({ id, holderName }) => ({ household: id, name: holderName }));
  const values = { seed: '03 11 15 22 27 31 08', witnesses, video };
  try {
    await session.post(`/api/tasks/${task.taskKey}/entry`, { values });
  } catch (error) {
    const early = error instanceof RefusedError && error.findings.some(({ code }) => code === 'SEED_NOT_PUBLISHED');
    throw early ? new NotYet(error.message) : error;
  }
  return { verdict: 'conducted' };
};

/** All households sign for the first agency on the list. */
const agree: Play = async (played) => {
  const { task, session } = played;
  const [agency] = optionsIn(propertiesOf(task)?.['agency']);
  const file = new File(['协商书\n'], '协商书.txt', { type: 'text/plain' });
  const { id: paper } = await session.upload<{ id: string }>(`/api/tasks/${task.taskKey}/documents`, {}, file);
  const certificates = (await householdsOf(played)).map(({ number }) => number).join('\n');
  await session.post(`/api/tasks/${task.taskKey}/entry`, { values: { agency, certificates, paper } });
  return { verdict: 'unanimous' };
};

/** How the sample's people choose the appraisal agency of a track. */
export const SELECTION_PLAYS: Partial<Record<TaskDetail['act'], Play>> = {
  'name-candidates': enters('named', (played) => ({
    candidates: candidates(played),
    votingDays: 3,
    place: '示例居民委员会',
  })),
  'call-agencies': enters('called', () => ({
    conditions: '具有房屋征收评估资质，与本项目无利害关系',
    registration: '示例区门户网站征收专栏',
  })),
  'shortlist-agencies': enters('named', async (played) => ({
    candidates: candidates(played, addDays(await today(played), -1)),
    votingDays: 3,
    place: '示例居民委员会',
  })),
  'consult-agency': agree,
  'confirm-candidates': says('approved'),
  'enter-ballots': readBallots,
  'settle-ballots': says('settled'),
  'attest-vote': says('attested'),
  'conduct-lottery': drawLots,
  'attest-lottery': says('attested'),
  'call-lottery': enters('called', async (played) => ({
    seedSource: '次日福利彩票开奖号码',
    seedPublishedOn: addDays(await today(played), 3),
    place: '示例居民委员会',
  })),
};
