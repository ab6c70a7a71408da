import { randomBytes } from 'node:crypto';
import { EvaluationFailure } from '../feel-error.js';
import type { Run } from '../run.js';
import type { FeelNumber } from '../values/decimal.js';
import { isNumber, numberText, toDouble } from '../values/number.js';
import type { FeelValue } from '../values/value.js';
import { builtin } from './builtin.js';
import type { Builtin, BuiltinTable, Outcome } from './builtin.js';

/** A function of one text. */
function ofText(parameter: string, work: (text: string) => FeelValue): readonly Builtin[] {
  const run = (run: Run, text: FeelValue = null): Outcome => {
    if (typeof text !== 'string') return undefined;
    const result = work(run.text(text));
    return typeof result === 'string' ? run.text(result) : result;
  };
  return [builtin(parameter, run)];
}

function ofTwoTexts(work: (text: string, match: string) => FeelValue): readonly Builtin[] {
  const run = (run: Run, text: FeelValue = null, match: FeelValue = null): Outcome =>
    typeof text === 'string' && typeof match === 'string' ? work(run.text(text), match) : undefined;
  return [builtin('string, match', run)];
}

/** Counts UTF-16 units, as Java does; positions begin at 1, or at -1 from the end. Outside the text the evaluation fails. */
function substring(text: FeelValue, start: FeelValue, length: FeelValue | undefined): Outcome {
  if (typeof text !== 'string' || !isNumber(start)) return undefined;
  const position = Math.trunc(toDouble(start));
  const from = position > 0 ? position - 1 : text.length + position;
  if (length === undefined) {
    if (from < 0 || from > text.length) throw outside(start);
    return text.slice(from);
  }
  if (!isNumber(length)) return undefined;
  const end = Math.min(from + Math.trunc(toDouble(length)), text.length);
  if (from < 0 || end < from) throw outside(start);
  return text.slice(from, end);
}

function outside(start: FeelNumber): EvaluationFailure {
  return new EvaluationFailure(`the start position ${numberText(start)} is outside the string`);
}

function before(text: string, match: string): string {
  const at = text.indexOf(match);
  return at < 0 ? '' : text.slice(0, at);
}

function after(text: string, match: string): string {
  const at = text.indexOf(match);
  return at < 0 ? '' : text.slice(at + match.length);
}

/** Java's trim: everything up to the blank, at both ends. */
function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text.charCodeAt(start) <= 32) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 32) end -= 1;
  return text.slice(start, end);
}

/** Of version 7: it begins with the time, so that later ones are greater. */
function uuid({ now }: Run): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export const textFunctions: BuiltinTable = {
  substring: [
    builtin('string, start position', (_, text = null, start = null) => substring(text, start, undefined)),
    builtin('string, start position, length', (_, text = null, start = null, length = null) =>
      substring(text, start, length),
    ),
  ],
  'string length': ofText('string', (text) => text.length),
  'upper case': ofText('string', (text) => text.toUpperCase()),
  'lower case': ofText('string', (text) => text.toLowerCase()),
  'substring before': ofTwoTexts(before),
  'substring after': ofTwoTexts(after),
  contains: ofTwoTexts((text, match) => text.includes(match)),
  'starts with': ofTwoTexts((text, match) => text.startsWith(match)),
  'ends with': ofTwoTexts((text, match) => text.endsWith(match)),
  trim: ofText('string', trim),
  'is blank': ofText('string', (text) => text.trim() === ''),
  'to base64': ofText('value', (text) => Buffer.from(text, 'utf8').toString('base64')),
  uuid: [builtin('', uuid)],
};
