import type { ClockView, TaskDetail } from '../../api/contract/index.js';
import { shanghaiDateOf } from '../../rules/dates.js';
import type { Play, PlayedTask } from './play-task.js';

/** The value of a line of the sheet that the task shows. */
export function lineOf({ facts }: TaskDetail, wanted: string): string | undefined {
  const sections = facts.kind === 'sheet' ? facts.sections : [];
  const lines = sections.flatMap((section) => (section.kind === 'lines' ? section.lines : []));
  return lines.find(({ label }) => label === wanted)?.value;
}

/** The task is to wait: whoever plays it comes back when time has passed. */
export class NotYet extends Error {}

/** The civil day by the clock of the demonstration. */
export const today = async ({ session }: PlayedTask): Promise<string> =>
  shanghaiDateOf((await session.get<ClockView>('/api/clock')).now);

/** Enters these values and ends the task with this verdict. */
export const enters =
  (verdict: string, values: (played: PlayedTask) => object | Promise<object>): Play =>
  async (played) => {
    await played.session.post(`/api/tasks/${played.task.taskKey}/entry`, { values: await values(played) });
    return { verdict };
  };

/** Ends the task with this verdict; there is nothing to enter. */
export const says =
  (verdict: string): Play =>
  () =>
    Promise.resolve({ verdict });
