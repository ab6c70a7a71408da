import { forwardOnly } from './forward-only.js';

/**
 * Leaving the house (P12): agreed date, two records of the handover a round, what follows when it is late, the right that
 * ends. Pay first, move later: nothing of it before the household is paid, and no paid case closes without it.
 */
export const MoveOut1795478400031 = forwardOnly(
  'MoveOut1795478400031',
  `
  CREATE TABLE handover_date (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    household_id uuid NOT NULL REFERENCES household,
    handover_on date NOT NULL,
    agreed_with text NOT NULL CHECK (agreed_with <> '')
  );
  CREATE INDEX handover_date_by_household ON handover_date (household_id);
  -- Each look at the house is a round of its own, so that two officers answer about the same one.
  CREATE TABLE handover_round (
    household_id uuid NOT NULL REFERENCES household,
    number integer NOT NULL CHECK (number > 0),
    opened_at timestamptz NOT NULL DEFAULT app_now(),
    PRIMARY KEY (household_id, number)
  );
  CREATE TABLE handover_record (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    household_id uuid NOT NULL REFERENCES household,
    round integer NOT NULL,
    officer_id uuid NOT NULL REFERENCES account,
    keys integer NOT NULL CHECK (keys >= 0),
    water text NOT NULL,
    electricity text NOT NULL,
    gas text NOT NULL,
    vacated boolean NOT NULL,
    document_id uuid REFERENCES case_document
  );
  CREATE INDEX handover_record_by_household ON handover_record (household_id, round);
  CREATE TABLE late_move_out (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    household_id uuid NOT NULL REFERENCES household,
    next_step text NOT NULL CHECK (next_step IN ('extend', 'mediate', 'claim')),
    reason text NOT NULL CHECK (reason <> '')
  );
  CREATE INDEX late_move_out_by_household ON late_move_out (household_id);
  CREATE TABLE right_ended (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    household_id uuid NOT NULL REFERENCES household,
    ended_right text NOT NULL CHECK (ended_right IN ('ownership-certificate', 'tenancy-voucher')),
    paper_number text NOT NULL CHECK (paper_number <> ''),
    office text NOT NULL CHECK (office <> ''),
    ended_on date NOT NULL,
    document_id uuid REFERENCES case_document
  );
  CREATE INDEX right_ended_by_household ON right_ended (household_id);
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['handover_date', 'handover_round', 'handover_record',
    'late_move_out', 'right_ended']::regclass[]) AS evidence;

  -- Records that count: entered, and the task completed.
  CREATE VIEW handover_seen AS
    SELECT record.* FROM handover_record record
    JOIN task_entry entry ON entry.id = record.entry_id AND entry.superseded_at IS NULL
    JOIN case_act act ON act.task_key = entry.task_key AND act.act = 'record-handover' AND act.withdrawn_at IS NULL;

  -- Two officers, the same findings, the house empty and the keys there.
  CREATE FUNCTION handed_over(household uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT count(DISTINCT officer_id) = 2 AND count(DISTINCT (keys, water, electricity, gas)) = 1
      AND coalesce(bool_and(vacated AND keys > 0), false)
    FROM handover_seen WHERE household_id = household
      AND round = (SELECT max(number) FROM handover_round WHERE household_id = household)
  $$;

  CREATE FUNCTION guard_move_out_act() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM household WHERE id = NEW.case_id AND stage = 'paid') THEN
      PERFORM refuse('征收与补偿条例第27条', 'STEP_OUT_OF_ORDER', '先补偿、后搬迁：补偿款付清后才能办理搬迁交房');
    END IF;
    IF NEW.act = 'deregister-rights' AND NOT handed_over(NEW.case_id) THEN
      PERFORM refuse('R-42、R-43', 'STEP_OUT_OF_ORDER', '两名经办人尚未查验交房一致，不能注销权利凭证');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER c_move_out BEFORE INSERT ON case_act FOR EACH ROW
    WHEN (NEW.act IN ('agree-handover', 'record-handover', 'decide-late-move-out', 'deregister-rights'))
    EXECUTE FUNCTION guard_move_out_act();

  CREATE FUNCTION guard_paid_case() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT handed_over(NEW.id) OR NOT EXISTS (SELECT FROM case_act WHERE case_id = NEW.id
        AND act = 'deregister-rights' AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-47', 'STEP_OUT_OF_ORDER', '尚未交房或者权利凭证尚未注销，不能结案');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER moved_out BEFORE UPDATE ON household FOR EACH ROW
    WHEN (OLD.stage IN ('effective', 'paid') AND NEW.stage = 'closed') EXECUTE FUNCTION guard_paid_case();

  -- A review whose household leaves negotiation, or whose case ends, is withdrawn without an opinion.
  ALTER TABLE review DROP CONSTRAINT review_outcome_check;
  ALTER TABLE review ADD CONSTRAINT review_outcome_check CHECK (outcome IN ('supported', 'unsupported', 'withdrawn'));
  DROP TRIGGER lawful ON review;
  CREATE TRIGGER lawful BEFORE UPDATE ON review FOR EACH ROW
    WHEN (OLD.concluded_at IS NOT NULL OR NEW.outcome IS DISTINCT FROM 'withdrawn')
    EXECUTE FUNCTION guard_review_conclusion();
  `,
);
