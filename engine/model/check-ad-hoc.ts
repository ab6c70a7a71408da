import type { Faults } from './faults.js';
import { innerElementOf } from './read-ad-hoc.js';
import type { ElementModel, ElementType } from './types.js';

const ACTIVITIES: ReadonlySet<ElementType> = new Set<ElementType>([
  'TASK',
  'MANUAL_TASK',
  'SERVICE_TASK',
  'SEND_TASK',
  'SCRIPT_TASK',
  'BUSINESS_RULE_TASK',
  'USER_TASK',
  'RECEIVE_TASK',
  'SUB_PROCESS',
  'AD_HOC_SUB_PROCESS',
  'CALL_ACTIVITY',
]);

/** An ad-hoc subprocess has activities, and neither beginning nor end. */
export function checkAdHoc(element: ElementModel, faults: Faults): void {
  const { id } = element;
  const inside = innerElementOf(element)?.children ?? [];
  if (!inside.some(({ type }) => ACTIVITIES.has(type))) faults.add(id, 'Must have at least one activity');
  if (inside.some(({ type }) => type === 'START_EVENT')) faults.add(id, 'Must not contain a start event');
  if (inside.some(({ type }) => type === 'END_EVENT')) faults.add(id, 'Must not contain an end event');
}
