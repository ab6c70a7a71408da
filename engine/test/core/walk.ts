import type { EngineEvent } from '../../events/event.js';
import { applyEvent } from '../../events/apply.js';
import { Engine } from '../../index.js';
import type { ActivatedJob, Key, Variables } from '../../index.js';
import type { IncidentRow, UserTaskRow } from '../../state/rows.js';
import { State } from '../../state/state.js';
import { contents } from './state-contents.js';

/** 2026-03-01T08:00Z, a Sunday. Tests move the clock; they never wait. */
export const BEGIN = Date.parse('2026-03-01T08:00:00Z');

/** An engine in memory whose clock stands, with short words for what tests do all the time. */
export class Walk {
  readonly events: EngineEvent[] = [];
  /** What the engine has met that is nobody's refusal. */
  readonly faults: unknown[] = [];
  now = BEGIN;

  private constructor(readonly engine: Engine) {}

  static async open(...diagrams: readonly string[]): Promise<Walk> {
    const events: EngineEvent[] = [];
    const faults: unknown[] = [];
    const engine = await Engine.open({
      onEvent: (event) => events.push(event),
      onFault: (error) => faults.push(error),
      requestTimeout: 2_000,
    });
    const walk = new Walk(engine);
    Object.assign(walk, { events, faults });
    await walk.engine.pinClock({ timestamp: BEGIN });
    for (const [index, xml] of diagrams.entries()) await walk.deploy(xml, `diagram-${String(index)}.bpmn`);
    return walk;
  }

  deploy(content: string, name = 'diagram.bpmn') {
    return this.engine.deploy({ resources: [{ name, content }] });
  }

  async create(processDefinitionId: string, variables: Variables = {}): Promise<Key> {
    return (await this.engine.createInstance({ processDefinitionId, variables })).processInstanceKey;
  }

  async jobs(type: string): Promise<readonly ActivatedJob[]> {
    return this.engine.activateJobs({ type, timeout: 60_000, maxJobsToActivate: 100, requestTimeout: -1 });
  }

  /** Takes the one job of this type. */
  async job(type: string): Promise<ActivatedJob> {
    const jobs = await this.jobs(type);
    const [only] = jobs;
    if (only === undefined || jobs.length > 1)
      throw new Error(`expected one ${type} job, found ${String(jobs.length)}`);
    return only;
  }

  async complete(type: string, variables: Variables = {}): Promise<void> {
    await this.engine.completeJob({ jobKey: (await this.job(type)).jobKey, variables });
  }

  async forward(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    await this.engine.pinClock({ timestamp: this.now });
  }

  /** What the events say the state is: rebuilt from nothing on every look, which is the replay law at work. */
  get state(): State {
    const state = new State();
    for (const event of this.events) applyEvent(state, event);
    return state;
  }

  isActive(processInstanceKey: Key): boolean {
    return this.state.processInstances.get(processInstanceKey) !== undefined;
  }

  /** Ids of the elements that have ended in this state, in order. */
  ended(end: 'COMPLETED' | 'TERMINATED'): string[] {
    const ids = new Map<Key, string>();
    const found: string[] = [];
    for (const event of this.events) {
      if (event.type === 'element-activating') ids.set(event.row.elementInstanceKey, event.row.elementId);
      if (event.type === 'element-ended' && event.state === end) found.push(ids.get(event.key) ?? '?');
    }
    return found;
  }

  /** Variables that the process instance had when it ended, or has now. */
  root(processInstanceKey: Key): Variables {
    const found: Variables = {};
    for (const event of this.events) {
      const isVariable = event.type === 'variable-created' || event.type === 'variable-updated';
      if (isVariable && event.row.scopeKey === processInstanceKey) found[event.row.name] = event.row.value;
    }
    return found;
  }

  get incidents(): IncidentRow[] {
    return [...this.state.incidents.all()];
  }

  get userTasks(): UserTaskRow[] {
    return [...this.state.userTasks.all()];
  }

  get userTask(): UserTaskRow {
    const [only] = this.userTasks;
    if (only === undefined) throw new Error('expected a user task, found none');
    return only;
  }

  /** The live rows, comparable. */
  get contents() {
    return contents(this.state);
  }
}
