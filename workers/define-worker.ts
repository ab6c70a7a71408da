import type { z } from 'zod';
import type { Database } from '../db/database.js';
import type { Transaction } from '../db/transaction.js';
import type { FindingCode } from '../rules/error-codes.js';
import { answerOnce } from '../db/repositories/jobs.repository.js';

/** What a handler may know of the job itself; everything about the case comes as variables or from the database. */
export interface JobInfo {
  readonly jobKey: string;
  readonly jobType: string;
  readonly processInstanceKey: string;
  readonly elementId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Only for listener jobs: the user task whose change waits for the answer. */
  readonly userTask?: { readonly userTaskKey: string; readonly assignee: string | null };
}

/** What the engine is told when a job is done: new variables, or (listeners only) a denial with its reason. */
export type JobAnswer =
  | { readonly kind: 'completed'; readonly variables: Record<string, unknown> }
  | { readonly kind: 'denied'; readonly reason: string };

/** One job type: the host fetches its jobs and reports the answer; `run` may be called twice for one job. */
export interface Worker {
  readonly jobType: string;
  /** BPMN error codes that the diagram may have to catch. */
  readonly throws: readonly FindingCode[];
  /** Variables the job needs, so that the engine sends no others. */
  readonly fetchVariables: readonly string[];
  run(database: Database, job: JobInfo, variables: unknown): Promise<JobAnswer>;
}

/** The variables of a job do not have the shape that its worker declares: retrying cannot help. */
export class BadVariablesError extends Error {
  override readonly name = 'BadVariablesError';
}

function parse<S extends z.ZodType>(schema: S, variables: unknown, jobType: string): z.output<S> {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new BadVariablesError(`变量不符合 ${jobType} 的要求：${faults}`);
}

interface WorkerOptions<I extends z.ZodObject, O extends z.ZodType> {
  readonly jobType: string;
  readonly input: I;
  readonly output: O;
  readonly throws?: readonly FindingCode[];
  /** Runs inside one transaction together with the record that the job is done. */
  readonly handle: (input: z.output<I>, context: { tx: Transaction; job: JobInfo }) => Promise<z.input<O>>;
}

/** A service task's worker: read, decide, record, answer; the second run of a job returns the first one's answer. */
export function defineWorker<I extends z.ZodObject, O extends z.ZodType<Record<string, unknown>>>(
  options: WorkerOptions<I, O>,
): Worker {
  return {
    jobType: options.jobType,
    throws: options.throws ?? [],
    fetchVariables: Object.keys(options.input.shape),
    async run(database, job, variables) {
      const input = parse(options.input, variables, options.jobType);
      const answer = await database.transaction((tx) =>
        answerOnce(tx, job.jobKey, options.jobType, async () =>
          parse(options.output, await options.handle(input, { tx, job }), options.jobType),
        ),
      );
      return { kind: 'completed', variables: answer };
    },
  };
}

interface ListenerOptions<I extends z.ZodObject> {
  readonly jobType: string;
  readonly input: I;
  /** Resolves with the reason of a refusal, or undefined when the change may happen. Checked anew on every run. */
  readonly judge: (
    input: z.output<I>,
    context: { database: Database; job: JobInfo; userTask: NonNullable<JobInfo['userTask']> },
  ) => Promise<string | undefined>;
}

/** A user task listener: lets the change of a task happen or denies it with a reason that a person can act on. */
export function defineTaskListener<I extends z.ZodObject>(options: ListenerOptions<I>): Worker {
  return {
    jobType: options.jobType,
    throws: [],
    fetchVariables: Object.keys(options.input.shape),
    async run(database, job, variables) {
      if (job.userTask === undefined) throw new BadVariablesError(`${options.jobType} 只能作为用户任务监听器使用`);
      const input = parse(options.input, variables, options.jobType);
      const reason = await options.judge(input, { database, job, userTask: job.userTask });
      return reason === undefined ? { kind: 'completed', variables: {} } : { kind: 'denied', reason };
    },
  };
}
