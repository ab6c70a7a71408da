import type { Json } from '../../index.js';

/** Values that some diagrams can use, by the name of the variable, so that random runs get past gateways and timers. */
export type Vocabulary = ReadonlyMap<string, readonly Json[]>;

const DATES = ['2026-03-01T09:00:00Z', '2026-03-20T00:00:00Z'];
const KEYS = ['k0', 'k1', 'k2'];

/** Reads conditions, dates of timers, correlation keys, and the mappings that carry a verdict to where it is asked for. */
export function vocabularyOf(diagrams: readonly string[]): Vocabulary {
  const text = diagrams.join('\n').replaceAll('&#34;', '"').replaceAll('&quot;', '"').replaceAll('&gt;', '>');
  const words = new Map<string, Json[]>();
  const add = (name: string, ...values: readonly Json[]) => {
    // Each word once: a mapping of a name to itself, in many diagrams, would double them every time.
    words.set(name, [...new Set([...(words.get(name) ?? []), ...values])]);
  };
  for (const condition of contentsOf(text, /<bpmn:conditionExpression[^>]*>=([^<]*)</g)) {
    for (const [, name = '', value = ''] of condition.matchAll(/(\w+) = "(\w+)"/g)) add(name, value);
    for (const [, name = ''] of condition.matchAll(/(\w+) [<>=]+ \d/g)) add(name, 0, 1);
    const [, plain] = /^(?:not\()?(\w+)\)?$/.exec(condition) ?? [];
    if (plain !== undefined) add(plain, true, false);
  }
  for (const name of contentsOf(text, /<bpmn:timeDate[^>]*>=(\w+)</g)) add(name, ...DATES);
  for (const name of contentsOf(text, /correlationKey="=(\w+)"/g)) add(name, ...KEYS);
  for (const [, source = '', target = ''] of text.matchAll(/<zeebe:output source="=(\w+)" target="(\w+)"/g))
    add(source, ...(words.get(target) ?? []));
  return words;
}

function contentsOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((found) => (found[1] ?? '').trim());
}
