import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from './diagrams.js';
import { AT_ONCE, startRest } from './rest-server.js';
import type { RestServer } from './rest-server.js';

let server: RestServer;
beforeAll(async () => {
  server = await startRest();
  await server.deploy({ 'move.bpmn': diagram('move', row(serviceTask('A', 'move-a'), serviceTask('B', 'move-b'))) });
});
afterAll(() => server.stop());

const create = async () =>
  (await server.client.createProcessInstance({ processDefinitionId: 'move' as never })).processInstanceKey;

async function states(processInstanceKey: string): Promise<string[]> {
  const found = await server.client.searchElementInstances(
    { filter: { processInstanceKey: processInstanceKey as never }, sort: [{ field: 'elementInstanceKey' }] },
    AT_ONCE,
  );
  return found.items.map(({ elementId, state }) => `${elementId} ${state}`);
}

describe('the official client', () => {
  it('moves all tokens of an element, with variables for the target', async () => {
    const processInstanceKey = await create();
    await server.client.modifyProcessInstance({
      processInstanceKey,
      moveInstructions: [
        {
          sourceElementInstruction: { sourceType: 'byId', sourceElementId: 'A' as never },
          targetElementId: 'B' as never,
          ancestorScopeInstruction: { ancestorScopeType: 'inferred' },
          variableInstructions: [{ variables: { all: 1 } }, { variables: { local: 2 }, scopeId: 'B' }],
        },
      ],
    });
    expect(await states(processInstanceKey)).toEqual(['Start COMPLETED', 'A TERMINATED', 'B ACTIVE']);
    const variables = await server.client.searchVariables({ filter: { processInstanceKey } }, AT_ONCE);
    expect(variables.items.map(({ name, scopeKey }) => [name, scopeKey === (processInstanceKey as string)])).toEqual([
      ['all', true],
      ['local', false],
    ]);
  });

  it('moves one element instance by its key, below a chosen scope, and back', async () => {
    const processInstanceKey = await create();
    const at = async (elementId: string) => {
      const filter = { processInstanceKey, elementId: elementId as never, state: 'ACTIVE' as const };
      const [found] = (await server.client.searchElementInstances({ filter }, AT_ONCE)).items;
      if (found === undefined) throw new Error(`nobody is at ${elementId}`);
      return found.elementInstanceKey;
    };
    for (const [from, to, ancestorElementInstanceKey] of [
      ['A', 'B', processInstanceKey as never],
      ['B', 'A', '-1' as never],
    ] as const)
      await server.client.modifyProcessInstance({
        processInstanceKey,
        moveInstructions: [
          {
            sourceElementInstruction: { sourceType: 'byKey', sourceElementInstanceKey: await at(from) },
            targetElementId: to as never,
            ancestorScopeInstruction: { ancestorScopeType: 'direct', ancestorElementInstanceKey },
          },
        ],
      });
    expect(await states(processInstanceKey)).toEqual(['Start COMPLETED', 'A TERMINATED', 'B TERMINATED', 'A ACTIVE']);
  });

  it('ends all instances of an element, and with them the process instance', async () => {
    const processInstanceKey = await create();
    await server.client.modifyProcessInstance({
      processInstanceKey,
      terminateInstructions: [{ elementId: 'A' as never }],
    });
    const ended = await server.client.getProcessInstance({ processInstanceKey }, AT_ONCE);
    expect(ended.state).toBe('TERMINATED');
  });
});

describe('on the wire', () => {
  it.each([
    ['an unknown kind of source', { sourceElementInstruction: { sourceType: 'byName', sourceElementId: 'A' } }],
    ['a source without its id', { sourceElementInstruction: { sourceType: 'byId' } }],
    [
      'an unknown kind of scope',
      {
        sourceElementInstruction: { sourceType: 'byId', sourceElementId: 'A' },
        ancestorScopeInstruction: { ancestorScopeType: 'anywhere' },
      },
    ],
    [
      'a scope that is no key',
      {
        sourceElementInstruction: { sourceType: 'byId', sourceElementId: 'A' },
        ancestorScopeInstruction: { ancestorScopeType: 'direct', ancestorElementInstanceKey: '-2' },
      },
    ],
    [
      'an unknown target',
      { sourceElementInstruction: { sourceType: 'byId', sourceElementId: 'A' }, targetElementId: 'C' },
    ],
  ])('a move with %s is refused with 400 and moves nothing', async (_what, move) => {
    const processInstanceKey = await create();
    const path = `/v2/process-instances/${processInstanceKey}/modification`;
    const moveInstructions = [{ targetElementId: 'B', ...move }];
    const reply = await server.send('POST', path, { moveInstructions });
    expect([reply.status, reply.json['title']]).toEqual([400, 'INVALID_ARGUMENT']);
    expect(await states(processInstanceKey)).toEqual(['Start COMPLETED', 'A ACTIVE']);
  });

  it('empty lists mean nothing, older clients say -1 as a number, and an unknown instance is 404', async () => {
    const processInstanceKey = await create();
    const send = (key: string, body: unknown) => server.send('POST', `/v2/process-instances/${key}/modification`, body);
    const nothing = { activateInstructions: [], moveInstructions: [], terminateInstructions: null };
    expect((await send(processInstanceKey, nothing)).status).toBe(204);
    const activateInstructions = [{ elementId: 'B', ancestorElementInstanceKey: -1, variableInstructions: [] }];
    expect((await send(processInstanceKey, { activateInstructions })).status).toBe(204);
    expect(await states(processInstanceKey)).toEqual(['Start COMPLETED', 'A ACTIVE', 'B ACTIVE']);
    expect((await send('1', nothing)).status).toBe(404);
  });
});
