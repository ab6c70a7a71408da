import type { Faults } from './faults.js';
import { LONGEST_PATH } from './limits.js';
import { body, child, children, extension, flag, text } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import type * as types from './types.js';

/** Task listeners have had other names once. */
const OLDER_NAMES = {
  creating: 'create',
  assigning: 'assignment',
  updating: 'update',
  completing: 'complete',
  canceling: 'cancel',
} as const;

const LISTENER_EVENTS: readonly (readonly [holder: string, events: readonly string[]])[] = [
  ['zeebe:ExecutionListeners', ['start', 'end']],
  ['zeebe:TaskListeners', [...Object.keys(OLDER_NAMES), ...Object.values(OLDER_NAMES)]],
];

/** Reads the zeebe: settings of one flow node. */
export class ExtensionReader {
  constructor(
    private readonly node: ModdleElement,
    private readonly id: string,
    private readonly faults: Faults,
  ) {}

  mappings(kind: 'inputParameters' | 'outputParameters'): readonly types.Mapping[] {
    return children(extension(this.node, 'zeebe:IoMapping'), kind).map((mapping) => {
      const target = text(mapping, 'target') ?? '';
      if (!/^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(target))
        this.faults.add(
          this.id,
          `Expected the mapping target to be a variable name or path but found '${target.slice(0, 100)}'`,
        );
      const source = this.faults.expression(this.id, text(mapping, 'source') ?? '=null');
      const path = target.split('.');
      if (path.length > LONGEST_PATH || path.includes('__proto__')) {
        const limit = `a path of at most ${String(LONGEST_PATH)} names, none of them '__proto__'`;
        this.faults.add(this.id, `Expected the mapping target to be ${limit}`);
      }
      return { source, target: path };
    });
  }

  headers(holder: ModdleElement | null = extension(this.node, 'zeebe:TaskHeaders')): Record<string, string> {
    const pairs = children(holder, 'values').map((header) => [text(header, 'key') ?? '', text(header, 'value') ?? '']);
    return Object.fromEntries(pairs.filter(([key]) => key !== '')) as Record<string, string>;
  }

  job(): types.JobDefinition | null {
    const definition = extension(this.node, 'zeebe:TaskDefinition');
    if (definition === null) return null;
    const type = text(definition, 'type');
    if (type === null)
      this.faults.add(this.id, "Attribute 'type' of 'zeebe:taskDefinition' must be present and not empty");
    return {
      type: this.faults.expression(this.id, type ?? ''),
      retries: this.faults.expression(this.id, text(definition, 'retries') ?? '3'),
      headers: this.headers(),
    };
  }

  /** The job that a user task is; null for one of Camunda, which a `zeebe:userTask` makes it. */
  userTaskJob(): types.JobDefinition | null {
    if (this.#isCamundaUserTask()) return null;
    const type = this.faults.expression(this.id, 'io.camunda.zeebe:userTask');
    return { type, retries: this.faults.expression(this.id, '1'), headers: this.headers() };
  }

  #isCamundaUserTask(): boolean {
    return extension(this.node, 'zeebe:UserTask') !== null;
  }

