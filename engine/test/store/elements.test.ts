import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { applyEvent } from '../../events/apply.js';
import type { EngineEvent } from '../../events/event.js';
import { Engine } from '../../index.js';
import type { CompleteJobRequest } from '../../commands/requests.js';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import type { TestDatabase } from '../../postgres/test-database.js';
import { State } from '../../state/state.js';
import { loadState } from '../../store/load-state.js';
import {
  adHoc,
  boundary,
  compensate,
  diagram,
  end,
  flows,
  message,
  onMessage,
  start,
  subprocess,
  task,
  undo,
  userTask,
  when,
} from '../core/diagram.js';
import { contents } from '../core/state-contents.js';
import { decision, dmn, literal, table } from '../dmn/dmn.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(async () => {
  await database.drop();
});

async function stored(schema: string): Promise<State> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return await loadState(client, schema);
  } finally {
    await client.end();
  }
}

type Step = (engine: Engine, state: State) => Promise<unknown>;

/** Completes the one job of this type. */
const job =
  (type: string, variables = {}, result?: CompleteJobRequest['result']): Step =>
  async (engine) => {
    const [found] = await engine.activateJobs({ type, timeout: 60_000, maxJobsToActivate: 9, requestTimeout: -1 });
    await engine.completeJob({ jobKey: found?.jobKey ?? `no ${type} job`, variables, result });
  };

const compensation = diagram(
  'p',
  start() +
    subprocess(
      'sub',
      start('is') + task('a') + undo('undoA', 'a') + end('ie') + flows('is -> a\na -> ie'),
      '<zeebe:ioMapping><zeebe:input source="=7" target="local" /></zeebe:ioMapping>',
    ) +
    task('b') +
    undo('undoB', 'b') +
    compensate('throw') +
    task('z') +
    end() +
    flows('s -> sub\nsub -> b\nb -> throw\nthrow -> z\nz -> e'),
);

/** Sets variables of the instance from outside. */
const set =
  (variables: Record<string, number>): Step =>
  async (engine, state) => {
    const [root] = [...state.processInstances.all()];
    await engine.setVariables({ elementInstanceKey: root?.processInstanceKey ?? '', variables });
  };

const conditions = diagram(
  'p',
  start() +
    task('a') +
    boundary('beside', 'a', when('=x > 1'), false) +
    boundary('instead', 'a', when('=x > 2')) +
    task('b') +
    task('z') +
    end() +
    flows('s -> a\na -> e\nbeside -> b\nb -> e\ninstead -> z\nz -> e'),
);

const migrated = diagram(
  'p',
  start() +
    task('a') +
    boundary('late', 'a', onMessage('M')) +
    userTask('look') +
    task('z') +
    end() +
    '<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" />' +
    flows('s -> fork\nfork -> a\nfork -> look\na -> join\nlook -> join\njoin -> z\nz -> e\nlate -> e'),
  message('M', 'M', '="k"'),
);

/** Lets the instance go over to the same diagram with other ids. */
const migrate: Step = async (engine, state) => {
  const xml = migrated.replaceAll(/"(a|join|f_look_join|late)"/g, '"$1_2"').replace('"p"', '"q"');
  const { processes } = await engine.deploy({ resources: [{ name: 'q.bpmn', content: xml }] });
  const [root] = [...state.processInstances.all()];
  await engine.migrateInstance({
    processInstanceKey: root?.processInstanceKey ?? '',
    targetProcessDefinitionKey: processes[0]?.processDefinitionKey ?? '',
    mappingInstructions: ['a', 'join', 'f_look_join', 'late'].map((id) => ({
      sourceElementId: id,
      targetElementId: `${id}_2`,
    })),
  });
};

const completeTask: Step = (engine, state) =>
  engine.completeUserTask({ userTaskKey: [...state.userTasks.all()][0]?.userTaskKey ?? '' });

const flexible = diagram(
  'p',
  start() +
    adHoc('free', task('a') + task('b'), {
      settings: '<zeebe:taskDefinition type="choose" /><zeebe:adHoc outputCollection="all" outputElement="=n" />',
    }) +
    task('z') +
    end() +
    flows('s -> free\nfree -> z\nz -> e'),
);

const ruled = diagram(
  'p',
  start() +
    '<bpmn:businessRuleTask id="rule"><bpmn:extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r" /></bpmn:extensionElements></bpmn:businessRuleTask>' +
    task('z') +
    end() +
    flows('s -> rule\nrule -> z\nz -> e'),
);

const deployDecision =
  (text: string): Step =>
  (engine) =>
    engine.deploy({ resources: [{ name: 'd.dmn', content: dmn(decision('d', text)) }] });

const resolve: Step = (engine, state) =>
  engine.resolveIncident({ incidentKey: [...state.incidents.all()][0]?.incidentKey ?? '' });

/** Each case is played with a new engine for every step: what only the memory knew would be lost. */
const CASES: readonly (readonly [name: string, xml: string, steps: readonly Step[]])[] = [
  ['conditions', conditions, [set({ x: 2 }), job('b'), set({ x: 3 }), job('b'), job('z')]],
  ['migration', migrated, [completeTask, migrate, job('a'), job('z')]],
  [
    'ad_hoc',
    flexible,
    [
      job('choose', {}, { activateElements: [{ elementId: 'a', variables: { n: 1 } }, { elementId: 'b' }] }),
      job('a'),
      job('choose', {}, { isCompletionConditionFulfilled: true }),
      job('b'),
      job('z'),
    ],
  ],
  [
    'decisions',
    ruled,
    [deployDecision(table('true | x', '- | 1\n - | 2')), resolve, deployDecision(literal('3')), resolve, job('z')],
  ],
  ['compensation', compensation, [job('a'), job('b'), job('undoB'), job('undoA'), job('z')]],
];

describe('an engine that is restarted after every step', () => {
  it.each(CASES)('goes on the same: %s', async (name, xml, steps) => {
    const schema = `steps_${name}`;
    const events: EngineEvent[] = [];
    const open = () => Engine.open({ databaseUrl: database.url, schema, onEvent: (event) => events.push(event) });
    const first = await open();
    await first.deploy({ resources: [{ name: 'p.bpmn', content: xml }] });
    const { processInstanceKey } = await first.createInstance({ processDefinitionId: 'p' });
    await first.close();
    for (const step of steps) {
      const engine = await open();
      await engine.releaseJobs();
      await step(engine, await stored(schema));
      await engine.close();
      const replayed = new State();
      for (const event of events) applyEvent(replayed, event);
      expect(contents(await stored(schema))).toEqual(contents(replayed));
    }
    expect((await stored(schema)).processInstances.get(processInstanceKey)).toBeUndefined();
  });
});
