import type { ColumnKind } from './columns.js';
import type { MessageBuffer } from './message-buffer.js';

/** Writes one value that is not null, in the binary format of its type. */
export type ValueWriter = (to: MessageBuffer, value: unknown) => void;

const TEXT_OID = 25;

/** By the type's number in pg_type, which is the same in every PostgreSQL. */
const WRITERS: Readonly<Record<number, ValueWriter>> = {
  16: (to, value) => {
    to.byte(value === true ? 1 : 0);
  },
  20: (to, value) => {
    if (typeof value === 'string') to.key(value);
    else to.int64(whole(value, Number.MAX_SAFE_INTEGER));
  },
  21: (to, value) => {
    to.int16(whole(Number(value), 2 ** 15 - 1));
  },
  23: (to, value) => {
    to.int32(whole(value, 2 ** 31 - 1));
  },
  [TEXT_OID]: (to, value) => {
    to.text(value as string);
  },
  1009: writeTexts,
  1184: (to, value) => {
    to.time(value as number);
  },
  3802: (to, value) => {
    const version = 1;
    to.byte(version);
    to.text(storable(JSON.stringify(value)));
  },
};

/** The writer of a column, by how its values look in memory and what type the database has. */
export function writerOf(kind: ColumnKind, oid: number): ValueWriter {
  if (kind === 'jsonText') {
    return (to, value) => {
      to.text(JSON.stringify(value));
    };
  }
  const writer = WRITERS[oid];
  if (writer === undefined) throw new Error(`no value of kind ${kind} can be written as type ${String(oid)}`);
  return writer;
}

function writeTexts(to: MessageBuffer, value: unknown): void {
  const texts = value as readonly string[];
  beginArray(to, TEXT_OID, texts.length);
  for (const text of texts) {
    const begin = to.beginLength();
    to.text(text);
    to.endLength(begin);
  }
}

/** Head of an array of one dimension, which counts from 1. */
export function beginArray(to: MessageBuffer, elementOid: number, size: number): void {
  to.int32(size === 0 ? 0 : 1);
  to.int32(0);
  to.int32(elementOid);
  if (size === 0) return;
  to.int32(size);
  to.int32(1);
}

/** The database refuses such a value, too (SQLSTATE 22003): it would be another one when it is cut to its size. */
function whole(value: unknown, limit: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= limit) return value;
  throw Object.assign(new RangeError(`${String(value)} is no whole number up to ${String(limit)}`), { code: '22003' });
}

/** The type jsonb keeps neither the character NUL nor half a surrogate pair: they become U+FFFD. */
function storable(json: string): string {
  if (!/\\u(?:0000|d[89a-f])/i.test(json)) return json;
  return json.replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1\\ufffd');
}
