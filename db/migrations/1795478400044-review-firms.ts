import { forwardOnly } from './forward-only.js';

/**
 * Once a year the staff of a firm are appraised by ballots that nobody can trace; once a quarter the firm looks for its
 * integrity risks and carries over what is open.
 */
export const ReviewFirms1795478400044 = forwardOnly(
  'ReviewFirms1795478400044',
  `
  CREATE TABLE yearly_review (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('appraisal', 'risk')),
    -- A year, or a year and its quarter.
    period text NOT NULL CHECK (period ~ '^[0-9]{4}(Q[1-4])?$'),
    firm_organisation_id uuid NOT NULL REFERENCES organisation,
    number text NOT NULL UNIQUE,
    opened_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (kind, period, firm_organisation_id)
  );
  CREATE TABLE yearly_review_closing (
    review_id uuid PRIMARY KEY REFERENCES yearly_review,
    closed_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE appraisal_plan (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    review_id uuid NOT NULL REFERENCES yearly_review,
    closes_on date NOT NULL,
    residents integer NOT NULL CHECK (residents >= 0),
    committee integer NOT NULL CHECK (committee >= 0),
    colleagues integer NOT NULL CHECK (colleagues >= 0)
  );
  CREATE TABLE appraisal_subject (
    entry_id uuid NOT NULL REFERENCES appraisal_plan,
    account_id uuid NOT NULL REFERENCES account,
    PRIMARY KEY (entry_id, account_id)
  );
  -- A ballot is known by the hash of its code; what was voted with it stands elsewhere, without time and without code.
  CREATE TABLE appraisal_ballot (
    code_hash text PRIMARY KEY,
    review_id uuid NOT NULL REFERENCES yearly_review,
    voter_group text NOT NULL CHECK (voter_group IN ('residents', 'committee', 'colleagues'))
  );
  CREATE TABLE appraisal_ballot_use (code_hash text PRIMARY KEY REFERENCES appraisal_ballot);
  CREATE TABLE appraisal_vote (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    review_id uuid NOT NULL REFERENCES yearly_review,
    voter_group text NOT NULL,
    account_id uuid NOT NULL REFERENCES account,
    score integer NOT NULL CHECK (score BETWEEN 0 AND 100),
    favour boolean NOT NULL
  );
  CREATE INDEX appraisal_vote_by_review ON appraisal_vote (review_id, account_id);
  CREATE TABLE appraisal_result (
    review_id uuid NOT NULL REFERENCES yearly_review,
    account_id uuid NOT NULL REFERENCES account,
    ballots integer NOT NULL,
    score_hundredths integer,
    favour_reports integer NOT NULL,
    below boolean NOT NULL,
    PRIMARY KEY (review_id, account_id)
  );
  CREATE TABLE appraisal_measure (
    entry_id uuid NOT NULL REFERENCES task_entry,
    review_id uuid NOT NULL REFERENCES yearly_review,
    account_id uuid NOT NULL REFERENCES account,
    measure text NOT NULL,
    carried_out text NOT NULL,
    PRIMARY KEY (entry_id, account_id)
  );
  CREATE TABLE risk_point (
    entry_id uuid NOT NULL REFERENCES task_entry,
    review_id uuid NOT NULL REFERENCES yearly_review,
    position integer NOT NULL,
    point text NOT NULL,
    basis text NOT NULL,
    level text NOT NULL CHECK (level IN ('low', 'middle', 'high')),
    measure text NOT NULL,
    owner_id uuid NOT NULL REFERENCES account,
    review_on date NOT NULL,
    closed boolean NOT NULL,
    PRIMARY KEY (entry_id, position)
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['yearly_review', 'yearly_review_closing', 'appraisal_plan',
    'appraisal_subject', 'appraisal_ballot', 'appraisal_ballot_use', 'appraisal_vote', 'appraisal_result',
    'appraisal_measure', 'risk_point']::regclass[]) AS evidence;

  -- The plan that stands, once its task is done: only then ballots are issued and votes are counted.
  CREATE VIEW appraisal_open AS
    SELECT plan.* FROM appraisal_plan plan JOIN task_entry entry ON entry.id = plan.entry_id
    WHERE entry.superseded_at IS NULL AND EXISTS (SELECT FROM case_act WHERE case_id = plan.review_id
      AND act = 'prepare-appraisal' AND task_key = entry.task_key AND withdrawn_at IS NULL);
  CREATE FUNCTION guard_appraisal_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE plan appraisal_open;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ballots:' || NEW.review_id, 0));
    SELECT * INTO plan FROM appraisal_open WHERE review_id = NEW.review_id;
    IF plan.entry_id IS NULL THEN
      PERFORM refuse('R-75', 'VOTE_NOT_OPEN', '评议名单尚未拟定，不能发放评议码');
    END IF;
    -- No more ballots than the plan has said beforehand.
    IF (SELECT count(*) FROM appraisal_ballot WHERE review_id = NEW.review_id AND voter_group = NEW.voter_group)
        >= (CASE NEW.voter_group WHEN 'residents' THEN plan.residents WHEN 'committee' THEN plan.committee
          ELSE plan.colleagues END) THEN
      PERFORM refuse('R-75', 'ALREADY_DONE', '评议码已按名单发放，不得多发');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON appraisal_ballot FOR EACH ROW EXECUTE FUNCTION guard_appraisal_ballot();
  CREATE FUNCTION guard_appraisal_vote() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ballots:' || NEW.review_id, 0));
    IF NOT EXISTS (SELECT FROM appraisal_open plan JOIN appraisal_subject USING (entry_id)
        WHERE plan.review_id = NEW.review_id AND account_id = NEW.account_id) THEN
      PERFORM refuse('R-75', 'CANDIDATE_UNKNOWN', '被评人员不在本次评议名单中');
    END IF;
    IF (SELECT closes_on FROM appraisal_open WHERE review_id = NEW.review_id) < app_today()
        OR EXISTS (SELECT FROM appraisal_result WHERE review_id = NEW.review_id) THEN
      PERFORM refuse('R-75', 'VOTE_CLOSED', '评议已经截止');
    END IF;
    -- Never more votes for a person than ballots of the group that were used.
    IF (SELECT count(*) FROM appraisal_vote WHERE review_id = NEW.review_id AND account_id = NEW.account_id
          AND voter_group = NEW.voter_group)
        >= (SELECT count(*) FROM appraisal_ballot_use JOIN appraisal_ballot USING (code_hash)
          WHERE review_id = NEW.review_id AND voter_group = NEW.voter_group) THEN
      PERFORM refuse('R-75', 'VOTE_TWICE', '每张评议码只能评议一次');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON appraisal_vote FOR EACH ROW EXECUTE FUNCTION guard_appraisal_vote();

  -- A firm is reviewed by its own people and by the body above it, never by those of another firm.
  CREATE FUNCTION guard_firm_review_act() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.case_kind = 'yearly-review' AND EXISTS (SELECT FROM act_definition WHERE act = NEW.act AND firm)
        AND NOT EXISTS (SELECT FROM yearly_review review JOIN account ON account.organisation_id = firm_organisation_id
          WHERE review.id = NEW.case_id AND account.id = NEW.person_id) THEN
      PERFORM refuse('R-76', 'ORGANISATION_EXCLUDED', '只能由被评议、排查的事务所人员办理');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER d_firm_review BEFORE INSERT ON case_act FOR EACH ROW EXECUTE FUNCTION guard_firm_review_act();
  `,
);
