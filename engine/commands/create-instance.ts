import type { Execution } from '../elements/execution.js';
import { startProcess } from '../elements/process.js';
import { LONGEST_BUSINESS_ID, MOST_TAGS, TAG } from '../model/limits.js';
import type { ElementModel, ElementType, ProcessModel } from '../model/types.js';
import type { ProcessDefinitionRow } from '../state/rows.js';
import { rowsOf } from '../state/state.js';
import { reject } from './rejection.js';
import type { CreateInstanceReply, CreateInstanceRequest } from './requests.js';

/** Starts an instance of the latest version, of a given one, or of a given key. */
export function createInstance(run: Execution, request: CreateInstanceRequest): CreateInstanceReply {
  const definition = findDefinition(run, request);
  const model = run.modelOf(definition.processDefinitionKey);
  const startAt = (request.startInstructions ?? []).map(({ elementId }) => elementId);
  checkStart(model, startAt);
  const terminateAfter = (request.runtimeInstructions ?? []).map((instruction) => instruction.afterElementId);
  for (const elementId of terminateAfter) requireElement(model, elementId);
  const { variables = {} } = request;
  const tags = checkedTags(request.tags ?? []);
  // Some clients send '' for none.
  const businessId = request.businessId === undefined || request.businessId === '' ? null : request.businessId;
  if (businessId !== null && businessId.length > LONGEST_BUSINESS_ID)
    throw invalid(`Expected a business id of at most ${String(LONGEST_BUSINESS_ID)} characters`);
  const processInstanceKey = startProcess(run, {
    definition,
    variables,
    tags,
    businessId,
    ...(startAt.length > 0 ? { startAt } : {}),
    ...(terminateAfter.length > 0 ? { terminateAfter } : {}),
  });
  const { processDefinitionKey, processDefinitionId, version } = definition;
  return {
    processInstanceKey,
    processDefinitionKey,
    processDefinitionId,
    processDefinitionVersion: version,
    variables: {},
    tags,
    businessId,
  };
}

function findDefinition(run: Execution, request: CreateInstanceRequest): ProcessDefinitionRow {
  const { processDefinitionKey: key, processDefinitionId: id, processDefinitionVersion: version = -1 } = request;
  const { state } = run;
  if (key !== undefined) {
    const found = state.definitions.get(key);
    if (found?.state === 'ACTIVE') return found;
    throw notFound(`Expected to find process definition with key '${key}', but none found`);
  }
  if (id === undefined || id === '') throw invalid('Expected at least a process id or a key, but none given');
  const found =
    version < 0
      ? state.latestDefinition(id)
      : rowsOf(state.definitions, state.definitionsById.find(id)).find(
          (row) => row.version === version && row.state === 'ACTIVE',
        );
  if (found !== undefined) return found;
  const which = version < 0 ? '' : ` and version '${version}'`;
  throw notFound(`Expected to find process definition with process ID '${id}'${which}, but none found`);
}

const invalid = (reason: string) => reject('CREATE', 'INVALID_ARGUMENT', reason);
const notFound = (reason: string) => reject('CREATE', 'NOT_FOUND', reason);

/** What only the engine itself begins. */
const NEVER_BEGUN: ReadonlySet<ElementType> = new Set<ElementType>([
  'START_EVENT',
  'BOUNDARY_EVENT',
  'PROCESS',
  'AD_HOC_SUB_PROCESS_INNER_INSTANCE',
]);

function checkStart(model: ProcessModel, startAt: readonly string[]): void {
  if (startAt.length === 0 && model.root.startEvent === null) {
    const reason = 'Expected to create instance of process with none start event, but there is no such event';
    throw reject('CREATE', 'INVALID_STATE', reason);
  }
  for (const elementId of startAt) {
    const element = requireElement(model, elementId);
    const expected = `Expected to create instance of process with start instructions but the element with id '${elementId}'`;
    if (NEVER_BEGUN.has(element.type)) throw invalid(`${expected} targets unsupported element type '${element.type}'`);
    if (element.incoming.some(({ source }) => source.type === 'EVENT_BASED_GATEWAY'))
      throw invalid(`${expected} belongs to an event-based gateway, whose events cannot be begun at`);
    if (isInsideLoop(element))
      throw invalid(`${expected} is inside a multi-instance subprocess, whose elements cannot be begun at`);
  }
}

/** Nothing says in which of the rounds it would be. */
function isInsideLoop({ scope }: ElementModel): boolean {
  return scope !== null && (scope.loop !== null || isInsideLoop(scope));
}

/** A tag is in the list once, however often it was given. */
function checkedTags(given: readonly string[]): string[] {
  const tags = [...new Set(given)];
  if (tags.length > MOST_TAGS)
    throw invalid(`Expected at most ${String(MOST_TAGS)} tags, but got ${String(tags.length)}`);
  for (const tag of tags) {
    if (!TAG.test(tag))
      throw invalid(
        `Expected tags that start with a letter, followed by at most 99 letters, digits, '_', '-', ':' or '.', but got '${tag}'`,
      );
  }
  return tags;
}

function requireElement(model: ProcessModel, elementId: string): ElementModel {
  const element = model.elements.get(elementId);
  if (element !== undefined) return element;
  const reason = `Expected to create instance of process with start instructions but no element found with id '${elementId}'.`;
  throw invalid(reason);
}
