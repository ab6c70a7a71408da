import { forwardOnly } from './forward-only.js';

/**
 * Public-credibility review of a household's special problem: what was asked, who sat, how it was voted,
 * which opinion was displayed. An amount beside the computed compensation stands only on an opinion in force (SD18).
 */
export const ReviewAndMoveOut1795478400021 = forwardOnly(
  'ReviewAndMoveOut1795478400021',
  `
  -- 评议人员库: who may be called, and what body he comes from.
  CREATE TABLE panel_person (
    account_id uuid PRIMARY KEY REFERENCES account,
    category text NOT NULL CHECK (category IN ('deputy', 'committee', 'lawyer', 'other')),
    entered_at timestamptz NOT NULL DEFAULT app_now()
  );

  CREATE TABLE review (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    household_id uuid NOT NULL REFERENCES household,
    number text NOT NULL UNIQUE,
    problem text NOT NULL
      CHECK (problem IN ('area', 'tenant-status', 'hardship-persons', 'heavy-illness', 'use-change', 'other')),
    circumstances text NOT NULL CHECK (circumstances <> ''),
    question text NOT NULL CHECK (question <> ''),
    treatment text NOT NULL CHECK (treatment <> ''),
    amount_fen bigint CHECK (amount_fen > 0),
    plan_limit_fen bigint,
    plan_clause text,
    content_hash text NOT NULL,
    proposed_by uuid NOT NULL REFERENCES account,
    proposed_at timestamptz NOT NULL DEFAULT app_now(),
    -- A re-hearing is another hearing by another panel; sittings count on through all hearings.
    hearing integer NOT NULL DEFAULT 1 CHECK (hearing > 0),
    sitting integer NOT NULL DEFAULT 1 CHECK (sitting > 0),
    outcome text CHECK (outcome IN ('supported', 'unsupported')),
    concluded_at timestamptz,
    CHECK ((outcome IS NULL) = (concluded_at IS NULL)),
    CONSTRAINT review_amount_within_plan
      CHECK (amount_fen IS NULL OR (plan_clause <> '' AND plan_limit_fen IS NOT NULL AND amount_fen <= plan_limit_fen))
  );
  CREATE UNIQUE INDEX review_open ON review (household_id) WHERE concluded_at IS NULL;
  CREATE INDEX review_by_household ON review (household_id);
  CREATE TRIGGER fixed_columns BEFORE UPDATE ON review FOR EACH ROW
    EXECUTE FUNCTION guard_fixed_columns(hearing, sitting, outcome, concluded_at);
  CREATE TRIGGER never_deleted BEFORE DELETE ON review FOR EACH ROW EXECUTE FUNCTION guard_append_only();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON review FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only();

  CREATE FUNCTION project_of_review(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM review JOIN household ON household.id = household_id WHERE review.id = child
  $$;
  CREATE FUNCTION parents_of_review(child uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT household_id FROM review WHERE id = child
  $$;

  CREATE TABLE panel_seat (
    entry_id uuid NOT NULL REFERENCES task_entry,
    review_id uuid NOT NULL REFERENCES review,
    member_id uuid NOT NULL REFERENCES panel_person,
    PRIMARY KEY (entry_id, member_id)
  );
  CREATE INDEX panel_seat_by_review ON panel_seat (review_id);
  CREATE TABLE panel_declaration (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    review_id uuid NOT NULL REFERENCES review,
    member_id uuid NOT NULL REFERENCES account,
    tie text NOT NULL
      CHECK (tie IN ('none', 'own-household', 'relative', 'client', 'neighbour-in-scope', 'earlier-handler'))
  );
  CREATE INDEX panel_declaration_by_review ON panel_declaration (review_id, member_id);
  CREATE TABLE panel_ballot (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    review_id uuid NOT NULL REFERENCES review,
    hearing integer NOT NULL,
    sitting integer NOT NULL,
    member_id uuid NOT NULL REFERENCES account,
    vote text NOT NULL CHECK (vote IN ('for', 'against', 'abstain')),
    reason text NOT NULL CHECK (reason <> '')
  );
  CREATE INDEX panel_ballot_by_review ON panel_ballot (review_id, sitting);
  CREATE TABLE review_sitting (
    review_id uuid NOT NULL REFERENCES review,
    sitting integer NOT NULL,
    hearing integer NOT NULL,
    members integer NOT NULL,
    present integer NOT NULL,
    votes_for integer NOT NULL,
    -- Null where the sitting had no quorum: nothing was decided.
    outcome text CHECK (outcome IN ('adopted', 'not-adopted')),
    held_at timestamptz NOT NULL DEFAULT app_now(),
    PRIMARY KEY (review_id, sitting)
  );
  CREATE TABLE review_opinion (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    review_id uuid NOT NULL REFERENCES review,
    hearing integer NOT NULL,
    supported boolean NOT NULL,
    opinion text NOT NULL CHECK (opinion <> ''),
    reasons text NOT NULL CHECK (reasons <> ''),
    -- What it grants, of what was asked; null where nothing is granted in money.
    amount_fen bigint
  );
  CREATE INDEX review_opinion_by_review ON review_opinion (review_id);
  CREATE TABLE review_notice (
    notice_id uuid PRIMARY KEY REFERENCES notice,
    review_id uuid NOT NULL REFERENCES review,
    hearing integer NOT NULL,
    opinion_entry_id uuid NOT NULL REFERENCES review_opinion
  );
  CREATE INDEX review_notice_by_review ON review_notice (review_id);
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['panel_person', 'panel_seat', 'panel_declaration', 'panel_ballot',
    'review_sitting', 'review_opinion', 'review_notice']::regclass[]) AS evidence;

  -- The panel as it is composed now; tie is null while its member has not declared.
  CREATE VIEW panel_now AS
    SELECT seat.review_id, seat.member_id, category, declared.tie
    FROM panel_seat seat JOIN panel_person ON account_id = member_id
    JOIN task_entry entry ON entry.id = seat.entry_id AND entry.superseded_at IS NULL
    JOIN case_act composed ON composed.task_key = entry.task_key AND composed.act = 'compose-panel'
      AND composed.withdrawn_at IS NULL
    LEFT JOIN LATERAL (SELECT declaration.tie FROM panel_declaration declaration
      JOIN task_entry said ON said.id = declaration.entry_id AND said.superseded_at IS NULL
      JOIN case_act act ON act.task_key = said.task_key AND act.act = 'declare-ties' AND act.withdrawn_at IS NULL
      WHERE declaration.review_id = seat.review_id AND declaration.member_id = seat.member_id
      ORDER BY said.seq DESC LIMIT 1) declared ON true;

  -- Ballots that count: given, and the task completed.
  CREATE VIEW ballot_cast AS
    SELECT ballot.* FROM panel_ballot ballot
    JOIN task_entry entry ON entry.id = ballot.entry_id AND entry.superseded_at IS NULL
    JOIN case_act act ON act.task_key = entry.task_key AND act.act = 'vote-on-review' AND act.withdrawn_at IS NULL;

  -- Opinions in force: voted, displayed for their whole period, concluded as supported.
  CREATE VIEW opinion_in_force AS
    SELECT DISTINCT ON (review.id) review.household_id, review.id AS review_id, review.number, opinion.opinion,
      opinion.amount_fen, review.plan_clause, review.concluded_at
    FROM review JOIN review_opinion opinion ON opinion.review_id = review.id AND opinion.hearing = review.hearing
    JOIN task_entry entry ON entry.id = opinion.entry_id AND entry.superseded_at IS NULL
    WHERE review.outcome = 'supported' ORDER BY review.id, entry.seq DESC;

  CREATE FUNCTION guard_review_act() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE asked review;
  BEGIN
    SELECT * INTO asked FROM review WHERE id = NEW.case_id;
    IF asked.concluded_at IS NOT NULL THEN
      PERFORM refuse('R-31', 'TRANSITION_FORBIDDEN', '评议已经办结，不能再办理');
    END IF;
    IF NEW.act = 'declare-ties' AND NOT EXISTS (SELECT FROM panel_now
        WHERE review_id = NEW.case_id AND member_id = NEW.person_id) THEN
      PERFORM refuse('R-30', 'VOTER_UNKNOWN', '不是本次评议小组的人员');
    END IF;
    IF NEW.act <> 'vote-on-review' THEN RETURN NEW; END IF;
    IF NOT EXISTS (SELECT FROM panel_now
        WHERE review_id = NEW.case_id AND member_id = NEW.person_id AND tie = 'none') THEN
      PERFORM refuse('R-30、SD7', 'VOTER_UNKNOWN', '不是本次评议小组的人员、尚未声明或应当回避，不得表决');
    END IF;
    IF EXISTS (SELECT FROM case_act WHERE case_id = NEW.case_id AND act = NEW.act AND round = NEW.round
        AND person_id = NEW.person_id AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-30', 'VOTE_TWICE', '本人在本次会议已经表决，一人一票');
    END IF;
    IF NEW.round <> asked.sitting OR EXISTS (SELECT FROM review_sitting
        WHERE review_id = NEW.case_id AND sitting = NEW.round) THEN
      PERFORM refuse('R-30', 'VOTE_CLOSED', '本次会议的表决已经结束');
    END IF;
    IF NEW.content_hash IS DISTINCT FROM asked.content_hash THEN
      PERFORM refuse('R-31', 'CONTENT_CHANGED', '评议事项与提请的不一致，请刷新后再表决');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER c_review BEFORE INSERT ON case_act FOR EACH ROW
    WHEN (NEW.case_kind = 'review') EXECUTE FUNCTION guard_review_act();

  CREATE FUNCTION guard_review_sitting() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE counted record;
  BEGIN
    SELECT count(*)::int AS present, (count(*) FILTER (WHERE vote = 'for'))::int AS votes_for INTO counted
      FROM ballot_cast WHERE review_id = NEW.review_id AND sitting = NEW.sitting;
    IF (NEW.present, NEW.votes_for) IS DISTINCT FROM (counted.present, counted.votes_for)
        OR NEW.members <> (SELECT count(*) FROM panel_now WHERE review_id = NEW.review_id) THEN
      PERFORM refuse('R-30', 'AMOUNT_MISMATCH', '计票结果与票面不一致');
    END IF;
    IF NEW.outcome = 'adopted' AND NEW.votes_for * 2 <= NEW.present THEN
      PERFORM refuse('R-30', 'NO_MAJORITY', '赞成未超过到会人员半数，不能通过');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER counted BEFORE INSERT ON review_sitting FOR EACH ROW EXECUTE FUNCTION guard_review_sitting();

  CREATE FUNCTION guard_review_conclusion() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.concluded_at IS NOT NULL THEN
      PERFORM refuse('R-31', 'TRANSITION_FORBIDDEN', '评议已经办结，不能再改');
    END IF;
    IF NEW.outcome IS NULL THEN RETURN NEW; END IF;
    IF NOT EXISTS (SELECT FROM review_notice shown JOIN notice ON notice.id = shown.notice_id
        WHERE shown.review_id = NEW.id AND shown.hearing = NEW.hearing AND notice.status = 'archived') THEN
      PERFORM refuse('R-31', 'NOT_VERIFIED', '评议意见尚未公示期满，不能办结');
    END IF;
    IF NEW.outcome = 'supported' AND NOT EXISTS (SELECT FROM review_sitting
        WHERE review_id = NEW.id AND hearing = NEW.hearing AND outcome = 'adopted') THEN
      PERFORM refuse('R-30', 'NO_MAJORITY', '评议没有通过，不能按通过办结');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE UPDATE ON review FOR EACH ROW EXECUTE FUNCTION guard_review_conclusion();

  -- SD18: an amount of the panel stands in a calculation exactly as the opinion in force grants it.
  CREATE FUNCTION guard_panel_amount() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT coalesce(sum((component ->> 'fen')::bigint), 0) FROM jsonb_array_elements(NEW.components) component
          WHERE component ->> 'name' = 'panel-opinion')
        <> (SELECT coalesce(sum(amount_fen), 0) FROM opinion_in_force WHERE household_id = NEW.household_id) THEN
      PERFORM refuse('SD18', 'AMOUNT_MISMATCH', '规则以外的金额须与生效的公信评议意见一致');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER panel_amount BEFORE INSERT ON compensation_calculation
    FOR EACH ROW EXECUTE FUNCTION guard_panel_amount();

  -- No agreement is prepared while a special problem of the household is before the panel.
  CREATE FUNCTION guard_open_review() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM review WHERE household_id = NEW.household_id AND concluded_at IS NULL) THEN
      PERFORM refuse('R-31', 'REVIEW_INCOMPLETE', '本户的特殊问题正在公信评议，请等评议办结');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER open_review BEFORE INSERT ON agreement FOR EACH ROW EXECUTE FUNCTION guard_open_review();
  CREATE FUNCTION guard_check_with_review() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM review WHERE household_id = NEW.case_id AND concluded_at IS NULL) THEN
      PERFORM refuse('R-31', 'REVIEW_INCOMPLETE', '本户的特殊问题正在公信评议，签约前审核不能通过');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER d_open_review BEFORE INSERT ON case_act FOR EACH ROW
    WHEN (NEW.act = 'check-before-signing' AND NEW.verdict = 'passed') EXECUTE FUNCTION guard_check_with_review();
  `,
);
