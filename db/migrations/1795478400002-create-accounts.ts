import { forwardOnly } from './forward-only.js';

/** Organisations, accounts with dated roles, post certificates and browser sessions. */
export const CreateAccounts1795478400002 = forwardOnly(
  'CreateAccounts1795478400002',
  `
  CREATE TABLE organisation (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL UNIQUE,
    kind text NOT NULL
  );

  CREATE TABLE account (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    username text NOT NULL UNIQUE CHECK (username <> ''),
    display_name text NOT NULL,
    organisation_id uuid NOT NULL REFERENCES organisation,
    password_hash text NOT NULL,
    active boolean NOT NULL DEFAULT true
  );

  CREATE TABLE account_role (
    account_id uuid NOT NULL REFERENCES account,
    role text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    PRIMARY KEY (account_id, role, valid_from),
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
  );

  CREATE TABLE staff_certificate (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    account_id uuid NOT NULL REFERENCES account,
    number text NOT NULL UNIQUE,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    CHECK (valid_to >= valid_from)
  );
  CREATE INDEX staff_certificate_by_account ON staff_certificate (account_id, valid_to);

  CREATE FUNCTION certificate_valid_on(person uuid, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    -- A certificate lasts a year at most, whatever is printed on it.
    SELECT EXISTS (SELECT FROM staff_certificate
      WHERE account_id = person AND day BETWEEN valid_from AND valid_to AND day < valid_from + interval '12 months')
  $$;

  CREATE TABLE http_session (
    sid varchar PRIMARY KEY,
    sess json NOT NULL,
    expire timestamp(6) NOT NULL
  );
  CREATE INDEX http_session_by_expiry ON http_session (expire);
  `,
);
