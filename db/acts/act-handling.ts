import type { ActName } from '../../rules/acts.js';
import type { Finding } from '../../rules/decision.js';
import type { Policy } from '../../rules/policy/policies.js';
import type { CaseAct } from '../../rules/staff/case-act.js';
import type { TaskCase } from '../../rules/task-case.js';
import type { RecordedAct } from '../repositories/case-acts.repository.js';
import type { Transaction } from '../transaction.js';

/** A question about many cases at once: `$1` is the list of their ids, each row has `id` and `value`. */
export type PerCaseSql = string;

/** What a person is about to complete: who, on which case, with which verdict, about which content. */
export interface Completion {
  readonly taskCase: TaskCase;
  readonly taskKey: string;
  readonly personId: string;
  readonly round: number;
  /** Acts on the case by other tasks, oldest first. */
  readonly caseActs: readonly CaseAct[];
  /** Null where the act ends without one. */
  readonly verdict: string | null;
  readonly returnReason: string | null;
  readonly note: string | null;
  /** Hash of the content the process brought to this person; null where there is none. */
  readonly seenHash: string | null;
}

export type CompletionCheck = (tx: Transaction, completion: Completion, policy: Policy) => Promise<readonly Finding[]>;
export type ActEffect = (tx: Transaction, act: RecordedAct) => Promise<unknown>;

/** What the database does with one act beyond recording it; what is left out does not concern the act. */
export interface ActHandling {
  /**
   * Who alone may do the act, where holding the post is not enough: of the cases `$1` those (column `id`) on which the
   * person `$2` may, by the task `$3` (empty where no task is asked about). Left out: everybody with the post.
   */
  readonly admitted?: { readonly sql: string; readonly refusal: Finding };
  /**
   * On which of the cases `$1` (column `id`) the act is due at all, whoever does it. Asked for whole pages of tasks.
   * Left out: on every case that has a task.
   */
  readonly due?: { readonly sql: string; readonly refusal: Finding };
  /** Round of the case, version of its agreement or list, that the act belongs to now; counted from 1. Left out: 1. */
  readonly round?: PerCaseSql;
  /** Hash of the content that the act is about now. Left out: the act concerns no content. */
  readonly content?: PerCaseSql;
  /** What stands against this person beginning the act on the case now: asked when a task is taken and completed. */
  readonly begin?: (tx: Transaction, caseId: string, personId: string) => Promise<readonly Finding[]>;
  /** Is everything there that the completion needs: own entries, right content, order of the gates? */
  readonly check?: CompletionCheck;
  /** What the act changes on its case by itself, so that status and acts never disagree. */
  readonly effect?: ActEffect;
}

export type ActHandlings = Partial<Record<ActName, ActHandling>>;

/** A finding that something the act demands was not entered. */
export const missing = (message: string, basis: string): Finding[] => [{ code: 'FIELD_MISSING', message, basis }];

/** Sets a status by the verdict (`$1` the case, `$2` the status); a verdict not named changes nothing. */
export const byVerdict =
  (sql: string, statusOf: Readonly<Record<string, string>>): ActEffect =>
  async (tx, { caseId, verdict }) => {
    const status = statusOf[verdict ?? ''];
    if (status !== undefined) await tx.query(sql, [caseId, status]);
  };
