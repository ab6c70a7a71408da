import { forwardOnly } from './forward-only.js';

/**
 * Households vote by their code, too. Who voted and what was voted lie in two tables without a common key: `voter` is a
 * keyed hash that only the application can compute. A code handed out after the vote opened does not vote: whoever hands
 * it out knows it (SD3).
 */
export const VoteByCode1795478400141 = forwardOnly(
  'VoteByCode1795478400141',
  `
  ALTER TABLE vote ADD COLUMN secret boolean NOT NULL DEFAULT true;
  ALTER TABLE ballot_reading ADD CONSTRAINT ballot_number_no_receipt CHECK (ballot_number !~ '^E-');

  CREATE TABLE vote_participation (
    vote_id uuid NOT NULL REFERENCES vote,
    household_id uuid NOT NULL REFERENCES household,
    turn integer NOT NULL CHECK (turn BETWEEN 1 AND 20),
    cast_at timestamptz NOT NULL DEFAULT app_now(),
    PRIMARY KEY (vote_id, household_id, turn)
  );
  CREATE INDEX vote_participation_by_household ON vote_participation (household_id);
  -- No time, no number in a row, no household.
  CREATE TABLE code_ballot (
    vote_id uuid NOT NULL,
    voter text NOT NULL CHECK (voter ~ '^[0-9a-f]{64}$'),
    turn integer NOT NULL CHECK (turn BETWEEN 1 AND 20),
    receipt text COLLATE "C" NOT NULL CHECK (receipt ~ '^E-([2-9B-Z]{4}-){2}[2-9B-Z]{4}$'),
    -- Null: blank.
    agency_id uuid,
    PRIMARY KEY (vote_id, voter, turn),
    UNIQUE (vote_id, receipt),
    FOREIGN KEY (vote_id) REFERENCES vote,
    FOREIGN KEY (vote_id, agency_id) REFERENCES vote_candidate (vote_id, agency_id)
  );
  -- Voters whose paper counts instead.
  CREATE TABLE code_ballot_overruled (
    vote_id uuid NOT NULL REFERENCES vote,
    voter text NOT NULL,
    PRIMARY KEY (vote_id, voter)
  );
  SELECT keep_append_only(evidence)
    FROM unnest(ARRAY['vote_participation', 'code_ballot', 'code_ballot_overruled']::regclass[]) AS evidence;

  CREATE FUNCTION refuse_outside_vote(asked uuid) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE held vote;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ballots:' || asked, 0));
    SELECT * INTO held FROM vote WHERE id = asked;
    IF app_now() < held.opens_at THEN
      PERFORM refuse('R-18', 'VOTE_NOT_OPEN', '投票尚未开始');
    END IF;
    IF app_now() >= held.closes_at OR EXISTS (SELECT FROM vote_tally WHERE vote_id = asked) THEN
      PERFORM refuse('R-18', 'VOTE_CLOSED', '投票已经截止，不能再投');
    END IF;
  END $$;
  CREATE FUNCTION code_issued_at(household uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT max(at) FROM ledger_entry
      WHERE case_id = household::text AND kind = 'act-recorded' AND payload ->> 'act' = 'issue-access-code'
  $$;

  CREATE FUNCTION guard_vote_participation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM refuse_outside_vote(NEW.vote_id);
    NEW.cast_at := app_now();
    IF NOT EXISTS (SELECT FROM household WHERE id = NEW.household_id AND project_id = project_of_vote(NEW.vote_id)) THEN
      PERFORM refuse('市政府令第71号第23条', 'VOTER_UNKNOWN', '不是本项目的计户单位，不得投票');
    END IF;
    IF coalesce(code_issued_at(NEW.household_id) >= (SELECT opens_at FROM vote WHERE id = NEW.vote_id), true) THEN
      PERFORM refuse('SD3', 'VOTER_UNKNOWN', '查询码在投票开始以后换发，本次请用纸质选票投票');
    END IF;
    IF NEW.turn <> 1 + (SELECT count(*) FROM vote_participation
        WHERE vote_id = NEW.vote_id AND household_id = NEW.household_id) THEN
      PERFORM refuse('R-18', 'VOTE_TWICE', '本户本次已投过这一票');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON vote_participation
    FOR EACH ROW EXECUTE FUNCTION guard_vote_participation();
  CREATE FUNCTION guard_code_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM refuse_outside_vote(NEW.vote_id);
    IF NEW.turn <> 1 + (SELECT count(*) FROM code_ballot WHERE vote_id = NEW.vote_id AND voter = NEW.voter) THEN
      PERFORM refuse('R-18', 'VOTE_TWICE', '本户本次已投过这一票');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON code_ballot FOR EACH ROW EXECUTE FUNCTION guard_code_ballot();

  -- At the end of the transaction: as many ballots as households that voted, each with its entry in the ledger.
  CREATE FUNCTION guard_box() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT count(*) FROM code_ballot WHERE vote_id = NEW.vote_id AND turn = NEW.turn)
        <> (SELECT count(*) FROM vote_participation WHERE vote_id = NEW.vote_id AND turn = NEW.turn) THEN
      PERFORM refuse('R-18', 'AMOUNT_MISMATCH', '票箱中的票与已投票的户数不符');
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON code_ballot DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION guard_box();
  CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON vote_participation DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION guard_box();
  CREATE FUNCTION guard_participation_told() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM ledger_entry WHERE case_id = NEW.household_id::text AND kind = 'ballot-cast'
        AND payload ->> 'voteId' = NEW.vote_id::text AND payload ->> 'turn' = NEW.turn::text) THEN
      PERFORM refuse('R-18、R-46', 'TRANSITION_FORBIDDEN', '投票未记入台账');
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER told AFTER INSERT ON vote_participation DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION guard_participation_told();

  -- As many as there are households that voted both ways and whose paper counts; which they are only the application knows.
  CREATE FUNCTION guard_overruled() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ballots:' || NEW.vote_id, 0));
    IF EXISTS (SELECT FROM vote_tally WHERE vote_id = NEW.vote_id) THEN
      PERFORM refuse('R-18', 'VOTE_CLOSED', '本次投票已计票');
    END IF;
    IF NOT EXISTS (SELECT FROM code_ballot WHERE vote_id = NEW.vote_id AND voter = NEW.voter) THEN
      PERFORM refuse('R-18', 'VOTER_UNKNOWN', '票箱中没有这一票');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON code_ballot_overruled FOR EACH ROW EXECUTE FUNCTION guard_overruled();
  CREATE FUNCTION guard_overruled_count() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT count(*) FROM code_ballot_overruled WHERE vote_id = NEW.vote_id)
        <> (SELECT count(DISTINCT household_id) FROM counting_papers(NEW.vote_id)
          JOIN vote_participation voted USING (household_id) WHERE voted.vote_id = NEW.vote_id) THEN
      PERFORM refuse('R-18', 'AMOUNT_MISMATCH', '另投纸质票的户数与票箱中让位的票数不符');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_overruled BEFORE INSERT ON vote_tally FOR EACH ROW EXECUTE FUNCTION guard_overruled_count();

  -- Ballots by code that count: the last of each voter, unless a paper counts instead.
  CREATE FUNCTION counting_code_ballots(asked uuid) RETURNS TABLE (receipt text, agency_id uuid)
      LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (voter) ballot.receipt, ballot.agency_id FROM code_ballot ballot
      WHERE vote_id = asked AND NOT EXISTS (SELECT FROM code_ballot_overruled overruled
        WHERE overruled.vote_id = asked AND overruled.voter = ballot.voter)
      ORDER BY voter, turn DESC
  $$;
  CREATE OR REPLACE FUNCTION ballots_that_count(asked uuid) RETURNS TABLE (household_id uuid, agency_id uuid)
      LANGUAGE sql STABLE AS $$
    SELECT household_id, agency_id FROM counting_papers(asked)
    UNION ALL SELECT NULL, agency_id FROM counting_code_ballots(asked)
  $$;
  CREATE OR REPLACE FUNCTION records_due(asked uuid) RETURNS TABLE (receipt text, choice integer, counts boolean)
      LANGUAGE sql STABLE AS $$
    SELECT ballot.ballot_number, coalesce(position, 0), counting.ballot_number IS NOT NULL
      FROM ballots_of(asked) ballot LEFT JOIN counting_papers(asked) counting USING (ballot_number)
      LEFT JOIN vote_candidate candidate ON candidate.vote_id = asked AND candidate.agency_id = ballot.agency_id
    UNION ALL SELECT ballot.receipt, coalesce(position, 0), counting.receipt IS NOT NULL
      FROM code_ballot ballot LEFT JOIN counting_code_ballots(asked) counting USING (receipt)
      LEFT JOIN vote_candidate candidate ON candidate.vote_id = asked AND candidate.agency_id = ballot.agency_id
      WHERE ballot.vote_id = asked
  $$;
  -- What a notary attests: every paper as it stands, and the box as it was closed.
  CREATE OR REPLACE FUNCTION vote_digest(asked uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(concat(coalesce(string_agg(concat_ws('|', ballot_number, open, household_id,
      coalesce(agency_id::text, '-'), cast_on, coalesce(proxy_name, '-'), coalesce(proxy_paper_hash, '-')), E'\\n'
      ORDER BY ballot_number), ''), (SELECT string_agg(concat_ws('|', E'\\n' || receipt, voter, turn,
        coalesce(agency_id::text, '-')), '' ORDER BY receipt) FROM code_ballot WHERE vote_id = asked)), 'UTF8')), 'hex')
      FROM ballots_of(asked)
  $$;
  `,
);
