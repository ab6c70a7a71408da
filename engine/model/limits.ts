/** Longest name, type, id or key, in UTF-16 units: two of them must fit into one entry of a PostgreSQL index. */
export const LONGEST_NAME = 400;

/** Ids that people give to things of the cluster (variables, listeners, groups …): no blanks, no control characters. */
export const IDENTIFIER = /^[\w~@.+-]{1,256}$/;

/** Tags of a process instance. */
export const TAG = /^[A-Za-z][A-Za-z0-9_\-:.]{0,99}$/;
export const MOST_TAGS = 10;

export const LONGEST_BUSINESS_ID = 256;

/** Last instant that can be stored: the end of the year 9999. Later deadlines mean "never". */
export const LATEST_TIME = Date.UTC(9999, 11, 31);

/** Largest whole number of a PostgreSQL integer. */
export const LARGEST_INTEGER = 2 ** 31 - 1;

/** Bytes of all resources of one deployment: Zeebe's largest message. */
export const LARGEST_DEPLOYMENT = 4 * 1024 * 1024;

/** Executable processes of one diagram; each keeps the whole file. */
export const MOST_PROCESSES = 20;

/** Variables of one command; each is a row of its own. */
export const MOST_VARIABLES = 10_000;

/** Characters of the value of a variable, written out. */
export const LARGEST_VARIABLE = 4 * 1024 * 1024;

/** Lists and objects inside one another in the value of a variable. */
export const DEEPEST_VARIABLE = 200;

/** Names of the path that a mapping writes to. */
export const LONGEST_PATH = 100;

/** An instant so many ms from now, at most the last one there is. */
export const inFuture = (now: number, milliseconds: number): number => Math.min(now + milliseconds, LATEST_TIME);