  executionListeners(event: 'start' | 'end'): readonly types.ListenerDefinition[] {
    return children(extension(this.node, 'zeebe:ExecutionListeners'), 'listeners')
      .filter((listener) => text(listener, 'eventType') === event)
      .map((listener) => this.#listener(listener));
  }

  /** A listener whose event there is not would never be asked. */
  checkListenerEvents(): void {
    for (const [holder, known] of LISTENER_EVENTS)
      for (const listener of children(extension(this.node, holder), 'listeners')) {
        const event = text(listener, 'eventType') ?? '';
        if (!known.includes(event))
          this.faults.add(
            this.id,
            `Attribute 'eventType' of a listener must be one of: ${known.join(', ')}; not '${event}'`,
          );
      }
  }

  call(): types.CallDefinition | null {
    const called = extension(this.node, 'zeebe:CalledElement');
    const processId = text(called, 'processId');
    if (processId === null) {
      this.faults.add(this.id, "Must have a 'zeebe:calledElement' with attribute 'processId'");
      return null;
    }
    return {
      processId: this.faults.expression(this.id, processId),
      ...this.#binding(called),
      propagateAllParentVariables: flag(called, 'propagateAllParentVariables', true),
      propagateAllChildVariables: flag(called, 'propagateAllChildVariables', true),
      businessId: this.faults.optional(this.id, text(called, 'businessId')),
    };
  }

  /** Null when the element calls no decision. */
  decision(): types.DecisionCall | null {
    const called = extension(this.node, 'zeebe:CalledDecision');
    if (called === null) return null;
    const [decisionId, resultVariable] = ['decisionId', 'resultVariable'].map((name) => text(called, name) ?? '');
    if (decisionId === '' || resultVariable === '')
      this.faults.add(
        this.id,
        `Attribute '${decisionId === '' ? 'decisionId' : 'resultVariable'}' of 'zeebe:calledDecision' must be present and not empty`,
      );
    return {
      decisionId: this.faults.expression(this.id, decisionId ?? ''),
      resultVariable: resultVariable ?? '',
      ...this.#binding(called),
    };
  }

  /** Null when the element names no form by id. */
  form(): types.FormLink | null {
    const form = extension(this.node, 'zeebe:FormDefinition');
    const formId = text(form, 'formId');
    if (formId === null) return null;
    return { formId: this.faults.expression(this.id, formId), ...this.#binding(form) };
  }

  userTask(): types.UserTaskDefinition {
    const assignment = extension(this.node, 'zeebe:AssignmentDefinition');
    const schedule = extension(this.node, 'zeebe:TaskSchedule');
    const form = extension(this.node, 'zeebe:FormDefinition');
    const optional = (holder: ModdleElement | null, name: string) =>
      this.faults.optional(this.id, text(holder, name)?.trim() ?? null);
    this.#checkUserTask(form);
    return {
      assignee: optional(assignment, 'assignee'),
      candidateGroups: optional(assignment, 'candidateGroups'),
      candidateUsers: optional(assignment, 'candidateUsers'),
      dueDate: optional(schedule, 'dueDate'),
      followUpDate: optional(schedule, 'followUpDate'),
      priority: optional(extension(this.node, 'zeebe:PriorityDefinition'), 'priority'),
      form: this.form(),
      externalFormReference: optional(form, 'externalReference'),
      formKey: optional(form, 'formKey'),
      headers: this.headers(),
      listeners: {
        creating: this.#taskListeners('creating'),
        assigning: this.#taskListeners('assigning'),
        updating: this.#taskListeners('updating'),
        completing: this.#taskListeners('completing'),
        canceling: this.#taskListeners('canceling'),
      },
    };
  }

  /** Each of the two kinds of user task has its own way to name a form, and only one has listeners. */
  #checkUserTask(form: ModdleElement | null): void {
    const ways = this.#isCamundaUserTask() ? ['formId', 'externalReference'] : ['formId', 'formKey'];
    const given = ['formId', 'externalReference', 'formKey'].filter((name) => text(form, name) !== null);
    if (form !== null && (given.length !== 1 || !given.every((name) => ways.includes(name))))
      this.faults.add(this.id, `Exactly one of the form attributes must be present: ${ways.join(', ')}`);
    if (!this.#isCamundaUserTask() && children(extension(this.node, 'zeebe:TaskListeners'), 'listeners').length > 0)
      this.faults.add(this.id, "Task listeners are only supported with a 'zeebe:userTask' extension element");
  }

  loop(): types.LoopDefinition | null {
    const loop = child(this.node, 'loopCharacteristics');
    if (loop === null) return null;
    if (loop.$type !== 'bpmn:MultiInstanceLoopCharacteristics') {
      this.faults.add(this.id, `Elements of type '${loop.$type}' are not supported`);
      return null;
    }
    const settings = extension(loop, 'zeebe:LoopCharacteristics');
    const inputCollection = text(settings, 'inputCollection');
    if (inputCollection === null)
      this.faults.add(this.id, "Must have a 'zeebe:loopCharacteristics' with attribute 'inputCollection'");
    const outputCollection = text(settings, 'outputCollection');
    const outputElement = text(settings, 'outputElement');
    if ((outputCollection === null) !== (outputElement === null))
      this.faults.add(this.id, "Attributes 'outputCollection' and 'outputElement' must be both present or both absent");
    return {
      sequential: flag(loop, 'isSequential', false),
      inputCollection: this.faults.formula(this.id, inputCollection ?? '=null'),
      inputElement: text(settings, 'inputElement'),
      outputCollection,
      outputElement: this.faults.optionalFormula(this.id, outputElement),
      completionCondition: this.faults.optionalFormula(this.id, body(loop, 'completionCondition')),
    };
  }

  script(): types.ScriptDefinition | null {
    const script = extension(this.node, 'zeebe:Script');
    if (script === null) return null;
    const resultVariable = text(script, 'resultVariable');
    if (resultVariable === null) this.faults.add(this.id, "Attribute 'resultVariable' must be present and not empty");
    return {
      expression: this.faults.formula(this.id, text(script, 'expression') ?? ''),
      resultVariable: resultVariable ?? '',
    };
  }

  #taskListeners(event: types.TaskListenerEvent): readonly types.ListenerDefinition[] {
    return children(extension(this.node, 'zeebe:TaskListeners'), 'listeners')
      .filter((listener) => [event, OLDER_NAMES[event]].some((name) => name === text(listener, 'eventType')))
      .map((listener) => this.#listener(listener));
  }

  #listener(listener: ModdleElement): types.ListenerDefinition {
    const type = text(listener, 'type');
    if (type === null) this.faults.add(this.id, "Attribute 'type' of a listener must be present and not empty");
    const holdsHeaders = listener.$type === 'zeebe:ExecutionListener';
    return {
      type: this.faults.expression(this.id, type ?? ''),
      retries: this.faults.expression(this.id, text(listener, 'retries') ?? '3'),
      headers: holdsHeaders ? this.headers(child(listener, 'headers')) : {},
    };
  }

  #binding(holder: ModdleElement | null): { binding: types.BindingType; versionTag: string | null } {
    const binding = text(holder, 'bindingType') ?? 'latest';
    const versionTag = text(holder, 'versionTag');
    if (binding !== 'latest' && binding !== 'deployment' && binding !== 'versionTag') {
      this.faults.add(
        this.id,
        `Attribute 'bindingType' must be one of: latest, deployment, versionTag; not '${binding}'`,
      );
      return { binding: 'latest', versionTag };
    }
    if (binding === 'versionTag' && versionTag === null)
      this.faults.add(this.id, "Attribute 'versionTag' must be present with binding type 'versionTag'");
    return { binding, versionTag };
  }
}
