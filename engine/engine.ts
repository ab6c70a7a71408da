import type { Pool } from 'pg';
import type { Command } from './audit/audited.js';
import {
  cancelBatch,
  cancelInstance,
  createBatch,
  createInstance,
  deleteResource,
  deploy,
  evaluateDecision,
  migrateInstance,
  modifyInstance,
  resolveIncident,
  resumeBatch,
  setVariables,
  suspendBatch,
} from './audit/commands.js';
import { assignUserTask, completeUserTask, unassignUserTask, updateUserTask } from './audit/user-task-commands.js';
import { BatchRunner } from './batch-runner.js';
import { PinnableClock, systemClock } from './clock.js';
import type { Clock } from './clock.js';
import { JobPolls } from './commands/job-polls.js';
import { JobStreams } from './commands/job-streams.js';
import type { Deliver } from './commands/job-streams.js';
import { activateAdHocElements } from './commands/activate-ad-hoc-elements.js';
import { broadcastSignal } from './commands/broadcast-signal.js';
import { createClusterVariable, deleteClusterVariable, updateClusterVariable } from './commands/cluster-variables.js';
import { completeJob } from './commands/complete-job.js';
import { correlateMessage } from './commands/correlate-message.js';
import type { DeleteResourceRequest } from './commands/delete-resource.js';
import { readResources } from './commands/deploy.js';
import { evaluateConditionals } from './commands/evaluate-conditionals.js';
import { evaluateExpression } from './commands/evaluate-expression.js';
import { failJob } from './commands/fail-job.js';
import {
  createGlobalTaskListener,
  deleteGlobalTaskListener,
  updateGlobalTaskListener,
} from './commands/global-task-listeners.js';
import { pinClock } from './commands/pin-clock.js';
import { publishMessage } from './commands/publish-message.js';
import { Rejection, reject } from './commands/rejection.js';
import { releaseJobs } from './commands/release-jobs.js';
import type { ReleaseJobs } from './commands/release-jobs.js';
import type * as request from './commands/requests.js';
import { throwJobError } from './commands/throw-job-error.js';
import { updateJob } from './commands/update-job.js';
import { Core } from './core.js';
import type { Outcome } from './core.js';
import type { EngineEvent } from './events/event.js';
import type { EngineFigures } from './figures.js';
import { Identity } from './identity/identity.js';
import { setUpIdentity } from './identity/set-up.js';
import type { ProcessModel } from './model/types.js';
import type { ClusterVariableRow, GlobalTaskListenerRow } from './state/rows.js';
import { Search } from './search/index.js';
import { Retention } from './retention.js';
import { MemoryStore } from './store/memory-store.js';
import { PostgresStore } from './store/postgres-store.js';
import type { Store } from './store/store.js';
import { Waiters } from './waiters.js';

export interface EngineOptions {
  /** A PostgreSQL pool of the caller, or the address of a database; neither: everything is kept in memory only. */
  readonly pool?: Pool | undefined;
  readonly databaseUrl?: string | undefined;
  /** PostgreSQL schema that holds the engine's tables. */
  readonly schema?: string | undefined;
  readonly clock?: Clock | undefined;
  /** How long a call waits for task listeners, for a job or for the end of an instance when it names no time, ms. */
  readonly requestTimeout?: number | undefined;
  /** Largest deployment, bytes of all its resources together; 4 MB by default, as Zeebe's largest message. */
  readonly maxDeploymentBytes?: number | undefined;
  /** Extra deployment rules: one sentence per fault refuses the whole deployment. */
  readonly validateDeployment?: ((process: ProcessModel) => readonly string[]) | undefined;
  /** Sees every event right after it is applied (tests, exporters). */
  readonly onEvent?: ((event: EngineEvent) => void) | undefined;
  /** Ended instances are kept for so many days; left out: for ever. */
  readonly retentionDays?: number | undefined;
  /** What the audit log tells is kept for so many days; left out: for ever. */
  readonly auditRetentionDays?: number | undefined;
  /** Told when the database failed and the state is being loaded again. */
  readonly onFault?: ((error: unknown) => void) | undefined;
}

const isInMemory = ({ pool, databaseUrl }: EngineOptions): boolean => pool === undefined && databaseUrl === undefined;

const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;

/**
 * The engine: one method per command, each answered only after its changes are committed. A refused command throws a
 * `Rejection` and has changed nothing; RESOURCE_EXHAUSTED means "try again" (the database is being reached again).
 */
export class Engine {
  readonly clock: PinnableClock;
  readonly #core: Core;
  readonly #waiters: Waiters;
  readonly #polls: JobPolls;
  readonly #streams: JobStreams;
  readonly #retention: Retention;
  readonly #batches: BatchRunner | null;
  readonly #requestTimeout: number;
  #closed: Promise<void> | null = null;
  #identity: Identity | null = null;
  readonly #largestDeployment: number | undefined;
  readonly #validate: (process: ProcessModel) => readonly string[];

