import type { FunctionTable } from '../functions.js';

/** null unless the value is a text. */
function onText<T>(work: (text: string) => T): (text: unknown) => T | null {
  return (text) => (typeof text === 'string' ? work(text) : null);
}

export const textFunctions: FunctionTable = {
  trim: ['string', onText((text) => text.trim())],
  'is blank': ['string', onText((text) => text.trim() === '')],
  'to base64': ['value', onText((text) => Buffer.from(text, 'utf8').toString('base64'))],
  extract: [
    'string, pattern',
    (text: unknown, pattern: unknown): string[] | null => {
      if (typeof text !== 'string' || typeof pattern !== 'string') return null;
      return [...text.matchAll(new RegExp(pattern, 'gu'))].map((match) => match[0]);
    },
  ],
};
