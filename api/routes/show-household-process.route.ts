import { getHousehold } from '../../db/repositories/households.repository.js';
import { idParams, processView } from '../contract/index.js';
import type { ProcessInstanceView } from '../contract/index.js';
import { defineRoute } from '../define-route.js';
import type { EnginePort } from '../engine-port.js';
import type { EngineInstance } from '../engine/types.js';

async function viewOf({ application }: EnginePort, instance: EngineInstance): Promise<ProcessInstanceView> {
  const [xml, elements, takenFlows, incidents] = await Promise.all([
    application.diagram(instance.definitionKey),
    application.elements(instance.key),
    application.takenFlows(instance.key),
    application.incidents(instance.key),
  ]);
  const inState = (state: string) => [
    ...new Set(
      elements
        .filter((each) => each.state === state && each.elementId !== instance.processId)
        .map((each) => each.elementId),
    ),
  ];
  return {
    processInstanceKey: instance.key,
    parentProcessInstanceKey: instance.parentKey,
    processId: instance.processId,
    name: instance.name,
    state: instance.state,
    startedAt: instance.startedAt,
    endedAt: instance.endedAt,
    xml,
    activeElements: inState('ACTIVE'),
    completedElements: inState('COMPLETED'),
    takenFlows,
    incidents: [...incidents],
  };
}

/** Where the case stands on its diagrams: every process that carries this household, oldest first. */
export const showHouseholdProcessRoute = defineRoute({
  method: 'get',
  path: '/households/:id/process',
  access: 'read-case',
  summary: '一户案件在流程图上的位置',
  params: idParams,
  answer: processView,
  handle: async ({ params }, { db, engine }) => {
    await db.transaction((tx) => getHousehold(tx, params.id));
    const instances = await engine.application.instancesWith('householdId', params.id);
    return { status: 200, body: { instances: await Promise.all(instances.map((each) => viewOf(engine, each))) } };
  },
});
