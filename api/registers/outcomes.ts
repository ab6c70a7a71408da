import { term } from '../../rules/vocabulary/term.js';

/** What the check of a report may end with: settled, or back to whoever reported. */
export const OUTCOMES = {
  closed: term('核对无误', '办结', 'R-22'),
  returned: term('退回重办', '退回报告人重新办理', 'R-22'),
};
