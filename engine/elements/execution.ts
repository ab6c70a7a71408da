import type { Json, Key, Variables } from '../commands/requests.js';
import { Rejection } from '../commands/rejection.js';
import { applyEvent } from '../events/apply.js';
import type { EngineEvent, Events, EventType } from '../events/event.js';
import { EvaluationFailure } from '../feel/index.js';
import type { Expression } from '../model/expression.js';
import type { ElementModel, ElementType, ProcessModel, SequenceFlow } from '../model/types.js';
import type { ElementInstanceRow, ElementRuntime, IncidentType } from '../state/rows.js';
import type { State } from '../state/state.js';
import type { ElementBehavior } from './behavior.js';
import { Steps } from './steps.js';

/** What the outside must hear once the command is committed. */
export type Effect =
  | { readonly kind: 'request-answered'; readonly requestKey: Key; readonly rejection: Rejection | null }
  | {
      readonly kind: 'instance-ended';
      readonly processInstanceKey: Key;
      readonly state: 'COMPLETED' | 'TERMINATED';
      readonly variables: Variables;
    };

/** How an instance is to begin. */
export interface Beginning {
  readonly runtime?: ElementRuntime;
  readonly locals?: Variables;
  /** An inner instance of a multi-instance activity (and not its body). */
  readonly inner?: boolean;
}

/** The life cycle as element files see it (lifecycle.ts, tokens.ts, scope.ts): handed in, so that nothing is circular. */
export interface LifeCycle {
  readonly behaviorOf: (type: ElementType) => ElementBehavior;
  activate(run: Execution, element: ElementModel, scope: ElementInstanceRow, beginning?: Beginning): Key;
  complete(run: Execution, key: Key, trigger?: Variables): void;
  terminate(run: Execution, key: Key): void;
  finishTermination(run: Execution, key: Key): void;
  childEnded(run: Execution, scopeKey: Key): void;
  retry(run: Execution, key: Key): void;
  trigger(run: Execution, hostKey: Key, event: ElementModel, variables: Variables): void;
  takeFlow(run: Execution, flow: SequenceFlow, scope: ElementInstanceRow, beginning?: Beginning): void;
  checkConditions(run: Execution, since: number): void;
}

/** A problem a person has to solve: the element stops where it is and an incident is raised. */
export class IncidentError extends Error {
  constructor(
    readonly type: IncidentType,
    message: string,
    /** Writes what is to be kept, although the element is set back to where it stood. */
    readonly keep: () => void = () => undefined,
  ) {
    super(message);
  }
}

/** More steps than this in one command can only be a loop that never waits. */
const MAX_STEPS = 100_000;

/** Changes of one command, for the same reason. */
const MAX_EVENTS = 300_000;

/** Parts of variables (members, items) that one command may copy and look at, about a second of work. */
const MAX_PARTS = 2_500_000;

/** Characters that one command may add to variables: all of them go to the database in one commit. */
const MAX_GROWTH = 32 * 1024 * 1024;

/** One command under way: it reads the state, and changes it by emitting events. */
export class Execution {
  readonly events: EngineEvent[] = [];
  readonly effects: Effect[] = [];
  readonly #steps = new Steps();
  readonly #afterwards = new Map<string, () => void>();
  /** How many of the events the conditional events have been asked about. */
  #checked = 0;
  #parts = 0;
  #growth = 0;

  constructor(
    readonly state: State,
    readonly now: number,
    readonly newKey: () => Key,
    readonly modelOf: (processDefinitionKey: Key) => ProcessModel,
    private readonly life: LifeCycle,
  ) {}

  emit<Type extends EventType>(type: Type, event: Events[Type]): void {
    const named = { ...event, type } as unknown as EngineEvent;
    applyEvent(this.state, named);
    this.events.push(named);
  }

  /** Does the step after everything that is already under way. */
  enqueue(step: () => void): void {
    this.#steps.add(step);
  }

  /** Does the step once nothing else is left to do; a second one with the same name replaces the first. */
  afterwards(name: string, step: () => void): void {
    this.#afterwards.set(name, step);
  }

  /** Works until nothing is left to do. */
  drain(): void {
    let steps = 0;
    for (;;) {
      this.#checkConditions();
      const step = this.#steps.take() ?? this.#nextAfterwards();
      if (step === undefined) return;
      steps += 1;
      if (steps > MAX_STEPS || this.events.length > MAX_EVENTS)
        throw new Rejection('INVALID_STATE', 'Expected the process to wait somewhere, but it goes round for ever');
      step();
    }
  }

