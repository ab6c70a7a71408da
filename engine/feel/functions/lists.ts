import { invoke } from '../compile/invoke.js';
import type { Run } from '../run.js';
import { isEqual } from '../values/compare.js';
import { requireShallow } from '../values/depth.js';
import { compareNumbers, isNumber, toDouble } from '../values/number.js';
import { describe } from '../values/text.js';
import { FeelFunction, isList } from '../values/value.js';
import type { FeelValue } from '../values/value.js';
import { Refusal, builtin } from './builtin.js';
import type { BuiltinTable, Outcome } from './builtin.js';

type List = readonly FeelValue[];

/** Copying a list costs less than working on its members. */
function copied(run: Run, list: List): List {
  run.spend((list.length >> 3) + 1);
  return list;
}

/** From 0, below it before the first member; positions begin at 1, or at -1 from the end, and 0 is none. */
function indexOf(list: List, position: FeelValue): number | undefined {
  if (!isNumber(position)) return undefined;
  const whole = Math.trunc(toDouble(position));
  return whole > 0 ? whole - 1 : list.length + whole;
}

function isZero(position: FeelValue): boolean {
  return isNumber(position) && compareNumbers(position, 0) === 0;
}

/** The members from one index to before another; the list begins at 0 whatever the indexes are. */
function part(list: List, from: number, to = list.length): List {
  return list.slice(Math.max(0, from), Math.max(0, to));
}

function sublist(run: Run, list: FeelValue, start: FeelValue, length?: FeelValue): Outcome {
  const from = isList(list) ? indexOf(list, start) : undefined;
  if (!isList(list) || from === undefined) return undefined;
  if (length !== undefined && !isNumber(length)) return undefined;
  if (isZero(start)) return new Refusal('start position must be a non-zero number');
  const to = length === undefined ? list.length : from + Math.trunc(toDouble(length));
  return copied(run, part(list, from, to));
}

function insert(run: Run, list: FeelValue, position: FeelValue, item: FeelValue): Outcome {
  const at = isList(list) ? indexOf(list, position) : undefined;
  if (!isList(list) || at === undefined) return undefined;
  return isZero(position) ? NO_POSITION : copied(run, [...part(list, 0, at), item, ...part(list, at)]);
}

function remove(run: Run, list: FeelValue, position: FeelValue): Outcome {
  const at = isList(list) ? indexOf(list, position) : undefined;
  if (!isList(list) || at === undefined) return undefined;
  return isZero(position) ? NO_POSITION : copied(run, [...part(list, 0, at), ...part(list, at + 1)]);
}

const NO_POSITION = new Refusal('position must be a non-zero number');

export function joined(run: Run, lists: FeelValue): List | undefined {
  if (!isList(lists)) return undefined;
  const all: FeelValue[] = [];
  for (const list of lists) {
    const items = isList(list) ? list : [list];
    run.spend((items.length >> 3) + 1);
    for (const item of items) all.push(item);
  }
  return all;
}

function flatten(run: Run, list: FeelValue): Outcome {
  if (!isList(list)) return undefined;
  const flat: FeelValue[] = [];
  const add = (items: List, depth: number): void => {
    requireShallow(depth);
    for (const item of items) {
      run.spend(1);
      if (isList(item)) add(item, depth + 1);
      else flat.push(item);
    }
  };
  add(list, 0);
  return flat;
}

/** In the order in which `precedes(a, b)` is true. */
function sort(run: Run, list: FeelValue, precedes: FeelValue): Outcome {
  if (!isList(list) || !(precedes instanceof FeelFunction)) return undefined;
  const count = precedes.parameters.length;
  if (count !== 2) return new Refusal(`expect boolean function with 2 arguments, but found '${count}'`);
  const isBefore = (a: FeelValue, b: FeelValue): boolean => {
    const answer = invoke(precedes, [a, b], run);
    if (typeof answer !== 'boolean') throw new NoBoolean(describe(answer));
    return answer;
  };
  try {
    return [...list].sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
  } catch (error) {
    if (error instanceof NoBoolean) {
      const found = `expected boolean but found '${error.message}'`;
      return new Refusal(`fail to sort list by given precedes function: ${found}`);
    }
    throw error;
  }
}

