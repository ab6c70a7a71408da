import { forwardOnly } from './forward-only.js';

/** Special accounts, payment rounds, lists in versions, bank instructions and receipts. All money in fen. */
export const CreatePayments1795478400007 = forwardOnly(
  'CreatePayments1795478400007',
  `
  -- balance_fen is what may still be promised: deposits + returns - reservations.
  CREATE TABLE special_account (
    project_id uuid PRIMARY KEY REFERENCES project,
    balance_fen bigint NOT NULL DEFAULT 0,
    CONSTRAINT special_account_never_overdrawn CHECK (balance_fen >= 0)
  );
  -- A payment is made from a reservation, so it moves no balance of its own.
  CREATE TABLE special_account_entry (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES special_account,
    kind text NOT NULL CHECK (kind IN ('deposit', 'reservation', 'payment', 'return')),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    reference text NOT NULL UNIQUE,
    at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE INDEX special_account_entry_by_project ON special_account_entry (project_id, at);

  CREATE TABLE payment_round (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES project,
    due_on date NOT NULL,
    prepare_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    CHECK (prepare_at < due_at)
  );
  CREATE INDEX payment_round_by_project ON payment_round (project_id, due_on);

  CREATE TABLE payment_item (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    household_id uuid NOT NULL REFERENCES household,
    agreement_id uuid NOT NULL UNIQUE REFERENCES agreement,
    round_id uuid NOT NULL REFERENCES payment_round,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    payee_name text NOT NULL,
    payee_account text NOT NULL,
    status text NOT NULL DEFAULT 'due' CHECK (status IN ('due', 'listed', 'sent', 'paid', 'failed'))
  );
  CREATE INDEX payment_item_by_round ON payment_item (round_id);
  CREATE INDEX payment_item_by_household ON payment_item (household_id);

  -- One list per round; version 0 is the empty draft, list_hash always that of the current version.
  CREATE TABLE payment_list (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    round_id uuid NOT NULL UNIQUE REFERENCES payment_round,
    version integer NOT NULL DEFAULT 0 CHECK (version >= 0),
    number text NOT NULL UNIQUE,
    total_fen bigint NOT NULL DEFAULT 0,
    list_hash text,
    made_by uuid REFERENCES account,
    status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'in-review', 'refused', 'approved', 'released',
      'sent', 'settled')),
    CHECK (version = 0 OR (list_hash IS NOT NULL AND made_by IS NOT NULL AND total_fen > 0))
  );
  CREATE TABLE payment_list_item (
    list_id uuid NOT NULL REFERENCES payment_list,
    version integer NOT NULL,
    item_id uuid NOT NULL REFERENCES payment_item,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    payee_name text NOT NULL,
    payee_account text NOT NULL,
    PRIMARY KEY (list_id, version, item_id)
  );

  CREATE TABLE bank_instruction (
    end_to_end_id text PRIMARY KEY,
    list_id uuid NOT NULL,
    version integer NOT NULL,
    item_id uuid NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    payee_name text NOT NULL,
    payee_account text NOT NULL,
    sent_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (list_id, version, item_id),
    FOREIGN KEY (list_id, version, item_id) REFERENCES payment_list_item
  );
  CREATE INDEX bank_instruction_by_item ON bank_instruction (item_id);

  CREATE TABLE bank_file (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    list_id uuid REFERENCES payment_list,
    direction text NOT NULL CHECK (direction IN ('out', 'in')),
    content_hash text NOT NULL,
    content text NOT NULL,
    at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (direction, content_hash)
  );
  CREATE TABLE bank_receipt (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    end_to_end_id text NOT NULL UNIQUE REFERENCES bank_instruction,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    status text NOT NULL CHECK (status IN ('paid', 'failed')),
    reason text,
    received_at timestamptz NOT NULL DEFAULT app_now()
  );
  `,
);
