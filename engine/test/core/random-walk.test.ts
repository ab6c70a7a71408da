import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejection } from '../../index.js';
import { readDiagram } from '../../model/read-diagram.js';
import type { JobRow } from '../../state/rows.js';
import { household, pair } from '../store/household.js';
import {
  adHoc,
  boundary,
  diagram,
  end,
  error,
  flows,
  loop,
  message,
  onError,
  onMessage,
  start,
  subprocess,
  task,
  userTask,
  when,
} from './diagram.js';
import { contents } from './state-contents.js';
import { Walk } from './walk.js';

/** Scopes in scopes, called processes and loops: whatever can interrupt something that itself waits for something. */
const nested = diagram(
  'nested',
  start() +
    subprocess(
      'sub',
      start('is') +
        '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="pair" /></bpmn:extensionElements></bpmn:callActivity>' +
        boundary('wrong', 'call', onError('E')) +
        userTask(
          'look',
          '<zeebe:taskListeners><zeebe:taskListener eventType="canceling" type="check" /><zeebe:taskListener eventType="assigning" type="check" /></zeebe:taskListeners>',
        ) +
        end('ie') +
        subprocess(
          'esub',
          `<bpmn:startEvent id="es" isInterrupting="false">${onMessage('M')}</bpmn:startEvent>` +
            task('survey2') +
            end('ee') +
            flows('es -> survey2\nsurvey2 -> ee'),
          '',
          true,
        ) +
        flows('is -> call\ncall -> look\nwrong -> look\nlook -> ie'),
    ).replace(
      /<\/bpmn:subProcess>$/,
      `${loop('inputCollection="=[1,2]" inputElement="item"', false, '=numberOfCompletedInstances >= 1')}</bpmn:subProcess>`,
    ) +
    boundary('stop', 'sub', onMessage('N')) +
    boundary('hot', 'sub', when('=level > 15')) +
    boundary('warm', 'sub', when('=level > 10'), false) +
    end() +
    flows('s -> sub\nsub -> e\nstop -> e\nhot -> e\nwarm -> e'),
  message('M', 'also', '=householdId') + message('N', 'stop', '=householdId') + error('E', 'E'),
);

/** Elements in any order, chosen by a worker, a variable or from outside. */
const flexible = diagram(
  'flexible',
  start() +
    adHoc('free', task('survey') + userTask('look') + task('each') + task('remind') + flows('each -> remind'), {
      settings: '<zeebe:taskDefinition type="choose" /><zeebe:adHoc outputCollection="all" outputElement="=level" />',
    }) +
    adHoc('listed', task('first') + task('second'), {
      settings: '<zeebe:adHoc activeElementsCollection="=[&#34;first&#34;, &#34;second&#34;]" />',
      condition: '=level > 3',
    }) +
    boundary('hot', 'free', when('=level > 15')) +
    end() +
    flows('s -> free\nfree -> listed\nlisted -> e\nhot -> e'),
);

const TYPES = ['survey', 'survey2', 'check', 'remind', 'each', 'first', 'second', 'choose'];
const DAY_MS = 86_400_000;

/** What a worker of an ad-hoc subprocess says; to other jobs it means nothing. */
const choice = (other: number) => ({
  type: 'adHocSubProcess',
  activateElements: other % 3 === 0 ? [] : [{ elementId: 'survey' }, { elementId: 'look' }],
  isCompletionConditionFulfilled: other % 6 === 0,
  isCancelRemainingInstances: other % 4 === 0,
});

type Step = readonly [kind: string, pick: number, other: number];

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(
    'create',
    'complete',
    'complete',
    'complete',
    'fail',
    'throw',
    'message',
    'task',
    'assign',
    'cancel',
    'terminate',
    'move',
    'migrate',
    'resolve',
    'set',
    'begin',
    'forward',
  ),
  fc.nat(20),
  fc.nat(20),
);

