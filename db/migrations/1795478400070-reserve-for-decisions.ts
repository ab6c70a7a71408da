import { forwardOnly } from './forward-only.js';

/**
 * The money of a compensation decision lies in the special account, reserved for it alone, before the decision is issued
 * (征收与补偿条例 art 27, 28); what the household took and what it is owed is settled when it has moved.
 */
export const ReserveForDecisions1795478400070 = forwardOnly(
  'ReserveForDecisions1795478400070',
  `
  -- Of a decision: a reservation that no list can spend, and what of it was given free again.
  ALTER TABLE special_account_entry ADD COLUMN decision_id uuid REFERENCES compensation_decision;
  CREATE INDEX special_account_entry_by_decision ON special_account_entry (decision_id) WHERE decision_id IS NOT NULL;

  CREATE TABLE decision_choice (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    decision_id uuid NOT NULL REFERENCES compensation_decision,
    choice text NOT NULL CHECK (choice IN ('money', 'exchange')),
    chosen_on date NOT NULL
  );
  CREATE INDEX decision_choice_by_decision ON decision_choice (decision_id);
  -- What the household gets in money, or has to add for a house that is worth more; never both.
  CREATE TABLE decision_due (
    decision_id uuid PRIMARY KEY REFERENCES decision_outcome,
    choice text NOT NULL CHECK (choice IN ('money', 'exchange')),
    amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
    from_household_fen bigint NOT NULL CHECK (from_household_fen >= 0),
    CHECK (amount_fen = 0 OR from_household_fen = 0)
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['decision_choice', 'decision_due']::regclass[]) AS evidence;
  ALTER TABLE project_settlement ADD COLUMN decided_fen bigint NOT NULL DEFAULT 0;

  CREATE FUNCTION decision_reserved_fen(decision uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(CASE kind WHEN 'reservation' THEN amount_fen ELSE -amount_fen END), 0)::bigint
    FROM special_account_entry WHERE decision_id = decision
  $$;
  -- What has to lie ready: all of the last report, after the end what is owed, after a withdrawal nothing.
  CREATE FUNCTION decision_needs_fen(decision uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT CASE
      WHEN EXISTS (SELECT FROM decision_outcome WHERE decision_id = decision AND outcome = 'withdrawn') THEN 0
      ELSE coalesce((SELECT amount_fen FROM decision_due WHERE decision_id = decision),
        (SELECT amount_fen FROM compensation_report report JOIN task_entry entry ON entry.id = entry_id
          WHERE report.decision_id = decision AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1), 0) END
  $$;

  CREATE FUNCTION guard_decision_funds() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    needed bigint := decision_needs_fen(NEW.decision_id);
    reserved bigint := decision_reserved_fen(NEW.decision_id);
  BEGIN
    IF NEW.kind NOT IN ('reservation', 'return')
        OR NEW.project_id IS DISTINCT FROM project_of_compensation_decision(NEW.decision_id)
        OR (NEW.kind = 'reservation' AND reserved + NEW.amount_fen > needed)
        OR (NEW.kind = 'return' AND reserved - NEW.amount_fen < needed) THEN
      PERFORM refuse('征收与补偿条例第28条、R-56', 'ACCOUNT_INSUFFICIENT', '为补偿决定留存的金额须与决定应付的金额一致，不得挪作他用');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_decision BEFORE INSERT ON special_account_entry FOR EACH ROW
    WHEN (NEW.decision_id IS NOT NULL) EXECUTE FUNCTION guard_decision_funds();

  CREATE FUNCTION guard_decision_funded() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF decision_reserved_fen(NEW.decision_id)
        < (SELECT amount_fen FROM compensation_report WHERE entry_id = NEW.report_entry_id) THEN
      PERFORM refuse('征收与补偿条例第27条、第28条', 'ACCOUNT_INSUFFICIENT', '补偿金额尚未在专户留存，不得作出补偿决定');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER money_lies_ready BEFORE INSERT ON decision_issued
    FOR EACH ROW EXECUTE FUNCTION guard_decision_funded();

  CREATE FUNCTION issued_report(decision uuid) RETURNS compensation_report LANGUAGE sql STABLE AS $$
    SELECT report FROM decision_issued issued JOIN compensation_report report ON report.entry_id = report_entry_id
    WHERE issued.decision_id = decision ORDER BY version DESC LIMIT 1
  $$;

  CREATE FUNCTION guard_decision_due() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    report compensation_report := issued_report(NEW.decision_id);
    chosen text := (SELECT fact.choice FROM decision_choice fact JOIN task_entry entry ON entry.id = entry_id
      WHERE fact.decision_id = NEW.decision_id AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1);
    house bigint := CASE chosen WHEN 'exchange' THEN report.exchange_value_fen ELSE 0 END;
  BEGIN
    IF chosen IS DISTINCT FROM NEW.choice OR report.entry_id IS NULL
        OR NEW.amount_fen <> greatest(report.amount_fen - house, 0)
        OR NEW.from_household_fen <> greatest(house - report.amount_fen, 0)
        OR NOT EXISTS (SELECT FROM decision_outcome WHERE decision_id = NEW.decision_id
          AND outcome IN ('fulfilled', 'enforced')) THEN
      PERFORM refuse('征收与补偿条例第21条、R-55', 'AMOUNT_MISMATCH', '应付金额须按已执行的补偿决定和该户选择的补偿方式结算');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON decision_due FOR EACH ROW EXECUTE FUNCTION guard_decision_due();

  -- A household is compensated once: by its agreement or by its decision.
  CREATE FUNCTION guard_decided_household() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM compensation_decision decision JOIN decision_outcome ON decision_id = decision.id
        WHERE household_id = NEW.household_id AND outcome IN ('fulfilled', 'enforced')) THEN
      PERFORM refuse('征收与补偿条例第26条', 'ALREADY_DONE', '该户已按补偿决定补偿，协议不再盖章生效');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER decided BEFORE UPDATE OF status ON agreement FOR EACH ROW
    WHEN (NEW.status IN ('sealed', 'effective') AND NEW.status <> OLD.status)
    EXECUTE FUNCTION guard_decided_household();

  CREATE FUNCTION guard_signed_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM compensation_decision decision JOIN agreement USING (household_id)
        WHERE decision.id = NEW.decision_id AND agreement.status IN ('sealed', 'effective')) THEN
      PERFORM refuse('征收与补偿条例第26条', 'ALREADY_DONE', '该户已签订协议，补偿决定应当撤回');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER not_signed BEFORE INSERT ON decision_outcome FOR EACH ROW
    WHEN (NEW.outcome <> 'withdrawn') EXECUTE FUNCTION guard_signed_outcome();
  `,
);