class NoBoolean extends Error {}

/** A prefix goes with a suffix: only one of them is no call of the function. */
function stringJoin(run: Run, list: FeelValue, delimiter: FeelValue, prefix: FeelValue, suffix: FeelValue): Outcome {
  if (!isList(list) || (prefix === null) !== (suffix === null)) return undefined;
  const [between, before, behind] = [delimiter ?? '', prefix ?? '', suffix ?? ''];
  if (typeof between !== 'string' || typeof before !== 'string' || typeof behind !== 'string') return undefined;
  const texts = list.filter((item) => item !== null);
  run.spend(list.length);
  if (!texts.every((item) => typeof item === 'string')) {
    return new Refusal(`expected a list of strings but found '${describe(list)}'`);
  }
  const length = texts.reduce((total, text) => total + text.length + between.length, before.length + behind.length);
  run.expectText(length);
  return run.text(`${before}${texts.join(between)}${behind}`);
}

function listContains(run: Run, list: FeelValue, element: FeelValue): Outcome {
  if (!isList(list)) return undefined;
  run.spend(list.length);
  return list.some((item) => isEqual(run, item, element) === true);
}

function positionsOf(run: Run, list: FeelValue, match: FeelValue): Outcome {
  if (!isList(list)) return undefined;
  run.spend(list.length);
  return list.flatMap((item, at) => (isEqual(run, item, match) === true ? [at + 1] : []));
}

/** Parts of `size` members; the last one may be shorter. */
function partition(run: Run, list: FeelValue, size: FeelValue): Outcome {
  if (!isList(list) || !isNumber(size)) return undefined;
  const length = Math.trunc(toDouble(size));
  if (length < 1) return new Refusal(`'size' should be greater than zero but was '${length}'`);
  run.spend(list.length);
  const parts: List[] = [];
  for (let start = 0; start < list.length; start += length) parts.push(list.slice(start, start + length));
  return parts;
}

export const listFunctions: BuiltinTable = {
  'list contains': [builtin('list, element', (run, list = null, element = null) => listContains(run, list, element))],
  count: [builtin('list', (_, list = null) => (isList(list) ? list.length : undefined))],
  sublist: [
    builtin('list, start', (run, list = null, start = null) => sublist(run, list, start)),
    builtin('list, start position', (run, list = null, start = null) => sublist(run, list, start)),
    builtin('list, start, length', (run, list = null, start = null, length = null) =>
      sublist(run, list, start, length),
    ),
    builtin('list, start position, length', (run, list = null, start = null, length = null) =>
      sublist(run, list, start, length),
    ),
  ],
  append: [
    builtin('list, ...items', (run, list = null, items = null) =>
      isList(list) && isList(items) ? copied(run, [...list, ...items]) : undefined,
    ),
  ],
  concatenate: [builtin('...lists', (run, lists = null) => joined(run, lists))],
  'insert before': [
    builtin('list, position, newItem', (run, list = null, at = null, item = null) => insert(run, list, at, item)),
  ],
  remove: [builtin('list, position', (run, list = null, position = null) => remove(run, list, position))],
  reverse: [builtin('list', (run, list = null) => (isList(list) ? copied(run, [...list].reverse()) : undefined))],
  'index of': [builtin('list, match', (run, list = null, match = null) => positionsOf(run, list, match))],
  flatten: [builtin('list', (run, list = null) => flatten(run, list))],
  sort: [builtin('list, precedes', (run, list = null, precedes = null) => sort(run, list, precedes))],
  'string join': [
    builtin('list', (run, list = null) => stringJoin(run, list, null, null, null)),
    builtin('list, delimiter', (run, list = null, delimiter = null) => stringJoin(run, list, delimiter, null, null)),
    builtin('list, delimiter, prefix, suffix', (run, list = null, delimiter = null, prefix = null, suffix = null) =>
      stringJoin(run, list, delimiter, prefix, suffix),
    ),
  ],
  'is empty': [builtin('list', (_, list = null) => (isList(list) ? list.length === 0 : undefined))],
  partition: [builtin('list, size', (run, list = null, size = null) => partition(run, list, size))],
};
