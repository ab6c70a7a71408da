import { forwardOnly } from './forward-only.js';

/**
 * Choice of the appraisal agency: candidates, votes on paper read by two persons, tally, lots, and the one agency of a
 * track. Nobody of a firm or an agency touches it (SD3); a tally must be what the ballots say, and the choice what the
 * tally, the lots or the agreement say.
 */
export const AppraiserSelection1795478400026 = forwardOnly(
  'AppraiserSelection1795478400026',
  `
  -- Candidates, entered by the town (R-17) or as the shortlist of those that registered (R-19).
  CREATE TABLE agency_nomination (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    voting_days integer NOT NULL CHECK (voting_days BETWEEN 1 AND 60),
    place text NOT NULL
  );
  CREATE INDEX agency_nomination_by_track ON agency_nomination (track_id);
  CREATE TABLE agency_candidate (
    entry_id uuid NOT NULL REFERENCES agency_nomination,
    position integer NOT NULL,
    agency_id uuid NOT NULL REFERENCES organisation,
    grade text NOT NULL,
    certificate_number text NOT NULL,
    certificate_valid_to date NOT NULL,
    independent boolean NOT NULL,
    registered_on date,
    -- Registered, but not on the list: why.
    left_out_reason text,
    PRIMARY KEY (entry_id, position)
  );
  CREATE TABLE agency_call (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    conditions text NOT NULL,
    registration_address text NOT NULL
  );
  CREATE INDEX agency_call_by_track ON agency_call (track_id);
  CREATE TABLE agency_consultation (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    -- Null: the holders did not agree.
    agency_id uuid REFERENCES organisation,
    certificates integer NOT NULL CHECK (certificates >= 0),
    paper_document_id uuid REFERENCES case_document,
    CHECK (agency_id IS NULL OR paper_document_id IS NOT NULL)
  );
  CREATE INDEX agency_consultation_by_track ON agency_consultation (track_id);

  CREATE TABLE vote (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    track_id uuid NOT NULL REFERENCES track,
    number integer NOT NULL CHECK (number > 0),
    round text NOT NULL CHECK (round IN ('first', 'run-off')),
    opens_at timestamptz NOT NULL,
    -- The first instant at which no ballot is accepted any more.
    closes_at timestamptz NOT NULL CHECK (closes_at > opens_at),
    quorum_bp integer NOT NULL,
    majority_bp integer NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (track_id, number)
  );
  CREATE TABLE vote_candidate (
    vote_id uuid NOT NULL REFERENCES vote,
    position integer NOT NULL CHECK (position > 0),
    agency_id uuid NOT NULL REFERENCES organisation,
    PRIMARY KEY (vote_id, position),
    UNIQUE (vote_id, agency_id)
  );
  CREATE FUNCTION project_of_vote(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM vote JOIN track ON track.id = track_id WHERE vote.id = child
  $$;
  CREATE FUNCTION parents_of_vote(child uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT track_id FROM vote WHERE id = child
  $$;

  -- What one person read on one paper ballot. Two tasks read each; a third look settles where they differ.
  CREATE TABLE ballot_reading (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    vote_id uuid NOT NULL REFERENCES vote,
    task_key text NOT NULL,
    person_id uuid NOT NULL REFERENCES account,
    third boolean NOT NULL,
    ballot_number text NOT NULL CHECK (ballot_number <> ''),
    -- Null in a third look alone: there is no such ballot.
    household_id uuid REFERENCES household,
    -- Null: blank or spoilt.
    agency_id uuid,
    cast_on date NOT NULL,
    proxy_name text CHECK (proxy_name <> ''),
    proxy_paper_hash text,
    read_at timestamptz NOT NULL DEFAULT app_now(),
    superseded_at timestamptz,
    CHECK (third OR household_id IS NOT NULL),
    CHECK (household_id IS NOT NULL OR (agency_id IS NULL AND proxy_name IS NULL)),
    FOREIGN KEY (vote_id, agency_id) REFERENCES vote_candidate (vote_id, agency_id)
  );
  CREATE UNIQUE INDEX ballot_reading_once ON ballot_reading (vote_id, ballot_number, task_key)
    WHERE superseded_at IS NULL AND NOT third;
  CREATE UNIQUE INDEX ballot_third_look_once ON ballot_reading (vote_id, ballot_number)
    WHERE superseded_at IS NULL AND third;
  CREATE INDEX ballot_reading_by_person ON ballot_reading (vote_id, person_id, task_key);
  CREATE INDEX ballot_reading_by_task ON ballot_reading (task_key, seq);

  CREATE TABLE vote_tally (
    vote_id uuid PRIMARY KEY REFERENCES vote,
    step text NOT NULL CHECK (step IN ('chosen', 'again', 'run-off', 'lottery')),
    winner_id uuid REFERENCES organisation,
    -- Whom the next vote is between, or among whom lots are drawn for so many places.
    among uuid[] NOT NULL,
    places integer NOT NULL,
    seeded uuid[] NOT NULL,
    units integer NOT NULL,
    ballots_cast integer NOT NULL,
    blank integer NOT NULL,
    -- Votes of each agency, by its id.
    votes jsonb NOT NULL,
    -- Ballots that do not count, with their reasons: number and codes.
    set_aside jsonb NOT NULL,
    tallied_at timestamptz NOT NULL DEFAULT app_now()
  );

  CREATE TABLE lottery_call (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    vote_id uuid NOT NULL REFERENCES vote,
    seed_source text NOT NULL,
    seed_published_on date NOT NULL,
    place text NOT NULL,
    called_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE INDEX lottery_call_by_vote ON lottery_call (vote_id);
  CREATE TABLE lottery_run (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    vote_id uuid NOT NULL REFERENCES vote,
    seed text NOT NULL,
    video_document_id uuid NOT NULL REFERENCES case_document,
    drawn_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE INDEX lottery_run_by_vote ON lottery_run (vote_id);
  CREATE TABLE lottery_witness (
    entry_id uuid NOT NULL REFERENCES lottery_run,
    household_id uuid NOT NULL REFERENCES household,
    name text NOT NULL,
    PRIMARY KEY (entry_id, household_id)
  );
  CREATE TABLE agency_draw (
    vote_id uuid PRIMARY KEY REFERENCES vote,
    decides text NOT NULL CHECK (decides IN ('agency', 'run-off')),
    seed text NOT NULL,
    seed_source text NOT NULL,
    places integer NOT NULL,
    drawn_at timestamptz NOT NULL DEFAULT app_now()
  );
  -- In the order drawn; the proof is SHA-256 of seed, colon and the name of the agency.
  CREATE TABLE agency_draw_place (
    vote_id uuid NOT NULL REFERENCES agency_draw,
    place integer NOT NULL,
    agency_id uuid NOT NULL REFERENCES organisation,
    proof text NOT NULL,
    PRIMARY KEY (vote_id, place)
  );

  CREATE TABLE chosen_appraiser (
    track_id uuid PRIMARY KEY REFERENCES track,
    agency_id uuid NOT NULL REFERENCES organisation,
    how text NOT NULL CHECK (how IN ('agreement', 'vote', 'lottery')),
    vote_id uuid REFERENCES vote,
    consultation_entry_id uuid REFERENCES agency_consultation,
    notice_id uuid NOT NULL REFERENCES notice,
    chosen_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['agency_nomination', 'agency_candidate', 'agency_call',
    'agency_consultation', 'vote', 'vote_candidate', 'vote_tally', 'lottery_call', 'lottery_run', 'lottery_witness',
    'agency_draw', 'agency_draw_place', 'chosen_appraiser']::regclass[]) AS evidence;
  CREATE TRIGGER never_deleted BEFORE DELETE ON ballot_reading FOR EACH ROW EXECUTE FUNCTION guard_append_only();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ballot_reading
    FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only();

  -- SD3: nobody of the firm, the builder, the supervisor of the money or an agency has a hand in the choice.
  CREATE FUNCTION refuse_interested(person uuid) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM account JOIN organisation ON organisation.id = organisation_id WHERE account.id = person
        AND kind IN ('firm', 'builder', 'investment-supervision-firm', 'appraisal-agency')) THEN
      PERFORM refuse('SD3', 'ORGANISATION_EXCLUDED', '事务所、建设单位和估价机构人员不得参与选定评估机构');
    END IF;
  END $$;
  CREATE FUNCTION guard_choice_person() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.case_kind = 'vote' OR NEW.act IN ('name-candidates', 'call-agencies', 'shortlist-agencies',
        'confirm-candidates', 'consult-agency') THEN
      PERFORM refuse_interested(NEW.person_id);
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER d_choice BEFORE INSERT ON case_act FOR EACH ROW EXECUTE FUNCTION guard_choice_person();
  CREATE TRIGGER d_choice BEFORE INSERT ON task_entry FOR EACH ROW EXECUTE FUNCTION guard_choice_person();

  CREATE FUNCTION guard_ballot_reading() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    held vote;
    wanted text := CASE WHEN NEW.third THEN 'settle-ballots' ELSE 'enter-ballots' END;
  BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL
        OR to_jsonb(NEW) - 'superseded_at' <> to_jsonb(OLD) - 'superseded_at') THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '录入的选票不能修改，只能重新录入');
    END IF;
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('ballots:' || NEW.vote_id, 0));
    SELECT * INTO held FROM vote WHERE id = NEW.vote_id;
    IF app_now() < held.closes_at THEN
      PERFORM refuse('R-18', 'VOTE_NOT_OPEN', '投票尚未截止，票箱不得开启');
    END IF;
    IF EXISTS (SELECT FROM vote_tally WHERE vote_id = NEW.vote_id) THEN
      PERFORM refuse('R-18', 'VOTE_CLOSED', '本次投票已计票，选票不能再改');
    END IF;
    IF EXISTS (SELECT FROM case_act WHERE task_key = NEW.task_key AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '本任务已办结，录入的选票不能再改');
    END IF;
    IF TG_OP = 'UPDATE' THEN
      NEW.superseded_at := app_now();
      RETURN NEW;
    END IF;
    NEW.read_at := app_now();
    NEW.superseded_at := NULL;
    PERFORM refuse_interested(NEW.person_id);
    IF NOT EXISTS (SELECT FROM act_role JOIN account_role USING (role) JOIN account ON account.id = account_id
        WHERE act = wanted AND account_id = NEW.person_id AND account.active
          AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')) THEN
      PERFORM refuse('R-69', 'ROLE_MISSING', '没有录入选票的岗位，请由街镇人员录入');
    END IF;
    -- Two ranges of the index: asked as one inequality, every ballot would look through all that the person has read.
    IF EXISTS (SELECT FROM ballot_reading WHERE vote_id = NEW.vote_id AND person_id = NEW.person_id
          AND task_key < NEW.task_key AND (NOT third OR NOT NEW.third))
        OR EXISTS (SELECT FROM ballot_reading WHERE vote_id = NEW.vote_id AND person_id = NEW.person_id
          AND task_key > NEW.task_key AND (NOT third OR NOT NEW.third)) THEN
      PERFORM refuse('R-43、SD3', 'SAME_OFFICER_TWICE', '本人已录入过一遍，另一遍须由他人录入');
    END IF;
    IF NEW.household_id IS NOT NULL AND NOT EXISTS (SELECT FROM household
        WHERE id = NEW.household_id AND project_id = project_of_vote(NEW.vote_id)) THEN
      PERFORM refuse('市政府令第71号第23条', 'VOTER_UNKNOWN', '不是本项目的计户单位，不得投票');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT OR UPDATE ON ballot_reading
    FOR EACH ROW EXECUTE FUNCTION guard_ballot_reading();

  -- Every ballot as it stands: by the third look, or as two tasks read it alike. Otherwise it is open.
  CREATE FUNCTION ballots_of(asked uuid) RETURNS TABLE (ballot_number text, open boolean, household_id uuid,
      agency_id uuid, cast_on date, proxy_name text, proxy_paper_hash text) LANGUAGE sql STABLE AS $$
    WITH standing AS (SELECT * FROM ballot_reading WHERE vote_id = asked AND superseded_at IS NULL),
    pair AS (
      SELECT ballot_number, count(*) <> 2 OR count(DISTINCT (household_id, agency_id, cast_on, proxy_name,
          proxy_paper_hash)) <> 1 AS open, min(seq) AS seq
        FROM standing WHERE NOT third GROUP BY ballot_number
    )
    SELECT coalesce(look.ballot_number, pair.ballot_number), look.seq IS NULL AND pair.open, read.household_id,
        read.agency_id, read.cast_on, read.proxy_name, read.proxy_paper_hash
      FROM pair FULL JOIN (SELECT * FROM standing WHERE third) look USING (ballot_number)
      JOIN ballot_reading read ON read.seq = coalesce(look.seq, pair.seq)
      WHERE look.seq IS NULL OR look.household_id IS NOT NULL
  $$;
  -- Of these the ones that count: cast in time, by the holder or a proxy with a paper who is not interested, the first
  -- of each certificate.
  CREATE FUNCTION ballots_that_count(asked uuid) RETURNS TABLE (household_id uuid, agency_id uuid)
      LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (ballot.household_id) ballot.household_id, ballot.agency_id
      FROM ballots_of(asked) ballot JOIN vote ON vote.id = asked
      WHERE NOT open
        AND (cast_on + time '12:00') AT TIME ZONE 'Asia/Shanghai' >= opens_at
        AND (cast_on + time '12:00') AT TIME ZONE 'Asia/Shanghai' < closes_at
        AND (proxy_name IS NULL OR (coalesce(proxy_paper_hash, '') <> '' AND NOT EXISTS (SELECT FROM account
          JOIN organisation ON organisation.id = organisation_id WHERE display_name = proxy_name
            AND kind IN ('firm', 'appraisal-agency'))))
      ORDER BY ballot.household_id, cast_on, ballot_number
  $$;
  -- What a notary attests: every ballot as it stands.
  CREATE FUNCTION vote_digest(asked uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', ballot_number, open, household_id,
      coalesce(agency_id::text, '-'), cast_on, coalesce(proxy_name, '-'), coalesce(proxy_paper_hash, '-')), E'\\n'
      ORDER BY ballot_number), ''), 'UTF8')), 'hex') FROM ballots_of(asked)
  $$;

  CREATE FUNCTION guard_vote_tally() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    held vote;
    units bigint;
    cast_now bigint;
    blank_now bigint;
    votes_now jsonb;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ballots:' || NEW.vote_id, 0));
    SELECT * INTO held FROM vote WHERE id = NEW.vote_id;
    IF app_now() < held.closes_at THEN
      PERFORM refuse('R-18', 'VOTE_NOT_OPEN', '投票尚未截止，不得计票');
    END IF;
    IF (SELECT count(DISTINCT person_id) FROM case_act WHERE case_id = NEW.vote_id AND act = 'enter-ballots'
        AND withdrawn_at IS NULL) < 2 THEN
      PERFORM refuse('R-43', 'OFFICER_PAIR_INCOMPLETE', '选票须由两人分别录入后再计票');
    END IF;
    IF EXISTS (SELECT FROM ballots_of(NEW.vote_id) WHERE open) THEN
      PERFORM refuse('R-43', 'ENTRY_MISMATCH', '还有两次录入不一致的选票，请先复核');
    END IF;
    IF NOT EXISTS (SELECT FROM case_act WHERE case_id = NEW.vote_id AND act = 'attest-vote' AND verdict = 'attested'
        AND content_hash = vote_digest(NEW.vote_id) AND withdrawn_at IS NULL) THEN
      PERFORM refuse('SD3', 'WITNESS_MISSING', '选票未经公证员见证，或见证后有变动，不得计票');
    END IF;
    SELECT count(*) INTO units FROM household WHERE project_id = project_of_vote(NEW.vote_id);
    SELECT count(*), count(*) FILTER (WHERE agency_id IS NULL) INTO cast_now, blank_now
      FROM ballots_that_count(NEW.vote_id);
    SELECT coalesce(jsonb_object_agg(candidate.agency_id, (SELECT count(*) FROM ballots_that_count(NEW.vote_id) counted
        WHERE counted.agency_id = candidate.agency_id)), '{}') INTO votes_now
      FROM vote_candidate candidate WHERE vote_id = NEW.vote_id;
    IF (NEW.units, NEW.ballots_cast, NEW.blank, NEW.votes) IS DISTINCT FROM (units, cast_now, blank_now, votes_now) THEN
      PERFORM refuse('R-18', 'AMOUNT_MISMATCH', '计票结果与选票不符');
    END IF;
    IF (NEW.step = 'chosen') IS DISTINCT FROM (NEW.winner_id IS NOT NULL) OR NEW.step = 'chosen' AND
        (cast_now * 10000 <= units * held.quorum_bp
         OR (votes_now ->> NEW.winner_id::text)::bigint * 10000 <= cast_now * held.majority_bp) THEN
      PERFORM refuse('R-18', 'NO_MAJORITY', '没有机构在有效投票中过半数，不得宣布选定');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON vote_tally FOR EACH ROW EXECUTE FUNCTION guard_vote_tally();

  -- Lots: only where the vote left it open, attested by a notary, and in the order that the seed gives.
  CREATE FUNCTION guard_agency_draw() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM vote_tally WHERE vote_id = NEW.vote_id AND step = 'lottery') THEN
      PERFORM refuse('R-20', 'TRANSITION_FORBIDDEN', '投票结果不需要摇号');
    END IF;
    IF NOT EXISTS (SELECT FROM lottery_run run JOIN task_entry entry ON entry.id = run.entry_id
          JOIN case_act attested ON attested.case_id = run.vote_id AND attested.act = 'attest-lottery'
            AND attested.verdict = 'attested' AND attested.content_hash = entry.content_hash
            AND attested.withdrawn_at IS NULL
          JOIN lottery_call called ON called.vote_id = run.vote_id AND called.seed_source = NEW.seed_source
        WHERE run.vote_id = NEW.vote_id AND run.seed = NEW.seed AND entry.superseded_at IS NULL
          AND run.drawn_at > called.called_at) THEN
      PERFORM refuse('R-20、SD3', 'WITNESS_MISSING', '摇号未经公证，或种子与公告、公证的不符');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON agency_draw FOR EACH ROW EXECUTE FUNCTION guard_agency_draw();
  CREATE FUNCTION guard_draw_place() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    proof_now text;
    smaller bigint;
  BEGIN
    SELECT encode(sha256(convert_to(draw.seed || ':' || organisation.name, 'UTF8')), 'hex') INTO proof_now
      FROM agency_draw draw, organisation WHERE draw.vote_id = NEW.vote_id AND organisation.id = NEW.agency_id;
    SELECT count(*) INTO smaller FROM agency_draw draw JOIN vote_tally USING (vote_id)
      JOIN organisation ON organisation.id = ANY (among)
      WHERE draw.vote_id = NEW.vote_id
        AND encode(sha256(convert_to(draw.seed || ':' || organisation.name, 'UTF8')), 'hex') COLLATE "C" < proof_now;
    IF NEW.proof IS DISTINCT FROM proof_now OR NEW.place <> smaller + 1 OR NOT EXISTS (SELECT FROM vote_tally
        WHERE vote_id = NEW.vote_id AND NEW.agency_id = ANY (among)) THEN
      PERFORM refuse('R-20', 'AMOUNT_MISMATCH', '摇号次序与种子算出的不符');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON agency_draw_place FOR EACH ROW EXECUTE FUNCTION guard_draw_place();

  CREATE FUNCTION guard_chosen_appraiser() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.how = 'vote' AND EXISTS (SELECT FROM vote_tally tally JOIN vote ON vote.id = vote_id
          WHERE vote_id = NEW.vote_id AND track_id = NEW.track_id AND winner_id = NEW.agency_id)
      OR NEW.how = 'lottery' AND EXISTS (SELECT FROM agency_draw_place place JOIN agency_draw draw USING (vote_id)
          JOIN vote ON vote.id = vote_id WHERE vote_id = NEW.vote_id AND track_id = NEW.track_id
            AND decides = 'agency' AND place = 1 AND agency_id = NEW.agency_id)
      OR NEW.how = 'agreement' AND EXISTS (SELECT FROM agency_consultation fact
          JOIN task_entry entry ON entry.id = fact.entry_id
          JOIN case_act done ON done.case_id = fact.track_id AND done.act = 'consult-agency'
            AND done.verdict = 'unanimous' AND done.withdrawn_at IS NULL AND done.content_hash = entry.content_hash
          WHERE fact.entry_id = NEW.consultation_entry_id AND fact.track_id = NEW.track_id
            AND fact.agency_id = NEW.agency_id AND entry.superseded_at IS NULL) THEN
      RETURN NEW;
    END IF;
    PERFORM refuse('R-18、R-20', 'TRANSITION_FORBIDDEN', '评估机构只能由协商、投票或摇号选定');
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON chosen_appraiser FOR EACH ROW EXECUTE FUNCTION guard_chosen_appraiser();
  `,
);
