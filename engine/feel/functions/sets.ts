import type { Run } from '../run.js';
import { isEqual } from '../values/compare.js';
import type { FeelNumber } from '../values/decimal.js';
import { numberKey } from '../values/number.js';
import { toText } from '../values/text.js';
import { isList, kindOf } from '../values/value.js';
import type { FeelValue } from '../values/value.js';
import { builtin } from './builtin.js';
import type { BuiltinTable, Outcome } from './builtin.js';
import { joined } from './lists.js';

interface Group {
  readonly item: FeelValue;
  count: number;
}

/** The different members of a list, each with how often it is there, in the order of their first place. */
function grouped(run: Run, list: readonly FeelValue[]): readonly Group[] {
  const groups: Group[] = [];
  const byKey = new Map<string, Group[]>();
  for (const item of list) {
    run.spend(1);
    const key = keyOf(item, run);
    const candidates = byKey.get(key) ?? [];
    const known = candidates.find((group) => isEqual(run, group.item, item) === true);
    if (known !== undefined) {
      known.count += 1;
      continue;
    }
    const group = { item, count: 1 };
    groups.push(group);
    candidates.push(group);
    byKey.set(key, candidates);
  }
  return groups;
}

/** Equal values have equal keys; only those with one key need to be compared. */
function keyOf(item: FeelValue, run: Run): string {
  const kind = kindOf(item);
  switch (kind) {
    case 'number':
      return `number ${numberKey(item as FeelNumber)}`;
    case 'list':
      return `list ${String((item as readonly FeelValue[]).length)} ${firstKey(Object.values(item as object) as FeelValue[])}`;
    case 'context': {
      const names = Object.keys(item as object).sort();
      const values = names.map((name) => (item as Record<string, FeelValue>)[name] ?? null);
      return `context ${names.join('\0')} ${firstKey(values)}`;
    }
    default:
      return `${kind} ${toText(item, run)}`;
  }

  /** Plain members tell most lists and contexts apart; nested ones are left to the comparison. */
  function firstKey(values: readonly FeelValue[]): string {
    run.spend(values.length);
    return values.map((value) => (isList(value) || kindOf(value) === 'context' ? '' : keyOf(value, run))).join('\0');
  }
}

function items(groups: readonly Group[]): readonly FeelValue[] {
  return groups.map(({ item }) => item);
}

function distinct(run: Run, list: FeelValue): Outcome {
  return isList(list) ? items(grouped(run, list)) : undefined;
}

function duplicates(run: Run, list: FeelValue): Outcome {
  return isList(list) ? items(grouped(run, list).filter(({ count }) => count > 1)) : undefined;
}

function union(run: Run, lists: FeelValue): Outcome {
  const all = joined(run, lists);
  return all === undefined ? undefined : items(grouped(run, all));
}

export const setFunctions: BuiltinTable = {
  'distinct values': [builtin('list', (run, list = null) => distinct(run, list))],
  'duplicate values': [builtin('list', (run, list = null) => duplicates(run, list))],
  union: [builtin('...lists', (run, lists = null) => union(run, lists))],
};
