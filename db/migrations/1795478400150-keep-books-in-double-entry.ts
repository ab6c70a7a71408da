import { forwardOnly } from './forward-only.js';

/**
 * The special account of a project as a book in double entry: every movement takes from one account and gives to
 * another, so the money at the bank is at every instant what may still be promised, what is reserved and what is on its
 * way. The sides are written by the database in the statement that moves the money; nobody can write one.
 */
export const KeepBooksInDoubleEntry1795478400150 = forwardOnly(
  'KeepBooksInDoubleEntry1795478400150',
  `
  ALTER TABLE special_account_entry DROP CONSTRAINT special_account_entry_kind_check,
    ADD CONSTRAINT special_account_entry_kind_check CHECK (kind IN ('deposit', 'reservation', 'sending', 'rejection',
      'payment', 'refund', 'return'));

  -- balance_fen stays the balance of “available”. The constraints hold after every statement.
  ALTER TABLE special_account
    ADD COLUMN bank_fen bigint NOT NULL DEFAULT 0,
    ADD COLUMN reserved_agreements_fen bigint NOT NULL DEFAULT 0,
    ADD COLUMN reserved_decisions_fen bigint NOT NULL DEFAULT 0,
    ADD COLUMN in_transit_fen bigint NOT NULL DEFAULT 0,
    ADD COLUMN movements integer NOT NULL DEFAULT 0;

  -- A payment that had arrived and came back: the same money, once.
  CREATE TABLE bank_return (
    end_to_end_id text PRIMARY KEY REFERENCES bank_receipt (end_to_end_id),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    reason text,
    received_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only('bank_return');
  CREATE FUNCTION guard_bank_return() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.received_at := app_now();
    IF NOT EXISTS (SELECT FROM bank_receipt WHERE end_to_end_id = NEW.end_to_end_id AND status = 'paid'
        AND amount_fen = NEW.amount_fen) THEN
      PERFORM refuse('R-60', 'AMOUNT_MISMATCH', '只有已付讫的款项才能退回，金额须与付讫的相同');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON bank_return FOR EACH ROW EXECUTE FUNCTION guard_bank_return();

  CREATE TABLE special_account_posting (
    entry_id uuid NOT NULL REFERENCES special_account_entry,
    side text NOT NULL CHECK (side IN ('debit', 'credit')),
    project_id uuid NOT NULL REFERENCES special_account,
    -- Of the movement in the book of its project, without a gap; both sides bear the same.
    number integer NOT NULL CHECK (number > 0),
    account text NOT NULL CHECK (account IN ('bank', 'available', 'reserved-agreements', 'reserved-decisions', 'in-transit')),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    -- Of the account after this movement.
    balance_fen bigint NOT NULL,
    PRIMARY KEY (entry_id, side),
    CONSTRAINT special_account_posting_numbered UNIQUE (project_id, number, side)
  );

  -- Movements of orders bear the id of the order: “sending:ID”. What is reserved for decisions never pays for agreements.
  CREATE FUNCTION reserved_account_of(moved special_account_entry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN moved.decision_id IS NOT NULL OR (moved.kind IN ('sending', 'rejection', 'refund') AND EXISTS (
        SELECT FROM bank_instruction instruction JOIN payment_item item ON item.id = item_id
        WHERE end_to_end_id = split_part(moved.reference, ':', 2) AND item.decision_id IS NOT NULL))
      THEN 'reserved-decisions' ELSE 'reserved-agreements' END
  $$;
  CREATE FUNCTION debited_by(moved special_account_entry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE moved.kind WHEN 'deposit' THEN 'bank' WHEN 'refund' THEN 'bank' WHEN 'reservation' THEN 'available' WHEN 'payment' THEN 'in-transit'
      WHEN 'rejection' THEN 'in-transit' ELSE reserved_account_of(moved) END
  $$;
  CREATE FUNCTION credited_by(moved special_account_entry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE moved.kind WHEN 'deposit' THEN 'available' WHEN 'return' THEN 'available' WHEN 'sending' THEN 'in-transit'
      WHEN 'payment' THEN 'bank' ELSE reserved_account_of(moved) END
  $$;
  -- Money at the bank grows by its debits, what it is promised for by its credits.
  CREATE FUNCTION signed_fen(account text, side text, amount_fen bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN (account = 'bank') = (side = 'debit') THEN amount_fen ELSE -amount_fen END
  $$;
  CREATE FUNCTION account_balance(book special_account, account text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE account WHEN 'bank' THEN book.bank_fen WHEN 'available' THEN book.balance_fen
      WHEN 'reserved-agreements' THEN book.reserved_agreements_fen
      WHEN 'reserved-decisions' THEN book.reserved_decisions_fen WHEN 'in-transit' THEN book.in_transit_fen END
  $$;

  -- What was moved before is brought into the book, with the orders and answers of the bank, in the order of their time.
  ALTER TABLE special_account_entry DISABLE TRIGGER USER;
  INSERT INTO special_account_entry (project_id, kind, amount_fen, reference, at)
    SELECT project_id, 'sending', amount_fen, 'sending:' || end_to_end_id, sent_at
    FROM bank_instruction instruction JOIN payment_list list ON list.id = list_id JOIN payment_round ON payment_round.id = round_id
    UNION ALL
    SELECT project_id, CASE receipt.status WHEN 'paid' THEN 'payment' ELSE 'rejection' END, receipt.amount_fen,
      CASE receipt.status WHEN 'paid' THEN 'payment:' ELSE 'rejection:' END || end_to_end_id, received_at
    FROM bank_receipt receipt JOIN bank_instruction USING (end_to_end_id)
      JOIN payment_item item ON item.id = item_id JOIN payment_round ON payment_round.id = round_id
    ON CONFLICT (reference) DO NOTHING;
  ALTER TABLE special_account_entry ENABLE TRIGGER USER;
  WITH sides AS (
    SELECT entry.id AS entry_id, side, entry.project_id, amount_fen, dense_rank() OVER in_time AS number,
      CASE side WHEN 'debit' THEN debited_by(entry) ELSE credited_by(entry) END AS account
    FROM special_account_entry entry CROSS JOIN (VALUES ('debit'), ('credit')) AS both_sides (side)
    WINDOW in_time AS (PARTITION BY entry.project_id ORDER BY at, array_position(ARRAY['deposit', 'reservation', 'sending',
      'rejection', 'payment', 'return'], kind), entry.id))
  INSERT INTO special_account_posting SELECT entry_id, side, project_id, number, account, amount_fen,
      sum(signed_fen(account, side, amount_fen)) OVER (PARTITION BY project_id, account ORDER BY number)
    FROM sides;
  ALTER TABLE special_account DISABLE TRIGGER USER;
  UPDATE special_account book SET
      bank_fen = totals.bank, reserved_agreements_fen = totals.agreements, reserved_decisions_fen = totals.decisions,
      in_transit_fen = totals.transit, movements = totals.movements
    FROM (SELECT project_id, max(number) AS movements,
        coalesce(sum(signed_fen(account, side, amount_fen)) FILTER (WHERE account = 'bank'), 0) AS bank,
        coalesce(sum(signed_fen(account, side, amount_fen)) FILTER (WHERE account = 'reserved-agreements'), 0) AS agreements,
        coalesce(sum(signed_fen(account, side, amount_fen)) FILTER (WHERE account = 'reserved-decisions'), 0) AS decisions,
        coalesce(sum(signed_fen(account, side, amount_fen)) FILTER (WHERE account = 'in-transit'), 0) AS transit
      FROM special_account_posting GROUP BY project_id) totals
    WHERE totals.project_id = book.project_id;
  ALTER TABLE special_account ENABLE TRIGGER USER;
  ALTER TABLE special_account
    ADD CONSTRAINT special_account_reserved CHECK (reserved_agreements_fen >= 0 AND reserved_decisions_fen >= 0),
    ADD CONSTRAINT special_account_in_transit CHECK (in_transit_fen >= 0),
    ADD CONSTRAINT special_account_balanced CHECK (
      bank_fen = balance_fen + reserved_agreements_fen + reserved_decisions_fen + in_transit_fen);
  -- What was booked within one instant before may stand in another order than it was booked in.
  ALTER TABLE special_account_posting ADD CONSTRAINT special_account_posting_never_below CHECK (balance_fen >= 0) NOT VALID;
  SELECT keep_append_only('special_account_posting');

  -- Whoever moves money of a project waits here for whoever is moving it; every later guard sees what that one did.
  DROP TRIGGER moves_balance ON special_account_entry;
  DROP FUNCTION move_balance();
  CREATE FUNCTION take_turn_in_book() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.at := app_now();
    PERFORM FROM special_account WHERE project_id = NEW.project_id FOR UPDATE;
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_turn BEFORE INSERT ON special_account_entry FOR EACH ROW EXECUTE FUNCTION take_turn_in_book();

  -- Orders leave, and come back paid or rejected, only with the bank's papers, each for its own amount.
  CREATE FUNCTION guard_bank_movement() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE order_id text := split_part(NEW.reference, ':', 2);
  BEGIN
    IF NEW.decision_id IS NOT NULL OR NEW.reference <> NEW.kind || ':' || order_id OR NOT EXISTS (
        SELECT FROM bank_instruction instruction JOIN payment_item item ON item.id = item_id
          JOIN payment_round ON payment_round.id = round_id LEFT JOIN bank_receipt receipt USING (end_to_end_id)
          LEFT JOIN bank_return back USING (end_to_end_id)
        WHERE end_to_end_id = order_id AND instruction.amount_fen = NEW.amount_fen
          AND payment_round.project_id = NEW.project_id
          AND CASE NEW.kind WHEN 'sending' THEN true WHEN 'payment' THEN receipt.status = 'paid'
            WHEN 'refund' THEN back.received_at IS NOT NULL ELSE receipt.status = 'failed' END) THEN
      PERFORM refuse('R-56、R-60', 'RECEIPT_UNKNOWN', '没有对应的付款指令或银行回单，不能登记银行收支');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER c_bank BEFORE INSERT ON special_account_entry FOR EACH ROW
    WHEN (NEW.kind IN ('sending', 'rejection', 'payment', 'refund')) EXECUTE FUNCTION guard_bank_movement();

  CREATE FUNCTION post_movements() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public AS $$
  BEGIN
    WITH sides AS (
      SELECT entry.id AS entry_id, entry.project_id, side, entry.amount_fen,
        dense_rank() OVER (PARTITION BY entry.project_id ORDER BY entry.kind, entry.reference)::integer AS place,
        CASE side WHEN 'debit' THEN debited_by(entry) ELSE credited_by(entry) END AS account
      FROM moved JOIN special_account_entry entry ON entry.id = moved.id
        CROSS JOIN (VALUES ('debit'), ('credit')) AS both_sides (side)
    ), changes AS (
      SELECT project_id, account, max(place) AS place, sum(signed_fen(account, side, amount_fen)) AS fen
      FROM sides GROUP BY project_id, account
    ), totals AS (
      SELECT project_id, max(place) AS movements, jsonb_object_agg(account, fen) AS fen FROM changes GROUP BY project_id
    ), booked AS (
      UPDATE special_account SET
          bank_fen = bank_fen + coalesce((fen ->> 'bank')::bigint, 0),
          balance_fen = balance_fen + coalesce((fen ->> 'available')::bigint, 0),
          reserved_agreements_fen = reserved_agreements_fen + coalesce((fen ->> 'reserved-agreements')::bigint, 0),
          reserved_decisions_fen = reserved_decisions_fen + coalesce((fen ->> 'reserved-decisions')::bigint, 0),
          in_transit_fen = in_transit_fen + coalesce((fen ->> 'in-transit')::bigint, 0),
          movements = special_account.movements + totals.movements
        FROM totals WHERE totals.project_id = special_account.project_id
        RETURNING special_account AS book, special_account.project_id, totals.movements AS added
    )
    INSERT INTO special_account_posting (entry_id, side, project_id, number, account, amount_fen, balance_fen)
    SELECT entry_id, side, sides.project_id, (book).movements - added + place, account, amount_fen,
      account_balance(book, account) - coalesce(sum(signed_fen(account, side, amount_fen)) OVER (
        PARTITION BY sides.project_id, account ORDER BY place ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 0)
    FROM sides JOIN booked ON booked.project_id = sides.project_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER posted AFTER INSERT ON special_account_entry REFERENCING NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION post_movements();

  CREATE FUNCTION guard_posting() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    -- Depth 1 is a statement from outside; movements write their sides from inside their own trigger.
    IF pg_trigger_depth() < 2 THEN
      PERFORM refuse('R-56', 'TRANSITION_FORBIDDEN', '分录只能由收支记录写入，不能单独登记');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_by_movement BEFORE INSERT ON special_account_posting
    FOR EACH ROW EXECUTE FUNCTION guard_posting();

  CREATE FUNCTION guard_two_sides() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT (SELECT count(*) = 2 AND count(DISTINCT account) = 2 AND bool_and(amount_fen = NEW.amount_fen)
        FROM special_account_posting WHERE entry_id = NEW.id) THEN
      PERFORM refuse('R-56', 'AMOUNT_MISMATCH', '每笔收支须有借贷两方，金额相等');
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER two_sides AFTER INSERT ON special_account_entry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION guard_two_sides();

  CREATE OR REPLACE FUNCTION guard_balance() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' AND (NEW.balance_fen, NEW.bank_fen, NEW.reserved_agreements_fen, NEW.reserved_decisions_fen,
        NEW.in_transit_fen, NEW.movements) <> (0, 0, 0, 0, 0, 0) OR TG_OP = 'UPDATE' AND pg_trigger_depth() < 2 THEN
      PERFORM refuse('R-56', 'TRANSITION_FORBIDDEN', '专户余额只能由收支记录变动');
    END IF;
    RETURN NEW;
  END $$;

  -- An order is on its way in the statement that gives it, and paid or back in the statement that keeps the receipt.
  CREATE FUNCTION book_orders() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
      SELECT payment_round.project_id, 'sending', ordered.amount_fen, 'sending:' || end_to_end_id
      FROM ordered JOIN payment_list list ON list.id = list_id JOIN payment_round ON payment_round.id = round_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER booked AFTER INSERT ON bank_instruction REFERENCING NEW TABLE AS ordered
    FOR EACH STATEMENT EXECUTE FUNCTION book_orders();
  CREATE FUNCTION book_receipts() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
      SELECT payment_round.project_id, moved.kind, answered.amount_fen, moved.kind || ':' || end_to_end_id
      FROM answered JOIN bank_instruction USING (end_to_end_id) JOIN payment_item item ON item.id = item_id
        JOIN payment_round ON payment_round.id = round_id
        CROSS JOIN LATERAL (SELECT CASE answered.status WHEN 'paid' THEN 'payment' ELSE 'rejection' END AS kind) moved;
    RETURN NULL;
  END $$;
  CREATE TRIGGER booked AFTER INSERT ON bank_receipt REFERENCING NEW TABLE AS answered
    FOR EACH STATEMENT EXECUTE FUNCTION book_receipts();

  CREATE FUNCTION book_returns() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO special_account_entry (project_id, kind, amount_fen, reference)
      SELECT payment_round.project_id, 'refund', returned.amount_fen, 'refund:' || end_to_end_id
      FROM returned JOIN bank_instruction USING (end_to_end_id) JOIN payment_item item ON item.id = item_id
        JOIN payment_round ON payment_round.id = round_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER booked AFTER INSERT ON bank_return REFERENCING NEW TABLE AS returned
    FOR EACH STATEMENT EXECUTE FUNCTION book_returns();

  -- Every account of a book: its debits, its credits, what they come to, and what the book says of it.
  CREATE FUNCTION trial_balance(project uuid)
  RETURNS TABLE (account text, debit_fen bigint, credit_fen bigint, balance_fen bigint, kept_fen bigint)
  LANGUAGE sql STABLE AS $$
    SELECT name, coalesce(sum(amount_fen) FILTER (WHERE side = 'debit'), 0)::bigint,
      coalesce(sum(amount_fen) FILTER (WHERE side = 'credit'), 0)::bigint,
      coalesce(sum(signed_fen(name, side, amount_fen)), 0)::bigint, account_balance(book, name)
    FROM special_account book CROSS JOIN unnest(ARRAY['bank', 'available', 'reserved-agreements', 'reserved-decisions',
        'in-transit']) WITH ORDINALITY AS chart (name, place)
      LEFT JOIN special_account_posting posting ON posting.project_id = book.project_id AND posting.account = name
    WHERE book.project_id = project GROUP BY name, place, book ORDER BY place
  $$;
  -- Both sides come even, every account is what its postings say, and no movement lacks a side.
  CREATE FUNCTION book_is_balanced(project uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT (SELECT sum(debit_fen) = sum(credit_fen) AND bool_and(balance_fen = kept_fen AND balance_fen >= 0)
        FROM trial_balance(project))
      AND (SELECT movements FROM special_account WHERE project_id = project)
        = (SELECT count(*) FROM special_account_entry WHERE project_id = project)
      AND NOT EXISTS (SELECT FROM special_account_entry entry LEFT JOIN special_account_posting posting
          ON posting.entry_id = entry.id AND posting.amount_fen = entry.amount_fen
        WHERE entry.project_id = project GROUP BY entry.id HAVING count(posting.side) <> 2)
  $$;
  `,
);
