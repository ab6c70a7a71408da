import { forwardOnly } from './forward-only.js';

/**
 * What the bank says and does not fit is held until somebody who did not import it says what it is. A payment that
 * had arrived and came back is owed again: its item, and its list where all was paid, are open once more.
 */
export const HoldBankExceptions1795478400151 = forwardOnly(
  'HoldBankExceptions1795478400151',
  `
  CREATE TABLE bank_exception (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('unknown', 'amount', 'payee', 'contradiction', 'repeated')),
    -- As the bank wrote it, for an order that may not be ours.
    end_to_end_id text NOT NULL,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    status text NOT NULL CHECK (status IN ('paid', 'failed')),
    text text NOT NULL,
    -- Of the order, or of another order in the same statement.
    project_id uuid REFERENCES project,
    imported_by uuid NOT NULL REFERENCES account,
    raised_at timestamptz NOT NULL DEFAULT app_now(),
    CONSTRAINT bank_exception_once UNIQUE (kind, end_to_end_id, amount_fen, status)
  );
  CREATE TABLE bank_exception_settlement (
    exception_id uuid PRIMARY KEY REFERENCES bank_exception,
    reason text NOT NULL CHECK (length(trim(reason)) BETWEEN 4 AND 500),
    settled_by uuid NOT NULL REFERENCES account,
    settled_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['bank_exception', 'bank_exception_settlement']::regclass[]) AS evidence;

  CREATE FUNCTION guard_exception_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.settled_at := app_now();
    IF NOT EXISTS (SELECT FROM act_role JOIN account_role USING (role) JOIN account ON account.id = account_id
        WHERE act = 'settle-bank-exception' AND account_id = NEW.settled_by AND account.active
          AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')) THEN
      PERFORM refuse('R-60', 'ROLE_MISSING', '没有办理银行回单异常的岗位，请由财务负责人办理');
    END IF;
    IF EXISTS (SELECT FROM bank_exception WHERE id = NEW.exception_id AND imported_by = NEW.settled_by) THEN
      PERFORM refuse('R-60', 'DUTY_NOT_SEPARATED', '导入回单的人不能处理其异常，请由他人办理');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON bank_exception_settlement
    FOR EACH ROW EXECUTE FUNCTION guard_exception_settlement();

  -- What came of an order in the end: paid money that came back was not paid.
  CREATE FUNCTION result_of(order_id text, status text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM bank_return WHERE end_to_end_id = order_id) THEN 'failed' ELSE status END
  $$;
  -- The guards of items, lists and orders ask for the result instead of the first receipt; nothing else of them changes.
  DO $$
  DECLARE
    change text[];
    before text;
  BEGIN
    FOREACH change SLICE 1 IN ARRAY ARRAY[
        ['guard_item', '(''sent'', ''failed''), (''failed'', ''listed'')',
          '(''sent'', ''failed''), (''failed'', ''listed''), (''paid'', ''failed'')'],
        ['guard_item', 'receipt.status = NEW.status', 'result_of(end_to_end_id, receipt.status) = NEW.status'],
        ['guard_instruction', 'receipt.status IS DISTINCT FROM ''failed''',
          'result_of(end_to_end_id, receipt.status) IS DISTINCT FROM ''failed'''],
        ['guard_return', 'receipt.status = ''failed''', 'result_of(receipt.end_to_end_id, receipt.status) = ''failed''']] LOOP
      before := pg_get_functiondef(change[1]::regproc);
      IF position(change[2] IN before) = 0 THEN RAISE EXCEPTION 'expected % in %', change[2], change[1]; END IF;
      EXECUTE replace(before, change[2], change[3]);
    END LOOP;
  END $$;

  -- A list of which all was paid is open again when something of it came back, and for nothing else.
  CREATE FUNCTION reopened(list payment_list) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM payment_item WHERE round_id = list.round_id AND status = 'failed')
  $$;
  DO $$
  DECLARE
    before text := pg_get_functiondef('guard_list'::regproc);
    known text := '(''sent'', ''settled'')) THEN';
  BEGIN
    IF position(known IN before) = 0 THEN RAISE EXCEPTION 'expected % in guard_list', known; END IF;
    EXECUTE replace(before, known,
      '(''sent'', ''settled'')) AND NOT (OLD.status = ''settled'' AND NEW.status = ''sent'' AND reopened(NEW)) THEN');
  END $$;
  `,
);
