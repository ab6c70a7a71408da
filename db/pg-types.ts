import pg from 'pg';

const { builtins } = pg.types;

/**
 * How values come out of hand-written SQL: bigint as `bigint`, instants as UTC text, dates as plain text.
 * Never through the local time zone or a double of JavaScript.
 */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [builtins.INT8]: (text) => BigInt(text),
  [builtins.DATE]: (text) => text,
  [builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
};

type Parser = (text: string) => unknown;
const builtIn = pg.types.getTypeParser as (oid: number, format?: string) => Parser;

/** Type parsers of our own connections; the parsers of the whole Node process stay untouched. */
export const ownTypes = {
  getTypeParser: (oid: number, format?: string): Parser =>
    (format === 'binary' ? undefined : parsers[oid]) ?? builtIn(oid, format),
};
