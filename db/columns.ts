import type { ValueTransformer } from 'typeorm';

/** PostgreSQL hands `bigint` back as text; these turn it into the unit the column is named after. */
const toBigint: ValueTransformer = {
  to: (value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
  from: (value: unknown) => (typeof value === 'string' ? BigInt(value) : value),
};

/** Money: whole fen. */
export const fen = { type: 'bigint', transformer: toBigint } as const;

/** Area: whole hundredths of a square metre. */
export const hundredths = { type: 'bigint', transformer: toBigint } as const;

/** An instant as UTC text, e.g. `2026-11-24T08:00:00.000Z`, the form the rules read. */
export const instant = {
  type: 'timestamptz',
  transformer: {
    to: (value: unknown) => value,
    from: (value: unknown) => (value instanceof Date ? value.toISOString() : value),
  },
} as const;

/** A whole number too large for an integer column, e.g. milliseconds. */
export const wholeNumber = { type: 'bigint', transformer: toBigint } as const;