async function take(walk: Walk, [kind, pick, other]: Step): Promise<void> {
  const { engine } = walk;
  const { state } = walk;
  const one = <Row>(rows: Iterable<Row>): Row | undefined => {
    const all = [...rows];
    return all[pick % Math.max(1, all.length)];
  };
  const jobKey = one(state.jobs.all())?.jobKey ?? '1';
  const householdId = `h${String(other % 3)}`;
  switch (kind) {
    case 'create':
      await walk.create(one(['household', 'nested', 'flexible']) ?? '', { householdId });
      break;
    case 'complete':
      await engine.completeJob({ jobKey, result: choice(other) });
      break;
    case 'fail':
      await engine.failJob({ jobKey, retries: other % 2 });
      break;
    case 'throw':
      await engine.throwJobError({ jobKey, errorCode: other % 2 === 0 ? 'E' : 'X' });
      break;
    case 'message':
      await engine.publishMessage({
        name: one(['signed', 'also', 'stop']) ?? '',
        correlationKey: householdId,
        timeToLive: other * 1_000,
      });
      break;
    case 'task':
      void engine
        .completeUserTask({ userTaskKey: one(state.userTasks.all())?.userTaskKey ?? '1' })
        .catch(() => undefined);
      break;
    case 'assign':
      void engine
        .assignUserTask({ userTaskKey: one(state.userTasks.all())?.userTaskKey ?? '1', assignee: '经办甲' })
        .catch(() => undefined);
      break;
    case 'cancel':
      await engine.cancelInstance({ processInstanceKey: one(state.processInstances.all())?.processInstanceKey ?? '1' });
      break;
    case 'terminate': {
      const row = one(state.elements.all());
      await engine.modifyInstance({
        processInstanceKey: row?.processInstanceKey ?? '1',
        terminateInstructions: [{ elementInstanceKey: row?.elementInstanceKey }],
      });
      break;
    }
    case 'move': {
      const row = one(state.elements.all());
      const to = [...state.elements.all()].filter(({ processInstanceKey: key }) => key === row?.processInstanceKey);
      await engine.modifyInstance({
        processInstanceKey: row?.processInstanceKey ?? '1',
        moveInstructions: [
          {
            sourceElementInstruction: { sourceType: 'byKey', sourceElementInstanceKey: row?.elementInstanceKey ?? '1' },
            targetElementId: to[other % Math.max(1, to.length)]?.elementId ?? '',
            ancestorScopeInstruction: { ancestorScopeType: 'inferred' },
          },
        ],
      });
      break;
    }
    case 'begin':
      await engine.activateAdHocElements({
        adHocSubProcessInstanceKey: one(state.elements.all())?.elementInstanceKey ?? '1',
        elements: [{ elementId: one(['survey', 'look', 'each', 'first']) ?? '' }],
        cancelRemainingInstances: other % 3 === 0,
      });
      break;
    case 'set':
      await engine.setVariables({
        elementInstanceKey: one(state.elements.all())?.elementInstanceKey ?? '1',
        variables: { level: other },
        local: pick % 2 === 0,
      });
      break;
    case 'migrate': {
      const instance = one(state.processInstances.all());
      const target = one(
        [...state.definitions.all()].filter((row) => row.processDefinitionId === instance?.processDefinitionId),
      );
      const active = new Set([...state.elements.all()].map(({ elementId }) => elementId));
      const isMapped = (id: string) => other % 3 > 0 || active.has(id);
      await engine.migrateInstance({
        processInstanceKey: instance?.processInstanceKey ?? '1',
        targetProcessDefinitionKey: target?.processDefinitionKey ?? '1',
        mappingInstructions: (await idsOf(target?.bpmnXml))
          .filter(isMapped)
          .map((id) => ({ sourceElementId: id, targetElementId: id })),
      });
      break;
    }
    case 'resolve':
      await engine.resolveIncident({ incidentKey: one(state.incidents.all())?.incidentKey ?? '1' });
      break;
    default:
      await walk.forward(pick * DAY_MS);
  }
}

/** Ids of all elements and flows of the one process in the diagram. */
async function idsOf(xml: string | undefined): Promise<string[]> {
  const [model] = xml === undefined ? [] : await readDiagram(xml);
  if (model === undefined) return [];
  return [...model.elements.values()].flatMap(({ id, outgoing }) => [id, ...outgoing.map((flow) => flow.id)]);
}

/** What must hold whatever has happened. */
function check(walk: Walk): void {
  const { state } = walk;
  for (const element of state.elements.all()) {
    if (element.scopeKey === null) expect(state.processInstances.get(element.processInstanceKey)).toBeDefined();
    else expect(state.elements.get(element.scopeKey)).toBeDefined();
    const waitsForChildren = [
      'PROCESS',
      'SUB_PROCESS',
      'EVENT_SUB_PROCESS',
      'MULTI_INSTANCE_BODY',
      'AD_HOC_SUB_PROCESS_INNER_INSTANCE',
    ].includes(element.type);
    if (!waitsForChildren || element.incidentKey !== null) continue;
    const children = state.childrenOf(element.elementInstanceKey).length;
    const tokens = Object.keys(element.runtime.arrived ?? {}).length;
    expect([element.elementId, element.phase, children + tokens > 0]).toEqual([element.elementId, element.phase, true]);
  }
  for (const owned of [state.jobs, state.userTasks, state.incidents])
    for (const row of owned.all()) expect(state.elements.get(row.elementInstanceKey)).toBeDefined();
  for (const variable of state.variables.all()) expect(state.elements.get(variable.scopeKey)).toBeDefined();
  for (const row of state.processInstances.all()) {
    const open = [...state.incidents.all()].filter(
      (incident) => incident.rootProcessInstanceKey === row.rootProcessInstanceKey,
    );
    if (row.parentProcessInstanceKey === null) expect(row.incidentCount).toBe(open.length);
  }
}

describe('any order of commands', () => {
  it('is accepted or rejected with a reason, and leaves nothing hanging that nobody could end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const walk = await Walk.open(household, pair, nested, flexible);
        for (const xml of [household, pair, nested, flexible])
          await walk.deploy(xml.replace(' name="', ' name="new '), 'new.bpmn');
        for (const each of steps) {
          try {
            await take(walk, each);
          } catch (error) {
            if (!(error instanceof Rejection)) throw error;
          }
          for (const type of TYPES) await walk.jobs(type);
          check(walk);
        }
        const roots = [...walk.state.processInstances.all()].filter((row) => row.parentProcessInstanceKey === null);
        for (const { processInstanceKey } of roots)
          await walk.engine.cancelInstance({ processInstanceKey }).catch(() => undefined);
        for (let job = first(walk); job !== undefined; job = first(walk)) await finish(walk, job);
        const left = contents(walk.state);
        for (const table of [
          'process_instance',
          'element_instance',
          'variable',
          'job',
          'user_task',
          'incident',
          'timer',
        ])
          expect([table, left[table]]).toEqual([table, []]);
        await walk.engine.close();
      }),
      { numRuns: 40, seed: 20260301 },
    );
  }, 60_000);
});

/** What is left are canceling listeners, some of them out of retries. */
async function finish({ engine, state }: Walk, { jobKey, status }: JobRow): Promise<void> {
  if (status === 'BLOCKED') {
    await engine.updateJob({ jobKey, retries: 1 });
    for (const { incidentKey } of [...state.incidents.all()].filter((incident) => incident.jobKey === jobKey))
      await engine.resolveIncident({ incidentKey });
  }
  await engine.completeJob({ jobKey });
}

const first = (walk: Walk) => [...walk.state.jobs.all()][0];
