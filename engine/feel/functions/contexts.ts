import type { FunctionTable } from '../functions.js';
import { toJson } from '../values.js';
import type { Json } from '../values.js';

function fromJson(text: unknown): Json {
  if (typeof text !== 'string') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

export const contextFunctions: FunctionTable = {
  'from json': ['value', fromJson],
  'to json': ['value', (value: unknown) => JSON.stringify(toJson(value))],
};
