import { ACTIVITY_TYPES } from './element-types.js';
import type { Faults } from './faults.js';
import { innerElementOf } from './read-ad-hoc.js';
import type { ElementModel } from './types.js';

/** An ad-hoc subprocess has activities, and neither beginning nor end. */
export function checkAdHoc(element: ElementModel, faults: Faults): void {
  const { id } = element;
  const inside = innerElementOf(element)?.children ?? [];
  if (!inside.some(({ type }) => ACTIVITY_TYPES.has(type))) faults.add(id, 'Must have at least one activity');
  if (inside.some(({ type }) => type === 'START_EVENT')) faults.add(id, 'Must not contain a start event');
  if (inside.some(({ type }) => type === 'END_EVENT')) faults.add(id, 'Must not contain an end event');
}