  private constructor(
    options: EngineOptions,
    private readonly store: Store,
  ) {
    this.clock = new PinnableClock(options.clock ?? systemClock);
    this.#requestTimeout = options.requestTimeout ?? DEFAULT_REQUEST_TIMEOUT_MS;
    this.#largestDeployment = options.maxDeploymentBytes;
    this.#validate = options.validateDeployment ?? (() => []);
    this.#waiters = new Waiters();
    const onFault = options.onFault ?? (() => undefined);
    this.#core = new Core(
      store,
      this.clock,
      (effect) => {
        this.#waiters.hear(effect);
        this.#retention.hear(effect);
      },
      options.onEvent,
      onFault,
    );
    const { retentionDays, auditRetentionDays } = options;
    this.#retention = new Retention(this.#core, store.history, { retentionDays, auditRetentionDays, onFault });
    this.#batches = isInMemory(options)
      ? null
      : new BatchRunner(this.#core, new Search(store.pool, store.schema), store.history, {
          onFault,
          // The definition whose last instance a batch operation has deleted can be forgotten.
          onIdle: () => {
            this.#retention.sweepSoon();
          },
        });
    this.#polls = new JobPolls(this.#core, this.#requestTimeout);
    this.#streams = new JobStreams(this.#core, this.#polls);
  }

  /** Opens the schema (created when new), takes it for this process alone, and goes on where the last one stopped. */
  static async open(options: EngineOptions = {}): Promise<Engine> {
    const store = isInMemory(options) ? new MemoryStore() : new PostgresStore(options, options.schema ?? 'engine');
    const engine = new Engine(options, store);
    try {
      await engine.#core.start();
      if (!isInMemory(options)) await setUpIdentity(store.pool, store.schema);
    } catch (error) {
      await store.close();
      throw error;
    }
    // A pinned clock stands still, so the locks of workers that died with the last run would never time out.
    if (engine.clock.pinnedAt !== null) await engine.releaseJobs();
    engine.#retention.start();
    engine.#batches?.wake();
    return engine;
  }

  /** Commits what is under way, refuses everything else, and gives the schema free. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#polls.close();
    this.#waiters.rejectAll(reject('CLOSE', 'RESOURCE_EXHAUSTED', 'the engine is shutting down'));
    await this.#batches?.stop();
    await this.#retention.stop();
    await this.#core.stop();
  }

  /** The pool for reading the tables (search); throws when the engine runs in memory only. */
  get pool(): Pool {
    return this.store.pool;
  }

  get schema(): string {
    return this.store.schema;
  }

  /** Users, groups, roles, tenants and what they may do; throws when the engine runs in memory only. */
  get identity(): Identity {
    return (this.#identity ??= new Identity(this.pool, this.schema, () => this.clock.now()));
  }

  /** Commands are accepted; false while the database is being reached again. */
  get isReady(): boolean {
    return this.#core.isOpen;
  }

  get figures(): EngineFigures {
    return this.#core.figures;
  }

  /** How many rows of each table are in memory. */
  get liveRows(): Readonly<Record<string, number>> {
    return Object.fromEntries(Object.entries(this.#core.state.tables).map(([name, table]) => [name, table.size]));
  }

  async deploy(body: request.DeployRequest & request.ByActor): Promise<request.DeployReply> {
    const resources = await readResources(body, this.#validate, this.#largestDeployment);
    return this.#run(deploy, { ...resources, actor: body.actor });
  }

  /** Answers with the batch operation that deletes the history, where there is one. */
  async deleteResource(body: DeleteResourceRequest & request.ByActor): Promise<request.CreateBatchReply | null> {
    // In memory only there is no history.
    const deleteHistory = body.deleteHistory === true && this.#batches !== null;
    const batch = await this.#run(deleteResource, { ...body, deleteHistory });
    if (batch !== null) this.#batches?.wake();
    else if (deleteHistory) this.#retention.sweepSoon();
    return batch;
  }

  async createInstance(body: request.CreateInstanceRequest & request.ByActor): Promise<request.CreateInstanceReply> {
    const { reply, committed } = this.#core.apply(createInstance, body);
    const { requestTimeout = 0, fetchVariables = [] } = body;
    const timeout = requestTimeout > 0 ? requestTimeout : this.#requestTimeout;
    const result =
      body.awaitCompletion === true
        ? this.#waiters.instanceResult(reply.processInstanceKey, fetchVariables, timeout)
        : null;
    result?.catch(() => undefined);
    await committed;
    return result === null ? reply : { ...reply, variables: await result };
  }

  async cancelInstance(body: { readonly processInstanceKey: string } & request.ByActor): Promise<void> {
    await this.#run(cancelInstance, body);
  }

  async modifyInstance(body: request.ModifyInstanceRequest & request.ByActor): Promise<void> {
    await this.#run(modifyInstance, body);
  }

  /** Deletes what is left of an ended instance, and of it alone: called processes are instances of their own. */
  async deleteInstance({ processInstanceKey }: { readonly processInstanceKey: string }): Promise<void> {
    const expected = `Expected to delete a process instance with key '${processInstanceKey}'`;
    if (this.#core.state.processInstances.get(processInstanceKey) !== undefined)
      throw reject('DELETE', 'INVALID_STATE', `${expected}, but it is not completed or terminated`);
    await this.#core.settled();
    const deleted = await this.store.history.deleteInstances([processInstanceKey]);
    if (deleted === 0) throw reject('DELETE', 'NOT_FOUND', `${expected}, but no such process instance was found`);
  }

  /** Deletes what is known of one evaluation of a decision. */
  async deleteDecisionInstance({
    decisionEvaluationKey: key,
  }: {
    readonly decisionEvaluationKey: string;
  }): Promise<void> {
    await this.#core.settled();
    if ((await this.store.history.deleteEvaluation(key)) > 0) return;
    const reason = `Expected to delete a decision instance with key '${key}', but no such decision instance was found`;
    throw reject('DELETE', 'NOT_FOUND', reason);
  }

  /** One operation on everything that the filter finds, worked off beside the commands; an item that fails is noted. */
  async createBatchOperation(body: request.CreateBatchRequest & request.ByActor): Promise<request.CreateBatchReply> {
    if (this.#batches === null) throw new Error('this engine runs in memory only: batch operations need a database');
    const reply = await this.#run(createBatch, body);
    this.#batches.wake();
    return reply;
  }

  async cancelBatchOperation(body: { readonly batchOperationKey: string } & request.ByActor): Promise<void> {
    await this.#run(cancelBatch, body);
    this.#batches?.wake();
  }

  async suspendBatchOperation(body: { readonly batchOperationKey: string } & request.ByActor): Promise<void> {
    await this.#run(suspendBatch, body);
  }

  async resumeBatchOperation(body: { readonly batchOperationKey: string } & request.ByActor): Promise<void> {
    await this.#run(resumeBatch, body);
    this.#batches?.wake();
  }

  /** Deletes at once what has been kept for long enough; answers how many instances that were. */
  sweepHistory(): Promise<number> {
    return this.#retention.sweep();
  }

  async migrateInstance(body: request.MigrateInstanceRequest & request.ByActor): Promise<void> {
    await this.#run(migrateInstance, body);
  }

  /**
   * Hands out jobs, or waits for one. When `signal` aborts, the waiting call answers [] and jobs it was just given go
   * back to the queue.
   */
  activateJobs(body: request.ActivateJobsRequest, signal?: AbortSignal): Promise<readonly request.ActivatedJob[]> {
    return this.#polls.activate(body, signal);
  }

  /**
   * Hands jobs to `deliver` as they come, shared among all streams of the type, until the signal aborts. Jobs that did
   * not reach the worker go back to the queue.
   */
  streamJobs(body: request.StreamJobsRequest, deliver: Deliver, signal: AbortSignal): Promise<void> {
    return this.#streams.run(body, deliver, signal);
  }

  async completeJob(body: request.CompleteJobRequest): Promise<void> {
    await this.#run(completeJob, body);
  }

  async failJob(body: request.FailJobRequest): Promise<void> {
    await this.#run(failJob, body);
  }

  async throwJobError(body: request.ThrowJobErrorRequest): Promise<void> {
    await this.#run(throwJobError, body);
  }

  async updateJob(body: request.UpdateJobRequest): Promise<void> {
    await this.#run(updateJob, body);
  }

  /** Lets the locks of dead workers go at once: those of one worker, of these jobs, or all. */
  async releaseJobs(body: ReleaseJobs = {}): Promise<void> {
    await this.#run(releaseJobs, body);
  }

  publishMessage(body: request.PublishMessageRequest): Promise<request.PublishMessageReply> {
    return this.#run(publishMessage, body);
  }

  correlateMessage(body: request.CorrelateMessageRequest): Promise<request.CorrelateMessageReply> {
    return this.#run(correlateMessage, body);
  }

  broadcastSignal(body: request.BroadcastSignalRequest): Promise<request.BroadcastSignalReply> {
    return this.#run(broadcastSignal, body);
  }

  /** Lets elements of an ad-hoc subprocess begin. */
  async activateAdHocElements(body: request.ActivateAdHocElementsRequest): Promise<void> {
    await this.#run(activateAdHocElements, body);
  }

  /** Starts an instance for every conditional start event whose condition holds over the variables. */
  evaluateConditionals(body: request.EvaluateConditionalsRequest): Promise<request.EvaluateConditionalsReply> {
    return this.#run(evaluateConditionals, body);
  }

  /** Answered when the assigning listeners are through; INVALID_STATE when one denies. */
  async assignUserTask(body: request.AssignUserTaskRequest): Promise<void> {
    await this.#runWithListeners(assignUserTask, body);
  }

  async unassignUserTask(body: request.UnassignUserTaskRequest): Promise<void> {
    await this.#runWithListeners(unassignUserTask, body);
  }

  async updateUserTask(body: request.UpdateUserTaskRequest): Promise<void> {
    await this.#runWithListeners(updateUserTask, body);
  }

  async completeUserTask(body: request.CompleteUserTaskRequest): Promise<void> {
    await this.#runWithListeners(completeUserTask, body);
  }

  /** Those of a user task are answered when its updating listeners are through; INVALID_STATE when one denies. */
  async setVariables(body: request.SetVariablesRequest): Promise<request.SetVariablesReply> {
    const outcome = this.#core.apply(setVariables, body);
    const { changeKey, isAsked } = outcome.reply;
    const answered = isAsked ? this.#waiters.changeAnswered(changeKey, this.#requestTimeout) : undefined;
    await outcome.committed;
    await answered;
    return { changeKey };
  }

  async resolveIncident(body: { readonly incidentKey: string } & request.ByActor): Promise<void> {
    await this.#run(resolveIncident, body);
  }

  /** Lets time stand still at this instant (ms); what has become due fires before the answer. */
  async pinClock(body: { readonly timestamp: number }): Promise<void> {
    await this.#run(pinClock, { pinnedAt: body.timestamp });
    this.#core.fireAllDue();
    await this.#core.settled();
  }

  async resetClock(): Promise<void> {
    await this.#run(pinClock, { pinnedAt: null });
    this.#core.fireAllDue();
    await this.#core.settled();
  }

  createClusterVariable(body: request.SetClusterVariableRequest): Promise<ClusterVariableRow> {
    return this.#run(createClusterVariable, body);
  }

  updateClusterVariable(body: request.SetClusterVariableRequest): Promise<ClusterVariableRow> {
    return this.#run(updateClusterVariable, body);
  }

  async deleteClusterVariable(body: request.ClusterVariableReference): Promise<void> {
    await this.#run(deleteClusterVariable, body);
  }

  createGlobalTaskListener(body: request.GlobalTaskListenerRequest): Promise<GlobalTaskListenerRow> {
    return this.#run(createGlobalTaskListener, body);
  }

  updateGlobalTaskListener(body: request.GlobalTaskListenerRequest): Promise<GlobalTaskListenerRow> {
    return this.#run(updateGlobalTaskListener, body);
  }

  async deleteGlobalTaskListener(body: { readonly id: string }): Promise<void> {
    await this.#run(deleteGlobalTaskListener, body);
  }

  /** Evaluates a decision with all it requires; answered with the reason when that fails. */
  evaluateDecision(body: request.EvaluateDecisionRequest & request.ByActor): Promise<request.EvaluateDecisionReply> {
    return this.#run(evaluateDecision, body);
  }

  /** Works a FEEL expression out over the given variables; changes nothing. */
  evaluateExpression(body: {
    readonly expression: string;
    readonly variables?: request.Variables | null | undefined;
  }): request.EvaluateExpressionReply {
    return evaluateExpression(body, this.#core.state, this.clock.now());
  }

  async #run<Request, Reply>(command: Command<Request, Reply>, body: Request): Promise<Reply> {
    const accepted = this.#accept(command, body);
    const outcome = accepted instanceof Promise ? await accepted : accepted;
    await outcome.committed;
    return outcome.reply;
  }

  /** The command answers with the key of the change it has begun. */
  async #runWithListeners<Request>(command: Command<Request, string>, body: Request): Promise<void> {
    const accepted = this.#accept(command, body);
    const outcome = accepted instanceof Promise ? await accepted : accepted;
    const answered = this.#waiters.changeAnswered(outcome.reply, this.#requestTimeout);
    await outcome.committed;
    await answered;
  }

  /** What is accepted goes on at once; some refusals are written to the audit log before they are told. */
  #accept<Request, Reply>(command: Command<Request, Reply>, body: Request): Outcome<Reply> | Promise<never> {
    try {
      return this.#core.apply(command, body);
    } catch (error) {
      if (error instanceof Rejection && error.type === 'INVALID_STATE') return this.#refuse(command, body, error);
      throw error;
    }
  }

  async #refuse<Request>(command: Command<Request, unknown>, body: Request, rejection: Rejection): Promise<never> {
    const telling = command.refused?.(body);
    if (telling !== undefined) await this.#core.apply(telling, undefined).committed;
    throw rejection;
  }
}