  /** What a step has changed may be what a conditional event waits for. */
  #checkConditions(): void {
    const since = this.#checked;
    this.#checked = this.events.length;
    if (this.state.conditionalDefinitions.size > 0 && since < this.#checked) this.life.checkConditions(this, since);
  }

  #nextAfterwards(): (() => void) | undefined {
    for (const [name, step] of this.#afterwards) {
      this.#afterwards.delete(name);
      return step;
    }
    return undefined;
  }

  /** Does the work as a whole or, when it meets an IncidentError, not at all; returns that error. */
  attempt(work: () => void): IncidentError | null {
    const { journal } = this.state;
    const marks = [journal.mark, this.events.length, this.effects.length, this.#steps.waiting] as const;
    try {
      work();
      return null;
    } catch (error) {
      if (!(error instanceof IncidentError)) throw error;
      journal.undoTo(marks[0]);
      this.events.length = marks[1];
      this.effects.length = marks[2];
      this.#steps.dropTo(marks[3]);
      return error;
    }
  }

  /** Parts of variables that the command has copied and looked at so far. */
  get spent(): number {
    return this.#parts;
  }

  /**
   * Counts what the command does with variables, and throws an IncidentError when it is too much: with large ones, a loop
   * that never waits would be at work for minutes.
   */
  spend(parts: number): void {
    this.#parts += parts;
    if (this.#parts <= MAX_PARTS) return;
    const most = MAX_PARTS.toLocaleString('en');
    throw new IncidentError('IO_MAPPING_ERROR', `Expected at most ${most} parts of variables to be moved at once.`);
  }

  /** Counts the characters that the command adds to variables, and throws an IncidentError when they are too many. */
  grow(characters: number): void {
    if (characters > 0) this.#growth += characters;
    if (this.#growth <= MAX_GROWTH) return;
    const most = MAX_GROWTH.toLocaleString('en');
    throw new IncidentError('IO_MAPPING_ERROR', `Expected variables to grow by at most ${most} characters at once.`);
  }

  /**
   * What the expression gives over these variables, and over those of the cluster when it mentions them. One that fails
   * is an incident of this type.
   */
  evaluate(expression: Expression, variables: Variables, failure: IncidentType = 'EXTRACT_VALUE_ERROR'): Json {
    const seen = this.state.clusterVariablesById.seen(expression, variables);
    try {
      return expression.evaluate(seen, this.now);
    } catch (error) {
      throw error instanceof EvaluationFailure ? new IncidentError(failure, error.message) : error;
    }
  }

  /** The element of the diagram that this is an instance of. */
  elementOf(instance: ElementInstanceRow): ElementModel {
    return this.element(instance.processDefinitionKey, instance.elementId);
  }

  element(processDefinitionKey: Key, elementId: string): ElementModel {
    const element = this.modelOf(processDefinitionKey).elements.get(elementId);
    if (element === undefined) throw new Error(`element ${elementId} is not in process ${processDefinitionKey}`);
    return element;
  }

  /** The instance as it now is, or undefined when it has ended. */
  live(key: Key): ElementInstanceRow | undefined {
    return this.state.elements.get(key);
  }

  behaviorOf(type: ElementType): ElementBehavior {
    return this.life.behaviorOf(type);
  }

  /** Creates an instance of the element in the scope and lets it begin. */
  activate(element: ElementModel, scope: ElementInstanceRow, beginning?: Beginning): Key {
    return this.life.activate(this, element, scope, beginning);
  }

  /** The work of the element is done: it ends with these variables of a job, event or user task. */
  complete(key: Key, trigger?: Variables): void {
    this.life.complete(this, key, trigger);
  }

  /** Stops the element and everything inside it. */
  terminate(key: Key): void {
    this.life.terminate(this, key);
  }

  /** Ends a terminating element as soon as nothing inside it lives any more. */
  finishTermination(key: Key): void {
    this.life.finishTermination(this, key);
  }

  /** Something inside the scope has ended. */
  childEnded(scopeKey: Key): void {
    this.life.childEnded(this, scopeKey);
  }

  /** Goes on where an incident or a listener stopped the element. */
  retry(key: Key): void {
    this.life.retry(this, key);
  }

  /** An event has happened to the instance that waits for it (triggers.ts). */
  trigger(hostKey: Key, event: ElementModel, variables: Variables): void {
    this.life.trigger(this, hostKey, event, variables);
  }

  takeFlow(flow: SequenceFlow, scope: ElementInstanceRow, beginning?: Beginning): void {
    this.life.takeFlow(this, flow, scope, beginning);
  }

  setRuntime(key: Key, patch: Partial<ElementRuntime>): void {
    const { runtime } = this.state.elements.require(key);
    this.emit('element-runtime-changed', { key, runtime: { ...runtime, ...patch } });
  }
}
