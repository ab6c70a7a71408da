import { forwardOnly } from './forward-only.js';

/** Who of the staff read the file of a household, once for each day; the ledger takes an entry with each. */
export const CaseReadings1795478400111 = forwardOnly(
  'CaseReadings1795478400111',
  `
  CREATE TABLE case_reading (
    household_id uuid NOT NULL REFERENCES household,
    person_id uuid NOT NULL REFERENCES account,
    read_on date NOT NULL DEFAULT app_today(),
    PRIMARY KEY (household_id, person_id, read_on)
  );
  SELECT keep_append_only('case_reading');
  `,
);
