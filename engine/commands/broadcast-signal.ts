import type { Execution } from '../elements/execution.js';
import { broadcast } from '../elements/signals.js';
import type { BroadcastSignalReply, BroadcastSignalRequest } from './requests.js';

/** Reaches everyone who waits for the signal right now. */
export function broadcastSignal(run: Execution, request: BroadcastSignalRequest): BroadcastSignalReply {
  const signalKey = run.newKey();
  broadcast(run, request.signalName, request.variables ?? {});
  return { signalKey };
}
