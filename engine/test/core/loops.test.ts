import { describe, expect, it } from '@jest/globals';
import { adHoc, diagram, end, flows, io, loop, message, start, subprocess, task } from './diagram.js';
import { Walk } from './walk.js';

const inner = start('is') + task('x') + end('ie') + flows('is -> x\nx -> ie');
const tag = (name: string, settings = '', attributes = '') =>
  `<bpmn:${name} id="each" ${attributes}><bpmn:extensionElements>${settings}</bpmn:extensionElements></bpmn:${name}>`;

type Step = (walk: Walk, index: number) => Promise<unknown>;

/** Completes the oldest job of the type. */
const job =
  (type: string): Step =>
  async (walk, index) => {
    const [first] = [...walk.state.jobs.all()].filter((one) => one.type === type);
    await walk.engine.completeJob({ jobKey: first?.jobKey ?? `no ${type} job`, variables: { result: index + 1 } });
  };

/** Activities as multi-instance ones, and what completes one of their instances with the variable `result`. */
const ACTIVITIES: readonly (readonly [what: string, activity: string, step: Step])[] = [
  ['service task', tag('serviceTask', '<zeebe:taskDefinition type="x" />'), job('x')],
  ['send task', tag('sendTask', '<zeebe:taskDefinition type="x" />'), job('x')],
  ['business rule task', tag('businessRuleTask', '<zeebe:taskDefinition type="x" />'), job('x')],
  ['script task as a job', tag('scriptTask', '<zeebe:taskDefinition type="x" />'), job('x')],
  ['user task as a job', tag('userTask'), job('io.camunda.zeebe:userTask')],
  [
    'user task',
    tag('userTask', '<zeebe:userTask />'),
    async (walk, index) =>
      walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey, variables: { result: index + 1 } }),
  ],
  [
    'receive task',
    tag('receiveTask', '', 'messageRef="M"'),
    async (walk, index) =>
      walk.engine.publishMessage({ name: 'm', correlationKey: String(index + 1), variables: { result: index + 1 } }),
  ],
  ['subprocess', subprocess('each', inner), job('x')],
  [
    'ad-hoc subprocess',
    adHoc('each', task('x'), { settings: '<zeebe:adHoc activeElementsCollection="=[&#34;x&#34;]" />' }),
    job('x'),
  ],
  [
    'call activity',
    // Without a mapping each called process brings its own copy of the results back.
    tag('callActivity', `<zeebe:calledElement processId="child" />${io(['out', '=result', 'result'])}`),
    job('x'),
  ],
];

const SETTINGS = 'inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=result"';

const process = (activity: string, isSequential: boolean, condition = '') =>
  diagram(
    'p',
    start() +
      activity.replace(/<\/(bpmn:\w+)>$/, `${loop(SETTINGS, isSequential, condition)}</$1>`) +
      task('z') +
      end() +
      flows('s -> each\neach -> z\nz -> e'),
    message('M', 'm', '=string(item)'),
  );

const CASES = ACTIVITIES.flatMap(([what, activity, step]) => [
  { what, activity, step, how: 'parallel', isSequential: false },
  { what, activity, step, how: 'sequential', isSequential: true },
]);

describe.each(CASES)('a $how $what', ({ activity, step, isSequential }) => {
  async function begun(condition = ''): Promise<Walk> {
    const walk = await Walk.open(diagram('child', inner), process(activity, isSequential, condition));
    await walk.create('p', { items: [1, 2, 3] });
    return walk;
  }

  it('runs once for each item and gathers the results', async () => {
    const walk = await begun();
    for (let index = 0; index < 3; index += 1) await step(walk, index);
    const { jobKey, variables } = await walk.job('z');
    expect(variables).toEqual({ items: [1, 2, 3], results: [1, 2, 3] });
    await walk.engine.completeJob({ jobKey });
    expect(walk.contents['element_instance']).toEqual([]);
  });

  it('ends when its completion condition holds', async () => {
    const walk = await begun('=numberOfCompletedInstances / numberOfInstances > 0.5 and result > 1');
    for (let index = 0; index < 2; index += 1) await step(walk, index);
    expect(await walk.jobs('z')).toHaveLength(1);
    expect(walk.state.elements.size).toBe(2);
    expect(walk.ended('TERMINATED').filter((id) => id === 'each')).toHaveLength(isSequential ? 0 : 1);
  });
});

describe('a loop', () => {
  const one = (settings: string, mapping = '') =>
    process(tag('serviceTask', `<zeebe:taskDefinition type="x" />${mapping}`), false).replace(SETTINGS, settings);

  it('counts its instances for the condition alone: no variable of that name is seen or made', async () => {
    const walk = await Walk.open(
      process(tag('serviceTask', '<zeebe:taskDefinition type="x" />'), false, '=numberOfCompletedInstances = 1'),
    );
    const key = await walk.create('p', { items: [1, 2], numberOfCompletedInstances: 9 });
    await job('x')(walk, 0);
    expect(await walk.jobs('z')).toHaveLength(1);
    expect(walk.root(key)).toMatchObject({ numberOfCompletedInstances: 9 });
  });

  it('stops when its condition is no truth value, and goes on when it is', async () => {
    const walk = await Walk.open(process(tag('serviceTask', '<zeebe:taskDefinition type="x" />'), false, '=enough'));
    const key = await walk.create('p', { items: [1, 2] });
    await job('x')(walk, 0);
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'each' }]);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { enough: true } });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('maps the variables of each instance by itself', async () => {
    const walk = await Walk.open(
      one(SETTINGS, io(['in', '=item * loopCounter', 'square'], ['out', '=square + found', 'result'])),
    );
    await walk.create('p', { items: [2, 4] });
    const jobs = await walk.jobs('x');
    expect(jobs.map(({ variables }) => variables['square'])).toEqual([2, 8]);
    for (const { jobKey } of [...jobs].reverse()) await walk.engine.completeJob({ jobKey, variables: { found: 1 } });
    expect((await walk.job('z')).variables).toEqual({ items: [2, 4], results: [3, 9] });
  });

  it('of loops runs the inner one in each instance of the outer one', async () => {
    const within = task('x', '', loop('inputCollection="=item" inputElement="piece"'));
    const outer = subprocess('each', start('is') + within + end('ie') + flows('is -> x\nx -> ie'));
    const walk = await Walk.open(
      process(outer, false).replace(SETTINGS, 'inputCollection="=items" inputElement="item"'),
    );
    await walk.create('p', { items: [[1, 2], [3], []] });
    const jobs = await walk.jobs('x');
    expect(jobs.map(({ variables }) => variables['piece'])).toEqual([1, 2, 3]);
    for (const { jobKey } of jobs) await walk.engine.completeJob({ jobKey });
    expect(await walk.jobs('z')).toHaveLength(1);
  });
});
