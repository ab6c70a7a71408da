import { describe, expect, it } from '@jest/globals';
import {
  adHoc,
  after,
  boundary,
  catchEvent,
  diagram,
  end,
  error,
  every,
  flows,
  loop,
  message,
  onError,
  onMessage,
  start,
  subprocess,
  task,
  userTask,
} from './diagram.js';
import { Walk } from './walk.js';

const signal = '<bpmn:signal id="S" name="s" /><bpmn:signal id="S2" name="s" />';
const onSignal = (ref = 'S') => `<bpmn:signalEventDefinition signalRef="${ref}" />`;
const onEscalation = (ref?: string) =>
  ref === undefined
    ? '<bpmn:escalationEventDefinition />'
    : `<bpmn:escalationEventDefinition escalationRef="${ref}" />`;
const link = (name: string) => `<bpmn:linkEventDefinition name="${name}" />`;
const throwing = (id: string, event: string) =>
  `<bpmn:intermediateThrowEvent id="${id}">${event}</bpmn:intermediateThrowEvent>`;

/** A start, the elements, and a task that all boundary events lead to. */
const process = (body: string, more: string, roots = '') =>
  diagram('p', start() + task('a') + body + task('z') + end() + flows(`s -> a\na -> e\nz -> e${more}`), roots);

const eventSubprocess = (id: string, event: string, attributes = '', settings = '') =>
  subprocess(
    id,
    `<bpmn:startEvent id="${id}_s" ${attributes}>${settings}${event}</bpmn:startEvent>` +
      end(`${id}_e`) +
      flows(`${id}_s -> ${id}_e`),
    '',
    true,
  );

const listeners = (...pairs: readonly (readonly [event: string, type: string])[]) =>
  `<zeebe:executionListeners>${pairs.map(([event, type]) => `<zeebe:executionListener eventType="${event}" type="${type}" />`).join('')}</zeebe:executionListeners>`;
const extended = (settings: string) => `<bpmn:extensionElements>${settings}</bpmn:extensionElements>`;

const looped = (settings: string, condition = '') =>
  process(subprocess('l', start('l_s') + loop(settings, false, condition), ''), '\na -> l');
const tools = (how: Parameters<typeof adHoc>[2]) => process(adHoc('tools', task('tool'), how), '\na -> tools');

