import type { Key, Variables } from '../commands/requests.js';
import type { ElementModel } from '../model/types.js';
import type { ElementInstanceRow, ProcessDefinitionRow } from '../state/rows.js';
import type { Execution } from './execution.js';
import { setLocal } from './variables.js';

export interface NewProcess {
  readonly definition: ProcessDefinitionRow;
  readonly variables: Variables;
  /** Start event to begin with in place of the none start event, and the variables it brings. */
  readonly startEvent?: { readonly element: ElementModel; readonly trigger: Variables };
  readonly startAt?: readonly string[];
  readonly terminateAfter?: readonly string[];
  readonly tags?: readonly string[];
  readonly businessId?: string | null;
  readonly startCorrelationKey?: string | null;
  readonly parent?: ElementInstanceRow;
}

/** Creates an instance of a process and lets it begin. */
export function startProcess(run: Execution, request: NewProcess): Key {
  const { definition, parent, startEvent } = request;
  const key = run.newKey();
  const { processDefinitionKey, processDefinitionId, name, version, versionTag } = definition;
  const rootProcessInstanceKey = parent?.rootProcessInstanceKey ?? key;
  run.emit('instance-created', {
    row: {
      processInstanceKey: key,
      processDefinitionKey,
      processDefinitionId,
      processDefinitionName: name,
      processDefinitionVersion: version,
      processDefinitionVersionTag: versionTag,
      parentProcessInstanceKey: parent?.processInstanceKey ?? null,
      parentElementInstanceKey: parent?.elementInstanceKey ?? null,
      rootProcessInstanceKey,
      state: 'ACTIVE',
      startDate: run.now,
      endDate: null,
      incidentCount: 0,
      tags: request.tags ?? [],
      businessId: request.businessId ?? null,
      startCorrelationKey: request.startCorrelationKey ?? null,
    },
  });
  const { root } = run.modelOf(processDefinitionKey);
  const row: ElementInstanceRow = {
    elementInstanceKey: key,
    processInstanceKey: key,
    rootProcessInstanceKey,
    processDefinitionKey,
    processDefinitionId,
    scopeKey: null,
    elementId: root.id,
    elementName: name,
    type: 'PROCESS',
    state: 'ACTIVE',
    startDate: run.now,
    endDate: null,
    incidentKey: null,
    incidentCount: 0,
    phase: 'ACTIVATING',
    runtime: {
      ...(request.startAt === undefined ? {} : { startAt: request.startAt }),
      ...(request.terminateAfter === undefined ? {} : { terminateAfter: request.terminateAfter }),
      ...(startEvent === undefined ? {} : { startAt: [startEvent.element.id], trigger: startEvent.trigger }),
    },
  };
  run.emit('element-activating', { row });
  setLocal(run, key, request.variables);
  // Event subprocesses may wait for a key that only the starting message brings.
  if (startEvent?.element.outputs.length === 0) setLocal(run, key, startEvent.trigger);
  run.enqueue(() => {
    run.retry(key);
  });
  return key;
}
