import type { Execution } from '../../elements/execution.js';
import { innerElementOf } from '../../model/read-ad-hoc.js';
import type { ElementModel, ProcessModel, SequenceFlow } from '../../model/types.js';
import type { ProcessDefinitionRow } from '../../state/rows.js';
import { reject } from '../rejection.js';
import type { Rejection, RejectionType } from '../rejection.js';
import type { Key, MigrateInstanceRequest } from '../requests.js';

type Instructions = MigrateInstanceRequest['mappingInstructions'];

/** Which element (or flow) of the running definition becomes which of the target definition. */
export class MigrationPlan {
  readonly source: ProcessModel;
  readonly target: ProcessModel;
  readonly #mapping = new Map<string, string>();
  readonly #targets = new Set<string>();

  constructor(
    run: Execution,
    readonly processInstanceKey: Key,
    sourceDefinitionKey: Key,
    readonly definition: ProcessDefinitionRow,
    instructions: Instructions,
  ) {
    this.source = run.modelOf(sourceDefinitionKey);
    this.target = run.modelOf(definition.processDefinitionKey);
    for (const { sourceElementId, targetElementId } of instructions) this.#add(sourceElementId, targetElementId);
  }

  #add(sourceId: string, targetId: string): void {
    if (this.#mapping.has(sourceId))
      throw this.refuse(
        'INVALID_ARGUMENT',
        `the mapping instructions contain duplicate source element ids '${sourceId}'`,
      );
    const from = partOf(this.source, sourceId);
    const to = partOf(this.target, targetId);
    if (from === undefined)
      throw this.refuse(
        'INVALID_ARGUMENT',
        unknown('source', sourceId, `process instance is based on '${this.source.id}'`),
      );
    if (to === undefined)
      throw this.refuse('INVALID_ARGUMENT', unknown('target', targetId, `target process is '${this.target.id}'`));
    const isCatchEvent = 'type' in from && CATCH_EVENTS.has(from.type);
    if (isCatchEvent && this.#targets.has(targetId))
      throw this.refuse('INVALID_STATE', `the catch event '${targetId}' of the target is mapped more than once`);
    this.#mapping.set(sourceId, targetId);
    this.#targets.add(targetId);
    // The scope between an ad-hoc subprocess and its elements goes with it: no diagram shows it.
    const [inner, innerTarget] = [innerOf(from), innerOf(to)];
    if (inner !== undefined && innerTarget !== undefined) this.#mapping.set(inner.id, innerTarget.id);
  }

  /** What the element becomes; undefined: no instruction says so. */
  targetOf(elementId: string): ElementModel | undefined {
    return this.target.elements.get(this.#mapping.get(elementId) ?? '');
  }

  /** What the flow becomes: as an instruction says, or the flow of the same id. */
  flowOf(flowId: string): SequenceFlow | undefined {
    return flowOf(this.target, this.#mapping.get(flowId) ?? flowId);
  }

  /** Does an instruction lead to this element of the target? */
  isTarget(elementId: string): boolean {
    return this.#targets.has(elementId);
  }

  /** What an element becomes that does not run now: as an instruction says, or the element of the same id. */
  inactiveTargetOf(elementId: string): ElementModel | undefined {
    return this.target.elements.get(this.#mapping.get(elementId) ?? elementId);
  }

  refuse(type: RejectionType, reason: string): Rejection {
    return reject('MIGRATE', type, `Expected to migrate process instance '${this.processInstanceKey}' but ${reason}.`);
  }
}

const CATCH_EVENTS: ReadonlySet<ElementModel['type']> = new Set([
  'BOUNDARY_EVENT',
  'INTERMEDIATE_CATCH_EVENT',
  'START_EVENT',
]);

const innerOf = (part: ElementModel | SequenceFlow): ElementModel | undefined =>
  'type' in part ? innerElementOf(part) : undefined;

const unknown = (which: string, id: string, where: string): string =>
  `mapping instructions contain a non-existing ${which} element id '${id}'; the ${where}`;

const partOf = (model: ProcessModel, id: string): ElementModel | SequenceFlow | undefined =>
  model.elements.get(id) ?? flowOf(model, id);

function flowOf({ elements }: ProcessModel, id: string): SequenceFlow | undefined {
  for (const { outgoing } of elements.values()) {
    const flow = outgoing.find((one) => one.id === id);
    if (flow !== undefined) return flow;
  }
  return undefined;
}
