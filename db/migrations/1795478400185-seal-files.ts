import { forwardOnly } from './forward-only.js';

/** Keys of bodies that seal files for readers of PDF (RSA), beside their SM2 keys: encrypted, and never changed. */
export const SealFiles1795478400185 = forwardOnly(
  'SealFiles1795478400185',
  `
  CREATE TABLE file_seal_key (
    owner text PRIMARY KEY CHECK (owner LIKE 'authority:%' OR owner LIKE 'seal:%'),
    sealed_key bytea NOT NULL,
    certificate bytea NOT NULL,
    authority bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only('file_seal_key'::regclass);
  `,
);
