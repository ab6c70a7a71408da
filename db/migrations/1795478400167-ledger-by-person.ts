import { forwardOnly } from './forward-only.js';

/** What one person did, and what was refused, newest first, without reading the whole ledger. */
export const LedgerByPerson1795478400167 = forwardOnly(
  'LedgerByPerson1795478400167',
  `
  CREATE INDEX ledger_entry_by_person ON ledger_entry (actor, at, case_id, seq);
  CREATE INDEX ledger_entry_refused ON ledger_entry (at, case_id, seq) WHERE kind = 'act-refused';
  `,
);
