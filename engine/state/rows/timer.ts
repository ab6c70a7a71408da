import type { Key } from '../../commands/requests.js';

export interface TimerRow {
  readonly timerKey: Key;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key | null;
  readonly elementInstanceKey: Key | null;
  readonly elementId: string;
  readonly dueDate: number;
  readonly repetitions: number;
  readonly cycle: string | null;
}
