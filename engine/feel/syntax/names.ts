/** Words that are no names of variables. */
export const RESERVED: ReadonlySet<string> = new Set([
  'null',
  'true',
  'false',
  'function',
  'in',
  'return',
  'then',
  'else',
  'satisfies',
  'and',
  'or',
]);

/** Names of built-in functions that contain a reserved word. */
export const NAMES_WITH_RESERVED_WORDS: readonly string[] = [
  'date and time',
  'years and months duration',
  'get or else',
  'and',
  'or',
];

/** A name as Java has them: letters, digits, `_`, `$` and their like. Sticky. */
export const WORD = /[\p{L}\p{Nl}\p{Sc}\p{Pc}][\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}]*/uy;

/** Types of `instance of` that are more than one word. */
export const LONG_TYPES: readonly string[] = [
  'years and months duration',
  'days and time duration',
  'year-month-duration',
  'day-time-duration',
  'date and time',
  'date time',
];
