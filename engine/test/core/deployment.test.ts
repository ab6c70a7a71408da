import { describe, expect, it } from '@jest/globals';
import { boundary, diagram, end, error, flows, onError, start, task, userTask } from './diagram.js';
import { Walk } from './walk.js';

const jobUserTask = (settings: string) =>
  `<bpmn:userTask id="u"><bpmn:extensionElements>${settings}</bpmn:extensionElements></bpmn:userTask>`;

const simple = diagram('p', start() + task('a') + end() + flows('s -> a\na -> e'));

describe('deployment', () => {
  it('counts versions, and the same file again keeps version and key', async () => {
    const walk = await Walk.open();
    const first = await walk.deploy(simple);
    expect(first.processes).toMatchObject([{ processDefinitionId: 'p', version: 1, resourceName: 'diagram.bpmn' }]);
    expect((await walk.deploy(simple)).processes).toEqual(first.processes);
    const second = await walk.deploy(simple.replace('name="p"', 'name="new"'));
    expect(second.processes[0]?.version).toBe(2);
    expect(second.processes[0]?.processDefinitionKey).not.toBe(first.processes[0]?.processDefinitionKey);
  });

  it('gives everything a new version when one of the resources is new', async () => {
    const walk = await Walk.open();
    const form = { name: 'f.form', content: '{"id":"f"}' };
    await walk.engine.deploy({ resources: [{ name: 'p.bpmn', content: simple }, form] });
    const changed = { name: 'p.bpmn', content: simple.replace('name="p"', 'name="new"') };
    const second = await walk.engine.deploy({ resources: [changed, form] });
    expect([second.processes[0]?.version, second.forms[0]?.version]).toEqual([2, 2]);
    expect(await walk.engine.deploy({ resources: [changed, form] })).toMatchObject({
      processes: second.processes,
      forms: second.forms,
    });
  });

  it.each([
    ['form', '.form', /form ids to be unique .* duplicated id 'x' in the resources 'a.form' and 'b.form'/],
    ['script', '.rpa', /resource ids to be unique .* duplicated id 'x' in the resources 'a.rpa' and 'b.rpa'/],
  ])('takes an id of a %s once', async (_kind, ending, message) => {
    const walk = await Walk.open();
    const resources = ['a', 'b'].map((name) => ({ name: `${name}${ending}`, content: `{"id":"x","name":"${name}"}` }));
    await expect(walk.engine.deploy({ resources })).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringMatching(message),
    });
    const long = [{ name: `c${ending}`, content: JSON.stringify({ id: 'x'.repeat(401) }) }];
    await expect(walk.engine.deploy({ resources: long })).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining('at most 400 characters'),
    });
  });

  it('takes all resources or none', async () => {
    const walk = await Walk.open();
    const resources = [
      { name: 'good.bpmn', content: simple },
      { name: 'bad.bpmn', content: '<xml' },
    ];
    await expect(walk.engine.deploy({ resources })).rejects.toMatchObject({ type: 'INVALID_ARGUMENT' });
    await expect(walk.create('p')).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it('deploys forms and counts their versions', async () => {
    const walk = await Walk.open();
    const { forms } = await walk.deploy('{"id":"f","components":[]}', 'f.form');
    expect(forms).toMatchObject([{ formId: 'f', version: 1, resourceName: 'f.form' }]);
    expect((await walk.deploy('{"id":"f","components":[]}', 'f.form')).forms).toEqual(forms);
    expect((await walk.deploy('{"id":"f","components":[1]}', 'f.form')).forms[0]?.version).toBe(2);
  });

  it.each([
    ['XML that is broken', '<bpmn:definitions', 'diagram.bpmn'],
    [
      'a service task without type',
      diagram('p', start() + '<bpmn:serviceTask id="Task_X" />' + end() + flows('s -> Task_X\nTask_X -> e')),
      'Task_X',
    ],
    [
      'an exclusive flow without condition',
      diagram(
        'p',
        start() + '<bpmn:exclusiveGateway id="x" />' + task('a') + task('b') + flows('s -> x\nx -> a : =true\nx -> b'),
      ),
      'f_x_b',
    ],
    [
      'a condition that is no FEEL',
      diagram('p', start() + '<bpmn:exclusiveGateway id="x" />' + task('a') + flows('s -> x\nx -> a : =a >')),
      'f_x_a',
    ],
    [
      'two error boundaries with the same code',
      diagram(
        'p',
        start() +
          task('a') +
          boundary('b1', 'a', onError('E1')) +
          boundary('b2', 'a', onError('E1')) +
          end() +
          flows('s -> a\na -> e\nb1 -> e\nb2 -> e'),
        error('E1', 'E1'),
      ),
      "same code 'E1'",
    ],
    [
      'an unsupported element by its name',
      diagram(
        'p',
        start() +
          '<bpmn:transaction id="tx"><bpmn:task id="t" /></bpmn:transaction>' +
          end() +
          flows('s -> tx\ntx -> e'),
      ),
      "- Element: tx\n    - ERROR: Elements of type 'bpmn:Transaction' are not supported",
    ],
    [
      'an unsupported event by its name',
      diagram('p', start() + end('e', '<bpmn:cancelEventDefinition />') + flows('s -> e')),
      "- Element: e\n    - ERROR: Event definitions of type 'bpmn:CancelEventDefinition' are not supported",
    ],
    [
      'a user task of Camunda with a form key',
      diagram('p', start() + userTask('u', '<zeebe:formDefinition formKey="f" />') + end() + flows('s -> u\nu -> e')),
      'must be present: formId, externalReference',
    ],
    [
      'a user task that is a job with the form of a user task of Camunda',
      diagram(
        'p',
        start() + jobUserTask('<zeebe:formDefinition externalReference="f" />') + end() + flows('s -> u\nu -> e'),
      ),
      'must be present: formId, formKey',
    ],
    [
      'a user task that is a job with task listeners',
      diagram(
        'p',
        start() +
          jobUserTask(
            '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="t" /></zeebe:taskListeners>',
          ) +
          end() +
          flows('s -> u\nu -> e'),
      ),
      "only supported with a 'zeebe:userTask' extension element",
    ],
    [
      'a complex gateway',
      diagram('p', start() + '<bpmn:complexGateway id="cg" />' + end() + flows('s -> cg\ncg -> e')),
      "'bpmn:ComplexGateway'",
    ],
    ['a process without start', diagram('p', task('a')), 'at least one start event'],
    ['a diagram nobody can run', simple.replace('isExecutable="true"', 'isExecutable="false"'), 'executable process'],
    [
      'a message without a correlation key',
      diagram(
        'p',
        start() +
          '<bpmn:intermediateCatchEvent id="c"><bpmn:messageEventDefinition messageRef="M" /></bpmn:intermediateCatchEvent>' +
          end() +
          flows('s -> c\nc -> e'),
        '<bpmn:message id="M" name="m" />',
      ),
      '- Element: c',
    ],
  ])('refuses %s', async (_what, xml, sentence) => {
    const walk = await Walk.open();
    await expect(walk.deploy(xml)).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining(sentence) as unknown,
    });
  });

  it('refuses what the host forbids', async () => {
    const { Engine } = await import('../../index.js');
    const engine = await Engine.open({
      validateDeployment: (process) => [`- Element: ${process.id}\n    - ERROR: unknown job type`],
    });
    await expect(engine.deploy({ resources: [{ name: 'p.bpmn', content: simple }] })).rejects.toMatchObject({
      message: expect.stringContaining('unknown job type') as unknown,
    });
  });

  it('deleted, falls back to the version before, and never uses the number again', async () => {
    const walk = await Walk.open(simple);
    const second = await walk.deploy(simple.replace('name="p"', 'name="new"'), 'diagram-0.bpmn');
    await walk.engine.deleteResource({ resourceKey: second.processes[0]?.processDefinitionKey ?? '' });
    const { processDefinitionVersion } = await walk.engine.createInstance({ processDefinitionId: 'p' });
    expect(processDefinitionVersion).toBe(1);
    expect((await walk.deploy(simple.replace('name="p"', 'name="newer"'))).processes[0]?.version).toBe(3);
    await expect(walk.engine.deleteResource({ resourceKey: '1' })).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });
});
