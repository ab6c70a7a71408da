import {
  after,
  boundary,
  catchEvent,
  diagram,
  end,
  flows,
  io,
  loop,
  message,
  onMessage,
  start,
  task,
  userTask,
} from '../core/diagram.js';

const call = (id: string, processId: string): string =>
  `<bpmn:callActivity id="${id}"><bpmn:extensionElements><zeebe:calledElement processId="${processId}" /></bpmn:extensionElements></bpmn:callActivity>`;

/** Adds one to `done` at the root: a job whose completion counted twice would show. */
const counting = io(['out', '=if done = null then 1 else done + 1', 'done']);

/**
 * One way through everything that can wait: job, user task with a completing listener, timer, message, join, loop,
 * called process.
 */
export const journey = diagram(
  'journey',
  start() +
    task('measure', counting) +
    '<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" />' +
    userTask(
      'decide',
      '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="check" /></zeebe:taskListeners>',
    ) +
    boundary('late', 'decide', after('P30D'), false) +
    task('remind') +
    catchEvent('signed', onMessage('M')) +
    task('inspect', '', loop('inputCollection="=[1,2,3]" inputElement="item"')) +
    catchEvent('pause', after('PT0.1S')) +
    call('pay', 'payment') +
    task('archive', counting) +
    end() +
    flows(
      's -> measure\nmeasure -> fork\nfork -> decide\nfork -> signed\nfork -> inspect\ndecide -> join\nsigned -> join\ninspect -> join\njoin -> pause\npause -> pay\npay -> archive\narchive -> e\nlate -> remind\nremind -> e',
    ),
  message('M', 'signed', '=number'),
);

export const payment = diagram(
  'payment',
  start('ps') + task('transfer') + end('pe') + flows('ps -> transfer\ntransfer -> pe'),
);

/** How often each element of a journey completes, whatever happens around it. */
export const COMPLETED: Readonly<Record<string, number>> = {
  archive: 1,
  decide: 1,
  e: 1,
  fork: 1,
  inspect: 4, // three instances and their body
  join: 1,
  journey: 1,
  measure: 1,
  pause: 1,
  pay: 1,
  s: 1,
  signed: 1,
};

/** Jobs of a journey with its called process, by type. */
export const JOBS: Readonly<Record<string, number>> = { archive: 1, check: 1, inspect: 3, measure: 1, transfer: 1 };
