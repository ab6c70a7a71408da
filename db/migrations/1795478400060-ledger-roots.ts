import { forwardOnly } from './forward-only.js';

/** One root a day over all chains of the ledger, public at once; what a root covers takes no further entry. */
export const LedgerRoots1795478400060 = forwardOnly(
  'LedgerRoots1795478400060',
  `
  CREATE TABLE ledger_root (
    day date PRIMARY KEY,
    root text NOT NULL CHECK (root ~ '^[0-9a-f]{64}$'),
    cases integer NOT NULL CHECK (cases >= 0),
    entries bigint NOT NULL CHECK (entries >= cases),
    prev_hash text NOT NULL,
    hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    made_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only('ledger_root'::regclass);

  CREATE FUNCTION guard_ledger_root() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE previous ledger_root;
  BEGIN
    NEW.made_at := app_now();
    SELECT * INTO previous FROM ledger_root ORDER BY day DESC LIMIT 1;
    IF NEW.day >= (app_now() AT TIME ZONE 'Asia/Shanghai')::date OR NEW.day <= previous.day
        OR NEW.prev_hash <> coalesce(previous.hash, repeat('0', 64)) THEN
      PERFORM refuse('R-43、R-46', 'STEP_OUT_OF_ORDER', '日根须在当日结束后依次生成，并与前一日根衔接');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON ledger_root FOR EACH ROW EXECUTE FUNCTION guard_ledger_root();

  -- A day that has its root is closed: an entry dated into it would make the published root a lie.
  CREATE FUNCTION guard_ledger_day() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM ledger_root WHERE day >= (NEW.at AT TIME ZONE 'Asia/Shanghai')::date) THEN
      PERFORM refuse('R-46', 'STEP_OUT_OF_ORDER', '该日的记录已经封存并公示，不能再补记');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER z_open_day BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION guard_ledger_day();
  `,
);
