import type { Run } from '../run.js';
import { requireShallow } from '../values/depth.js';
import { contextOf, entryOf, isContext, isList } from '../values/value.js';
import type { FeelContext, FeelValue } from '../values/value.js';
import { builtin } from './builtin.js';
import type { BuiltinTable, Outcome } from './builtin.js';

function isTexts(value: FeelValue): value is readonly string[] {
  return isList(value) && value.every((item) => typeof item === 'string');
}

/** The entry of that name, or at the end of that path. */
function getValue(run: Run, context: FeelValue, key: FeelValue): Outcome {
  if (!isContext(context)) return undefined;
  if (typeof key === 'string') return entryOf(context, key) ?? null;
  if (!isTexts(key)) return undefined;
  if (key.length === 0) return null;
  run.spend(key.length);
  let found: FeelValue = context;
  for (const name of key) found = isContext(found) ? (entryOf(found, name) ?? null) : null;
  return found;
}

function getEntries(run: Run, context: FeelValue): Outcome {
  if (!isContext(context)) return undefined;
  const entries = Object.entries(context);
  run.spend(entries.length);
  return entries.map(([key, value]) => ({ key, value }));
}

function put(run: Run, context: FeelValue, key: FeelValue, value: FeelValue): Outcome {
  if (!isContext(context)) return undefined;
  if (typeof key === 'string') return withEntry(run, context, key, value);
  if (!isTexts(key)) return undefined;
  return key.length === 0 ? null : withPath(run, context, key, value, 0);
}

function withEntry(run: Run, context: FeelContext, key: string, value: FeelValue): FeelContext {
  const entries = Object.entries(context);
  run.spend(entries.length + 1);
  return contextOf([...entries, [key, value]]);
}

/** What stands in the way of the path and is no context gives way to one. */
function withPath(run: Run, context: FeelContext, path: readonly string[], value: FeelValue, at: number): FeelContext {
  requireShallow(at);
  const key = path[at] ?? '';
  if (at === path.length - 1) return withEntry(run, context, key, value);
  const inner = entryOf(context, key) ?? null;
  return withEntry(run, context, key, withPath(run, isContext(inner) ? inner : {}, path, value, at + 1));
}

function merge(run: Run, contexts: FeelValue): Outcome {
  if (!isList(contexts) || !contexts.every(isContext)) return undefined;
  const entries = contexts.flatMap((context) => {
    const own = Object.entries(context);
    run.spend(own.length + 1);
    return own;
  });
  return contextOf(entries);
}

/** Of entries `{key, value}`; a later one with the same key counts. */
function fromEntries(run: Run, entries: FeelValue): Outcome {
  if (!isList(entries)) return undefined;
  run.spend(entries.length);
  const pairs: [string, FeelValue][] = [];
  for (const entry of entries) {
    const key = isContext(entry) ? entryOf(entry, 'key') : undefined;
    const value = isContext(entry) ? entryOf(entry, 'value') : undefined;
    if (typeof key !== 'string' || value === undefined) return undefined;
    pairs.push([key, value]);
  }
  return contextOf(pairs);
}

const putParameters = [
  builtin('context, key, value', (run, context = null, key = null, value = null) => put(run, context, key, value)),
  builtin('context, keys, value', (run, context = null, key = null, value = null) => put(run, context, key, value)),
];
const mergeParameters = [builtin('...contexts', (run, contexts = null) => merge(run, contexts))];

export const contextFunctions: BuiltinTable = {
  'get value': [
    builtin('context, key', (run, context = null, key = null) => getValue(run, context, key)),
    builtin('m, key', (run, context = null, key = null) => getValue(run, context, key)),
    builtin('context, keys', (run, context = null, key = null) => getValue(run, context, key)),
  ],
  'get entries': [
    builtin('context', (run, context = null) => getEntries(run, context)),
    builtin('m', (run, context = null) => getEntries(run, context)),
  ],
  context: [builtin('entries', (run, entries = null) => fromEntries(run, entries))],
  'context put': putParameters,
  put: putParameters,
  'context merge': mergeParameters,
  'put all': mergeParameters,
};
