import { nodesOf, parseSource, wordsOf } from './parse-source.js';
import type { SourceTree } from './source-tree.js';

const INDEX = 'lint/index.js';

/** The diagram rules that the plugin's index lists: a rule file that nobody lists checks nothing. */
export function enabledRules({ code }: SourceTree): ReadonlySet<string> {
  const words = Array.from(nodesOf(parseSource(INDEX, code.get(INDEX) ?? '')), wordsOf);
  return new Set(words.filter((word) => word !== undefined));
}
