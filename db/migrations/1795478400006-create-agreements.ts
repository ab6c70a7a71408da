import { forwardOnly } from './forward-only.js';

/** From the negotiation to the sealed agreement: records, calculations, agreements, signatures, file bags. */
export const CreateAgreements1795478400006 = forwardOnly(
  'CreateAgreements1795478400006',
  `
  CREATE TABLE negotiation_record (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    household_id uuid NOT NULL REFERENCES household,
    round integer NOT NULL CHECK (round > 0),
    officer_id uuid NOT NULL REFERENCES account,
    summary text NOT NULL CHECK (summary <> ''),
    held_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (household_id, round, officer_id)
  );

  CREATE TABLE compensation_calculation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    household_id uuid NOT NULL REFERENCES household,
    determination_id uuid NOT NULL REFERENCES area_determination,
    policy_version text NOT NULL,
    input jsonb NOT NULL,
    components jsonb NOT NULL,
    total_fen bigint NOT NULL CHECK (total_fen >= 0),
    content_hash text NOT NULL,
    computed_at timestamptz NOT NULL DEFAULT app_now(),
    superseded_at timestamptz
  );
  CREATE UNIQUE INDEX compensation_calculation_standing ON compensation_calculation (household_id)
    WHERE superseded_at IS NULL;

  CREATE TABLE agreement (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    household_id uuid NOT NULL REFERENCES household,
    version integer NOT NULL CHECK (version > 0),
    number text NOT NULL UNIQUE,
    calculation_id uuid NOT NULL REFERENCES compensation_calculation,
    total_fen bigint NOT NULL CHECK (total_fen >= 0),
    content_hash text NOT NULL UNIQUE,
    text text NOT NULL,
    status text NOT NULL DEFAULT 'prepared' CHECK (status IN ('prepared', 'household-signed', 'officers-signed',
      'in-review', 'returned', 'approved', 'sealed', 'effective', 'superseded')),
    prepared_at timestamptz NOT NULL DEFAULT app_now(),
    sealed_at timestamptz,
    sealed_by uuid REFERENCES account,
    effective_at timestamptz,
    due_on date,
    UNIQUE (household_id, version),
    CONSTRAINT agreement_hash_is_of_text CHECK (content_hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
    CHECK (status NOT IN ('sealed', 'effective') OR (sealed_at IS NOT NULL AND sealed_by IS NOT NULL)),
    CHECK (status <> 'effective' OR (effective_at IS NOT NULL AND due_on IS NOT NULL))
  );
  CREATE UNIQUE INDEX agreement_open_version ON agreement (household_id) WHERE status <> 'superseded';
  CREATE INDEX agreement_sealed ON agreement (household_id) WHERE status = 'sealed';

  CREATE TABLE agreement_signature (
    agreement_id uuid NOT NULL REFERENCES agreement,
    party text NOT NULL CHECK (party IN ('household', 'officer')),
    person_id uuid NOT NULL,
    content_hash text NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT app_now(),
    consent text,
    PRIMARY KEY (agreement_id, party, person_id),
    CHECK (party = 'officer' OR consent <> '')
  );
  CREATE UNIQUE INDEX agreement_signature_of_household ON agreement_signature (agreement_id)
    WHERE party = 'household';

  CREATE TABLE document_blob (
    content_hash text PRIMARY KEY,
    media_type text NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT blob_hash_is_of_bytes CHECK (content_hash = encode(sha256(bytes), 'hex'))
  );
  CREATE TABLE file_bag_document (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    household_id uuid NOT NULL REFERENCES household,
    type text NOT NULL,
    name text NOT NULL,
    content_hash text NOT NULL REFERENCES document_blob,
    uploaded_by uuid NOT NULL REFERENCES account,
    uploaded_at timestamptz NOT NULL DEFAULT app_now(),
    superseded_at timestamptz
  );
  CREATE INDEX file_bag_document_by_household ON file_bag_document (household_id);
  `,
);
