import { forwardOnly } from './forward-only.js';

/** What people search a household by, in small letters: LIKE over one text costs a fraction of ILIKE over three. */
export const SearchHouseholds1795478400016 = forwardOnly(
  'SearchHouseholds1795478400016',
  `
  ALTER TABLE household ADD COLUMN search_text text GENERATED ALWAYS AS
    (lower(case_number || E'\\n' || address || E'\\n' || holder_name)) STORED;
  `,
);
