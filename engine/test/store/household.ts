import {
  after,
  boundary,
  catchEvent,
  diagram,
  end,
  flows,
  loop,
  message,
  onMessage,
  start,
  task,
  userTask,
} from '../core/diagram.js';

/** A process that stops in as many ways as one can: job, user task with listener, timer, message, join, loop. */
export const household = diagram(
  'household',
  start() +
    '<bpmn:parallelGateway id="fork" /><bpmn:parallelGateway id="join" />' +
    task('survey') +
    userTask(
      'decide',
      '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="check" /></zeebe:taskListeners>',
    ) +
    boundary('late', 'decide', after('P30D'), false) +
    task('remind') +
    catchEvent('signed', onMessage('M')) +
    task(
      'each',
      '',
      loop('inputCollection="=[1,2,3]" inputElement="item" outputCollection="out" outputElement="=item"'),
    ) +
    end() +
    flows(
      's -> fork\nfork -> survey\nfork -> decide\nfork -> signed\nfork -> each\nsurvey -> join\ndecide -> join\nsigned -> join\neach -> join\njoin -> e\nlate -> remind\nremind -> e',
    ),
  message('M', 'signed', '=householdId'),
);

/** One job after the other. */
export const pair = diagram(
  'pair',
  start() + task('first') + task('second') + end() + flows('s -> first\nfirst -> second\nsecond -> e'),
);
