import type { Execution } from '../elements/execution.js';
import { startProcess } from '../elements/process.js';
import { canTrigger } from '../elements/scope.js';
import { nextCycle } from '../elements/timers.js';
import type { Due, DueKind } from '../state/due-queue.js';
import type { TimerRow } from '../state/rows.js';
import type { Key } from './requests.js';

/** Does what has become due: a timer fires, a lock or a waiting time ends, a message goes stale. */
export function fireDue(run: Execution, due: Due): void {
  FIRE[due.kind](run, due.key);
}

const FIRE: Readonly<Record<DueKind, (run: Execution, key: Key) => void>> = {
  timer: (run, key) => {
    fireTimer(run, run.state.timers.require(key));
  },
  message: (run, key) => {
    run.emit('message-expired', { key });
  },
  'job-deadline': (run, key) => {
    run.emit('job-released', { key, timedOut: true, at: run.now });
  },
  'job-retry': (run, key) => {
    run.emit('job-retry-due', { key, at: run.now });
  },
};

function fireTimer(run: Execution, timer: TimerRow): void {
  run.emit('timer-triggered', { key: timer.timerKey });
  const element = run.element(timer.processDefinitionKey, timer.elementId);
  const next = timer.cycle === null ? null : nextCycle(timer.cycle, timer.repetitions, timer.dueDate, run.now);
  const { elementInstanceKey } = timer;
  if (next !== null && (elementInstanceKey === null || !element.interrupting))
    run.emit('timer-created', { row: { ...timer, ...next, timerKey: run.newKey() } });
  if (elementInstanceKey === null) {
    const definition = run.state.definitions.require(timer.processDefinitionKey);
    startProcess(run, { definition, variables: {}, startEvent: { element, trigger: {} } });
  } else if (canTrigger(run, elementInstanceKey)) run.trigger(elementInstanceKey, element, {});
}
