import { term } from './term.js';
import type { Term } from './term.js';

/** Where a row of a register stands. */
export const registerStateTerms = {
  standing: term('已登记', '已登记，无后续办理', 'R-46'),
  open: term('待办理', '尚待他人办理', 'R-46'),
  reported: term('待核对', '已报告，尚待他人核对', 'R-46'),
  closed: term('已办结', '已由他人核对办结', 'R-46'),
} as const satisfies Record<string, Term>;
export type RegisterState = keyof typeof registerStateTerms;