const CASES: readonly (readonly [what: string, xml: string, sentence: string])[] = [
  [
    'a process that would start after a while',
    diagram('p', start('s', after('PT1H')) + task('a') + flows('s -> a')),
    '- Element: s\n    - ERROR: Timer start events of a process must have a time date or a time cycle',
  ],
  [
    'an interrupting event subprocess that would begin again and again',
    process(eventSubprocess('esub', every('R3/PT1H')), ''),
    '- Element: esub_s\n    - ERROR: Interrupting timer events must not have a time cycle',
  ],
  [
    'two start events with one message',
    diagram(
      'p',
      start('one', onMessage('M')) + start('two', onMessage('M2')) + task('a') + flows('one -> a\ntwo -> a'),
      message('M', 'm') + message('M2', 'm'),
    ),
    "- Element: p\n    - ERROR: Must not have several message events with the same name 'm'",
  ],
  [
    'two boundary events with one message',
    process(
      boundary('b1', 'a', onMessage('M')) + boundary('b2', 'a', onMessage('M'), false),
      '\nb1 -> z\nb2 -> z',
      message('M', 'm'),
    ),
    "- Element: a\n    - ERROR: Must not have several message events with the same name 'm'",
  ],
  [
    'two boundary events with one signal',
    process(boundary('b1', 'a', onSignal()) + boundary('b2', 'a', onSignal('S2')), '\nb1 -> z\nb2 -> z', signal),
    "- Element: a\n    - ERROR: Must not have several signal events with the same name 's'",
  ],
  [
    'two event subprocesses with one signal',
    process(eventSubprocess('e1', onSignal()) + eventSubprocess('e2', onSignal('S2')), '', signal),
    "- Element: p\n    - ERROR: Must not have several signal events with the same name 's'",
  ],
  [
    'an event-based gateway that would wait twice for one message',
    diagram(
      'p',
      start() +
        '<bpmn:eventBasedGateway id="gw" />' +
        catchEvent('c1', onMessage('M')) +
        catchEvent('c2', onMessage('M')) +
        end() +
        flows('s -> gw\ngw -> c1\ngw -> c2\nc1 -> e\nc2 -> e'),
      message('M', 'm'),
    ),
    "- Element: gw\n    - ERROR: Must not have several message events with the same name 'm'",
  ],
  [
    'two catching links of one name',
    process(throwing('t', link('A')) + catchEvent('c1', link('A')) + catchEvent('c2', link('A')), '\nc1 -> z\nc2 -> z'),
    "- Element: p\n    - ERROR: Must not have several catching link events with the same name 'A'",
  ],
  [
    'two event subprocesses that catch every escalation',
    process(eventSubprocess('e1', onEscalation()) + eventSubprocess('e2', onEscalation()), ''),
    '- Element: p\n    - ERROR: Must not have several events without escalation code',
  ],
  [
    'an error code to catch that is an expression',
    process(boundary('b', 'a', onError('E')), '\nb -> z', error('E', '=code')),
    "- Element: b\n    - ERROR: The error code of a catching event must be a static value, not '=code'",
  ],
  [
    'an escalation code to catch that is an expression',
    process(eventSubprocess('esub', onEscalation('X')), '', '<bpmn:escalation id="X" escalationCode="=code" />'),
    "- Element: esub_s\n    - ERROR: The escalation code of a catching event must be a static value, not '=code'",
  ],
  [
    'an escalation that has no code to throw',
    diagram('p', start() + end('e', onEscalation()) + flows('s -> e')),
    '- Element: e\n    - ERROR: Must reference an escalation with an escalation code',
  ],
  [
    'an event on the boundary of an event',
    diagram(
      'p',
      start() +
        catchEvent('c', onMessage('M')) +
        boundary('b', 'c', after('PT1H')) +
        end() +
        flows('s -> c\nc -> e\nb -> e'),
      message('M', 'm'),
    ),
    '- Element: b\n    - ERROR: Must be attached to an activity',
  ],
  [
    'a flow into a subprocess',
    diagram(
      'p',
      start() + subprocess('sub', start('is') + task('a') + flows('is -> a')) + end() + flows('s -> a\nsub -> e'),
    ),
    '- Element: f_s_a\n    - ERROR: Must connect two elements of the same scope',
  ],
  [
    'a flow to an event subprocess',
    process(eventSubprocess('esub', after('PT1H')), '\na -> esub'),
    '- Element: esub\n    - ERROR: An event subprocess must not have incoming or outgoing sequence flows',
  ],
  [
    'a start listener of a start event',
    diagram('p', start('s', extended(listeners(['start', 't']))) + end() + flows('s -> e')),
    "- Element: s\n    - ERROR: Execution listeners of type 'start' are not supported by start and boundary events",
  ],
  [
    'a start listener of a boundary event',
    process(boundary('b', 'a', extended(listeners(['start', 't'])) + after('PT1H')), '\nb -> z'),
    "- Element: b\n    - ERROR: Execution listeners of type 'start' are not supported",
  ],
  [
    'an end listener of a gateway',
    diagram(
      'p',
      start() +
        `<bpmn:exclusiveGateway id="gw">${extended(listeners(['end', 't']))}</bpmn:exclusiveGateway>` +
        end() +
        flows('s -> gw\ngw -> e'),
    ),
    "- Element: gw\n    - ERROR: Execution listeners of type 'end' are not supported by gateways",
  ],
  [
    'an end listener of an error end event',
    diagram(
      'p',
      start() + end('e', extended(listeners(['end', 't'])) + onError('E')) + flows('s -> e'),
      error('E', 'E'),
    ),
    "- Element: e\n    - ERROR: Execution listeners of type 'end' are not supported by error end events",
  ],
  [
    'two listeners that are the same',
    process('', '').replace(
      '<zeebe:taskDefinition type="a" />',
      `<zeebe:taskDefinition type="a" />${listeners(['end', 't'], ['start', 't'], ['end', 't'])}`,
    ),
    "- Element: a\n    - ERROR: Execution listeners must be unique: several of event type 'end' have the type 't'",
  ],
  [
    'a listener of an event that there is not',
    process('', '').replace(
      '<zeebe:taskDefinition type="a" />',
      `<zeebe:taskDefinition type="a" />${listeners(['beforeAll', 't'])}`,
    ),
    "- Element: a\n    - ERROR: Attribute 'eventType' of a listener must be one of: start, end; not 'beforeAll'",
  ],
  [
    'a task listener of an event that there is not',
    process(
      userTask('u', '<zeebe:taskListeners><zeebe:taskListener eventType="claiming" type="t" /></zeebe:taskListeners>'),
      '\na -> u',
    ),
    '- Element: u\n    - ERROR: Attribute ',
  ],
  ...(
    [
      ['the condition of a flow', process('', '\na -> z : x'), 'f_a_z'],
      ['a correlation key', process(boundary('b', 'a', onMessage('M')), '\nb -> z', message('M', 'm', 'x')), 'b'],
      ['an input collection', looped('inputCollection="x"'), 'l'],
      ['an output element of a loop', looped('inputCollection="= xs" outputCollection="ys" outputElement="x"'), 'l'],
      ['a completion condition of a loop', looped('inputCollection="= xs"', 'x'), 'l'],
      ['an active elements collection', tools({ settings: '<zeebe:adHoc activeElementsCollection="x" />' }), 'tools'],
      [
        'an output element of an ad-hoc subprocess',
        tools({ settings: '<zeebe:adHoc outputCollection="ys" outputElement="x" />' }),
        'tools',
      ],
      ['a completion condition of an ad-hoc subprocess', tools({ condition: 'x' }), 'tools'],
      [
        'a script',
        process(
          `<bpmn:scriptTask id="c">${extended('<zeebe:script expression="x" resultVariable="y" />')}</bpmn:scriptTask>`,
          '\na -> c',
        ),
        'c',
      ],
    ] as const
  ).map(
    ([what, xml, elementId]) =>
      [
        `${what} that is no expression`,
        xml,
        `- Element: ${elementId}\n    - ERROR: Expected expression but found static value 'x'. An expression must start with '=' (e.g. '=x').`,
      ] as const,
  ),
  [
    'a receive task that would start the process',
    process('<bpmn:receiveTask id="r" instantiate="true" messageRef="M" />', '\na -> r', message('M', 'm')),
    "- Element: r\n    - ERROR: Attribute 'instantiate' is not supported: use a message start event",
  ],
];

describe('deployment refuses', () => {
  it.each(CASES)('%s', async (_what, xml, sentence) => {
    const walk = await Walk.open();
    await expect(walk.deploy(xml)).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringContaining(sentence) as unknown,
    });
    expect(walk.contents['process_definition']).toEqual([]);
  });
});
