import { forwardOnly } from './forward-only.js';

/** The ledger newest first, page by page, for those who look through it. */
export const LedgerByTime1795478400166 = forwardOnly(
  'LedgerByTime1795478400166',
  'CREATE INDEX ledger_entry_by_time ON ledger_entry (at, case_id, seq);',
);
