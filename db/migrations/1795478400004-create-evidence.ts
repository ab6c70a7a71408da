import { forwardOnly } from './forward-only.js';

/** Acts of persons, the ledger, and what connects facts with processes: outbox, job records, alarms. */
export const CreateEvidence1795478400004 = forwardOnly(
  'CreateEvidence1795478400004',
  `
  -- Mirror of the table of acts in the rules; filled whenever the database is migrated.
  CREATE TABLE act_definition (
    act text PRIMARY KEY,
    label text NOT NULL,
    case_kind text NOT NULL,
    certified boolean NOT NULL,
    persons smallint NOT NULL CHECK (persons IN (1, 2)),
    verdicts text[] NOT NULL
  );
  CREATE TABLE act_role (
    act text NOT NULL REFERENCES act_definition ON DELETE CASCADE,
    role text NOT NULL,
    PRIMARY KEY (act, role)
  );
  CREATE TABLE act_separation (
    act text NOT NULL REFERENCES act_definition ON DELETE CASCADE,
    separated_from text NOT NULL REFERENCES act_definition ON DELETE CASCADE,
    clause text NOT NULL,
    PRIMARY KEY (act, separated_from)
  );

  CREATE TABLE case_act (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    case_kind text NOT NULL,
    case_id uuid NOT NULL,
    act text NOT NULL,
    round integer NOT NULL CHECK (round > 0),
    person_id uuid NOT NULL REFERENCES account,
    task_key text,
    verdict text,
    return_reason text CHECK (return_reason IN ('a', 'b', 'c')),
    note text,
    content_hash text,
    acted_at timestamptz NOT NULL DEFAULT app_now(),
    withdrawn_at timestamptz
  );
  -- One standing act per task; an act replaced while its task was open stays, withdrawn.
  CREATE UNIQUE INDEX case_act_by_task ON case_act (task_key) WHERE withdrawn_at IS NULL;
  CREATE INDEX case_act_by_case ON case_act (case_id, act, round);

  CREATE TABLE task_assignment (
    task_key text PRIMARY KEY,
    act text NOT NULL,
    case_kind text NOT NULL,
    case_id uuid NOT NULL,
    round integer NOT NULL CHECK (round > 0),
    person_id uuid NOT NULL REFERENCES account
  );
  CREATE INDEX task_assignment_by_case ON task_assignment (case_id, act, round);

  CREATE TABLE ledger_entry (
    case_id text NOT NULL,
    seq integer NOT NULL CHECK (seq > 0),
    kind text NOT NULL,
    actor text NOT NULL,
    on_behalf_of text,
    at timestamptz NOT NULL,
    clauses text[] NOT NULL,
    payload jsonb NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (case_id, seq)
  );

  CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    correlation_key text NOT NULL,
    ttl_ms bigint NOT NULL CHECK (ttl_ms >= 0),
    variables jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT app_now(),
    published_at timestamptz
  );
  CREATE INDEX outbox_unpublished ON outbox (seq) WHERE published_at IS NULL;

  CREATE TABLE job_record (
    job_key text PRIMARY KEY,
    job_type text NOT NULL,
    answer jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT app_now()
  );

  CREATE TABLE alarm (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL,
    case_id uuid NOT NULL,
    text text NOT NULL,
    raised_at timestamptz NOT NULL DEFAULT app_now(),
    settled_at timestamptz,
    UNIQUE (kind, case_id)
  );
  `,
);
