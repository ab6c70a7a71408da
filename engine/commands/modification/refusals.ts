import type { Execution } from '../../elements/execution.js';
import type { ElementModel } from '../../model/types.js';
import type { ElementInstanceRow } from '../../state/rows.js';
import { reject } from '../rejection.js';
import type { Rejection } from '../rejection.js';

export const refuse = (reason: string): Rejection => reject('MODIFY', 'INVALID_ARGUMENT', reason);

/** The beginning of every sentence that refuses an instruction. */
export const expected = (root: ElementInstanceRow): string =>
  `Expected to modify instance of process '${root.processDefinitionId}' but it contains one or more`;

export function requireElement(
  run: Execution,
  root: ElementInstanceRow,
  elementId: string,
  what: string,
): ElementModel {
  const element = run.modelOf(root.processDefinitionKey).elements.get(elementId);
  if (element !== undefined) return element;
  throw refuse(`${expected(root)} ${what} instructions with an element that could not be found: '${elementId}'`);
}
