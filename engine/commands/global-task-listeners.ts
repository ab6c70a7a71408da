import { isPriority } from '../elements/user-task-attributes.js';
import type { Execution } from '../elements/execution.js';
import { IDENTIFIER, LARGEST_INTEGER, LONGEST_NAME } from '../model/limits.js';
import type { GlobalTaskListenerRow } from '../state/rows.js';
import { rowsOf } from '../state/state.js';
import { reject } from './rejection.js';
import type { GlobalTaskListenerRequest } from './requests.js';

const DEFAULT_RETRIES = 3;
const DEFAULT_PRIORITY = 50;

/** Lets a listener take part in every event of these types of every user task that begins from now on. */
export function createGlobalTaskListener(run: Execution, request: GlobalTaskListenerRequest): GlobalTaskListenerRow {
  if (!IDENTIFIER.test(request.id)) {
    const reason = `Expected an id of at most 256 letters, digits and _~@.+- but got '${request.id}'`;
    throw reject('CREATE', 'INVALID_ARGUMENT', reason);
  }
  if (find(run, request.id) !== undefined) {
    const reason = `Expected to create a global task listener with id '${request.id}', but there is one`;
    throw reject('CREATE', 'ALREADY_EXISTS', reason);
  }
  const row = { ...settings('CREATE', request), globalTaskListenerKey: run.newKey() };
  run.emit('global-task-listener-created', { row });
  return row;
}

/** Replaces all settings of a listener: what is left out gets its default. */
export function updateGlobalTaskListener(run: Execution, request: GlobalTaskListenerRequest): GlobalTaskListenerRow {
  const { globalTaskListenerKey } = require(run, request.id, 'UPDATE');
  const row = { ...settings('UPDATE', request), globalTaskListenerKey };
  run.emit('global-task-listener-updated', { row });
  return row;
}

export function deleteGlobalTaskListener(run: Execution, { id }: { readonly id: string }): void {
  run.emit('global-task-listener-deleted', { key: require(run, id, 'DELETE').globalTaskListenerKey });
}

function settings(
  command: string,
  request: GlobalTaskListenerRequest,
): Omit<GlobalTaskListenerRow, 'globalTaskListenerKey'> {
  const { id, type = '', eventTypes, afterNonGlobal = false } = request;
  const { retries = DEFAULT_RETRIES, priority = DEFAULT_PRIORITY } = request;
  const wrong = (reason: string) => reject(command, 'INVALID_ARGUMENT', `Expected ${reason}`);
  if (type === '' || type.length > LONGEST_NAME)
    throw wrong(`a job type of 1 to ${String(LONGEST_NAME)} characters, but got '${type}'`);
  if (eventTypes.length === 0) throw wrong('at least one event type, but got none');
  if (!Number.isInteger(retries) || retries < 1 || retries > LARGEST_INTEGER)
    throw wrong(`retries to be a positive whole number, but got '${String(retries)}'`);
  if (!isPriority(priority)) throw wrong(`the priority to be in the range [0,100], but got '${String(priority)}'`);
  return { id, type, retries, eventTypes: [...new Set(eventTypes)], afterNonGlobal, priority, source: 'API' };
}

function find(run: Execution, id: string): GlobalTaskListenerRow | undefined {
  return rowsOf(run.state.globalTaskListeners, run.state.globalTaskListenersById.find(id))[0];
}

function require(run: Execution, id: string, command: 'UPDATE' | 'DELETE'): GlobalTaskListenerRow {
  const found = find(run, id);
  if (found !== undefined) return found;
  const doing = `${command.toLowerCase()} the global task listener with id '${id}'`;
  throw reject(command, 'NOT_FOUND', `Expected to ${doing}, but there is none`);
}
