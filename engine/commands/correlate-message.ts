import type { Execution } from '../elements/execution.js';
import { correlate } from '../elements/messages.js';
import { LONGEST_NAME } from '../model/limits.js';
import { reject } from './rejection.js';
import type { CorrelateMessageReply, CorrelateMessageRequest } from './requests.js';

/** Brings a message to someone who waits now; NOT_FOUND when nobody does. */
export function correlateMessage(run: Execution, request: CorrelateMessageRequest): CorrelateMessageReply {
  const { name, correlationKey = '' } = request;
  if (correlationKey.length > LONGEST_NAME)
    throw reject(
      'CORRELATE',
      'INVALID_ARGUMENT',
      `Expected a correlation key of at most ${String(LONGEST_NAME)} characters`,
    );
  const messageKey = run.newKey();
  const message = { messageKey, name, correlationKey, variables: request.variables ?? {}, correlatedProcessIds: [] };
  const [processInstanceKey] = correlate(run, message);
  if (processInstanceKey !== undefined) return { messageKey, processInstanceKey };
  const reason = `Expected to find subscription for message with name '${name}' and correlation key '${correlationKey}', but none was found.`;
  throw reject('CORRELATE', 'NOT_FOUND', reason);
}
