import type { ActName } from '../../rules/acts.js';
import type { StaffCaller } from '../caller.js';
import type { EnginePort } from '../engine-port.js';
import { mayDo, roleMissing } from '../authorize.js';
import type { TaskCase } from '../../rules/task-case.js';
import { requireOwnTask } from './require-task.js';

const BALLOT_ACTS = ['enter-ballots', 'settle-ballots'] as const satisfies readonly ActName[];

/** Is this an act in which a person reads paper ballots? */
export const readsBallots = (act: ActName): boolean => BALLOT_ACTS.some((each) => each === act);

/** The open task of this person in which paper ballots are read; anything else is refused. */
export async function requireBallotTask(engine: EnginePort, caller: StaffCaller, taskKey: string): Promise<TaskCase> {
  const taskCase = await requireOwnTask(engine, caller, { taskKey, acts: BALLOT_ACTS });
  if (!mayDo(caller, taskCase.act)) throw roleMissing(taskCase.act);
  return taskCase;
}
