import type { Transaction } from '../../../db/transaction.js';
import type { CaseKind } from '../../../rules/acts.js';
import type { TaskCase } from '../../../rules/task-case.js';
import type { StaffCaller } from '../../caller.js';
import type { TaskEntry, TaskFacts } from '../../contract/index.js';

/** What a person sees with a task, what is to be entered, and whether that is there. */
export interface TaskMatter {
  readonly facts: TaskFacts;
  readonly entry: TaskEntry;
  readonly entryDone: boolean;
}

export const nothingToEnter = (facts: TaskFacts): TaskMatter => ({ facts, entry: 'none', entryDone: true });

/** What the workbench knows of one kind of cases. */
export interface CaseKindWork {
  /**
   * Part of one question for all cases of a page, whose ids are `$1`: a select of `id, title, household_id, project_id`
   * (the last two may be null), where the title is what people call the case.
   */
  readonly subjects: string;
  /**
   * Part of one question for the cases a text matches, which is `$1` as a pattern: a select of `id, process_id`, the
   * id that the process instance carries. The households that match may be read from `matching (id)`.
   */
  readonly matching: string;
  /** The kind whose process instances hold the tasks, where several cases share one: objections those of their notice. */
  readonly within?: CaseKind;
  /** Processes that have such tasks, where the case's id is a variable of many processes that have none. */
  readonly processIds?: readonly string[];
  readonly matter: (tx: Transaction, taskCase: TaskCase, caller: StaffCaller) => Promise<TaskMatter>;
}
