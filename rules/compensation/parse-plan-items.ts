import { InputReader, isRecord } from './input-reader.js';
import type { PlanItem } from './input.js';
import { mustBePositive, planAmountMissing, planClauseMissing, quantityFindings, repeatedItem } from './limits.js';
import { PLAN_ITEM_NAMES, isPlanItemName, needsPlanAmount } from './plan-items.js';

/** Reads `items`: amounts of the project plan, each with the clause of the plan that grants it. Absent = none. */
export function parsePlanItems(reader: InputReader): PlanItem[] {
  if (!reader.has('items')) return [];
  const value = reader.value('items');
  if (!Array.isArray(value)) {
    reader.refuse('FIELD_INVALID', 'items', '补偿项目须是一个列表，请写成 [{"item": "moving-fee"}]');
    return [];
  }
  const items: PlanItem[] = [];
  value.forEach((entry: unknown, index) => {
    const item = parsePlanItem(entry, index, items, reader);
    if (item) items.push(item);
  });
  return items;
}

function parsePlanItem(
  entry: unknown,
  index: number,
  earlier: readonly PlanItem[],
  outer: InputReader,
): PlanItem | undefined {
  const at = `items[${index.toString()}]`;
  if (!isRecord(entry)) {
    outer.refuse('FIELD_INVALID', at, '补偿项目须写成 {"item": "moving-fee"}');
    return undefined;
  }
  const reader = new InputReader(entry, `${at}.`);
  reader.refuseUnknown(['item', 'planAmount', 'planClause', 'quantity']);
  const item = reader.oneOf('item', '补偿项目', PLAN_ITEM_NAMES, isPlanItemName);
  if (item && earlier.some((other) => other.item === item)) reader.add([repeatedItem(`${at}.item`)]);
  const plan = item && reader.has('planAmount') ? readPlanAmount(reader, at) : null;
  if (item && plan === null && needsPlanAmount(item)) reader.add([planAmountMissing(`${at}.planAmount`)]);
  const quantity = item && reader.has('quantity') ? reader.count('quantity', '数量', '1') : undefined;
  if (item) reader.add(quantityFindings(item, quantity, `${at}.quantity`));
  outer.add(reader.findings);
  return item && (quantity === undefined ? { item, plan } : { item, plan, quantity });
}

function readPlanAmount(reader: InputReader, at: string): NonNullable<PlanItem['plan']> {
  const amountFen = reader.yuan('planAmount', '方案金额', '1000.00');
  reader.add(mustBePositive(amountFen, `${at}.planAmount`, '方案金额'));
  const clause = reader.text('planClause');
  if (clause === '') reader.add([planClauseMissing(`${at}.planClause`)]);
  return { amountFen, clause };
}
