import { PatternError } from '../regex/pattern-error.js';
import { extract, matches, replace, split } from '../regex/index.js';
import type { Run } from '../run.js';
import type { FeelValue } from '../values/value.js';
import { Refusal, builtin } from './builtin.js';
import type { BuiltinTable, Outcome } from './builtin.js';

/** A pattern that is none gives null, with a warning. */
function withPattern(work: () => FeelValue): Outcome {
  try {
    return work();
  } catch (error) {
    if (error instanceof PatternError) return new Refusal(error.message);
    throw error;
  }
}

/** A function of nothing but texts. */
function ofTexts(work: (run: Run, ...texts: string[]) => FeelValue) {
  return (run: Run, ...values: FeelValue[]): Outcome => {
    const texts = values.filter((value) => typeof value === 'string');
    return texts.length === values.length ? withPattern(() => work(run, ...texts)) : undefined;
  };
}

const matchesPattern = ofTexts((run, input = '', pattern = '', flags = '') => matches(run, input, pattern, flags));
const replacePattern = ofTexts((run, input = '', pattern = '', replacement = '', flags = '') =>
  replace(run, input, pattern, replacement, flags),
);
const splitText = ofTexts((run, text = '', delimiter = '') => split(run, text, delimiter));
const extractAll = ofTexts((run, text = '', pattern = '') => extract(run, text, pattern));

export const patternFunctions: BuiltinTable = {
  matches: [builtin('input, pattern', matchesPattern), builtin('input, pattern, flags', matchesPattern)],
  replace: [
    builtin('input, pattern, replacement', replacePattern),
    builtin('input, pattern, replacement, flags', replacePattern),
  ],
  split: [builtin('string, delimiter', splitText)],
  extract: [builtin('string, pattern', extractAll), builtin('input, pattern', extractAll)],
};
