import type { Key } from '../../commands/requests.js';

export interface SignalSubscriptionRow {
  readonly signalSubscriptionKey: Key;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key | null;
  readonly elementInstanceKey: Key | null;
  readonly elementId: string;
  readonly signalName: string;
}
