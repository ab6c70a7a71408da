import type { Expression } from '../model/expression.js';
import type { ElementInstanceRow } from '../state/rows.js';
import { findCatcher } from './errors.js';
import type { Execution } from './execution.js';
import { triggerEvent } from './triggers.js';
import { evaluateText } from './variables.js';

/** Throws an escalation; when nobody catches it, the process simply goes on. */
export function throwEscalation(run: Execution, from: ElementInstanceRow, code: Expression | null): void {
  const text = code === null ? '' : evaluateText(run, from.elementInstanceKey, code);
  const catcher = findCatcher(run, from, 'escalation', text);
  if (catcher !== null) triggerEvent(run, catcher.hostKey, catcher.event, {});
}
