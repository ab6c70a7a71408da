import { forwardOnly } from './forward-only.js';

/**
 * Every counted vote is published ballot by ballot, without who cast it: whatever the count says, anybody can count again
 * . The list is what the ballots are, whole, fixed for ever, and its hash stands in the ledger beside the result.
 */
export const PublishVotes1795478400140 = forwardOnly(
  'PublishVotes1795478400140',
  `
  CREATE TABLE vote_record (
    vote_id uuid NOT NULL REFERENCES vote,
    receipt text COLLATE "C" NOT NULL CHECK (receipt <> '' AND receipt !~ '[[:cntrl:]]'),
    -- Place on the ballot paper; 0 is blank or spoilt.
    choice integer NOT NULL CHECK (choice >= 0),
    -- Codes of what is wrong with it; none: it counts.
    reasons text[] NOT NULL,
    PRIMARY KEY (vote_id, receipt)
  );
  CREATE TABLE vote_publication (
    vote_id uuid PRIMARY KEY REFERENCES vote_tally,
    records_hash text NOT NULL CHECK (records_hash ~ '^[0-9a-f]{64}$'),
    published_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['vote_record', 'vote_publication']::regclass[]) AS evidence;
  ALTER TABLE ballot_reading ADD CONSTRAINT ballot_number_printable CHECK (ballot_number !~ '[[:cntrl:]]');

  -- The ballots that count, each certificate once, with the number of the ballot.
  CREATE FUNCTION counting_papers(asked uuid) RETURNS TABLE (household_id uuid, ballot_number text, agency_id uuid)
      LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (ballot.household_id) ballot.household_id, ballot.ballot_number, ballot.agency_id
      FROM ballots_of(asked) ballot JOIN vote ON vote.id = asked
      WHERE NOT open
        AND (cast_on + time '12:00') AT TIME ZONE 'Asia/Shanghai' >= opens_at
        AND (cast_on + time '12:00') AT TIME ZONE 'Asia/Shanghai' < closes_at
        AND (proxy_name IS NULL OR (coalesce(proxy_paper_hash, '') <> '' AND NOT EXISTS (SELECT FROM account
          JOIN organisation ON organisation.id = organisation_id WHERE display_name = proxy_name
            AND kind IN ('firm', 'appraisal-agency'))))
      ORDER BY ballot.household_id, cast_on, ballot_number
  $$;
  CREATE OR REPLACE FUNCTION ballots_that_count(asked uuid) RETURNS TABLE (household_id uuid, agency_id uuid)
      LANGUAGE sql STABLE AS $$
    SELECT household_id, agency_id FROM counting_papers(asked)
  $$;
  -- What the published list has to be: every ballot, its choice, and whether it counts.
  CREATE FUNCTION records_due(asked uuid) RETURNS TABLE (receipt text, choice integer, counts boolean)
      LANGUAGE sql STABLE AS $$
    SELECT ballot.ballot_number, coalesce(position, 0), counting.ballot_number IS NOT NULL
      FROM ballots_of(asked) ballot LEFT JOIN counting_papers(asked) counting USING (ballot_number)
      LEFT JOIN vote_candidate candidate ON candidate.vote_id = asked AND candidate.agency_id = ballot.agency_id
  $$;
  CREATE FUNCTION records_hash_of(asked uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(coalesce(string_agg(choice || '|' || array_to_string(reasons, ',') || '|' || receipt,
      E'\\n' ORDER BY receipt), ''), 'UTF8')), 'hex') FROM vote_record WHERE vote_id = asked
  $$;

  CREATE FUNCTION guard_vote_record() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ballots:' || NEW.vote_id, 0));
    IF NOT EXISTS (SELECT FROM vote_tally WHERE vote_id = NEW.vote_id) THEN
      PERFORM refuse('R-18', 'STEP_OUT_OF_ORDER', '尚未计票，选票不得公布');
    END IF;
    IF EXISTS (SELECT FROM vote_publication WHERE vote_id = NEW.vote_id) THEN
      PERFORM refuse('R-18', 'VOTE_CLOSED', '选票清单已公布，不能增补');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON vote_record FOR EACH ROW EXECUTE FUNCTION guard_vote_record();

  CREATE FUNCTION guard_vote_publication() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE held vote_tally;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ballots:' || NEW.vote_id, 0));
    NEW.published_at := app_now();
    SELECT * INTO held FROM vote_tally WHERE vote_id = NEW.vote_id;
    IF EXISTS ((SELECT receipt, choice, reasons = '{}' FROM vote_record WHERE vote_id = NEW.vote_id)
          EXCEPT SELECT * FROM records_due(NEW.vote_id))
        OR EXISTS (SELECT * FROM records_due(NEW.vote_id)
          EXCEPT SELECT receipt, choice, reasons = '{}' FROM vote_record WHERE vote_id = NEW.vote_id) THEN
      PERFORM refuse('R-18', 'AMOUNT_MISMATCH', '公布的选票清单与选票不符：缺票、多票、改票，或一证计入两票');
    END IF;
    -- The count was made by another guard: the list has to give the same figures by itself.
    IF (SELECT (count(*), count(*) FILTER (WHERE choice = 0)) FROM vote_record
          WHERE vote_id = NEW.vote_id AND reasons = '{}') IS DISTINCT FROM (held.ballots_cast::bigint, held.blank::bigint)
        OR EXISTS (SELECT FROM vote_candidate candidate WHERE candidate.vote_id = NEW.vote_id
          AND (held.votes ->> agency_id::text)::bigint IS DISTINCT FROM (SELECT count(*) FROM vote_record record
            WHERE record.vote_id = NEW.vote_id AND choice = position AND reasons = '{}'))
        OR jsonb_array_length(held.set_aside) <> (SELECT count(*) FROM vote_record
          JOIN jsonb_array_elements(held.set_aside) given ON given ->> 'ballotNumber' = receipt
            AND given -> 'reasons' = to_jsonb(reasons) WHERE vote_id = NEW.vote_id) THEN
      PERFORM refuse('R-18', 'AMOUNT_MISMATCH', '选票清单合计与计票结果不符');
    END IF;
    IF NEW.records_hash <> records_hash_of(NEW.vote_id) OR NOT EXISTS (SELECT FROM ledger_entry
        WHERE case_id = NEW.vote_id::text AND kind = 'vote-tallied'
          AND payload ->> 'recordsHash' = NEW.records_hash) THEN
      PERFORM refuse('R-18、R-46', 'CONTENT_CHANGED', '选票清单的摘要与清单或台账不符');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON vote_publication FOR EACH ROW EXECUTE FUNCTION guard_vote_publication();

  -- At the end of the transaction: no result without the list that anybody can count again.
  CREATE FUNCTION guard_published_tally() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM vote_publication WHERE vote_id = NEW.vote_id) THEN
      PERFORM refuse('R-18、R-21', 'TRANSITION_FORBIDDEN', '计票结果须同时公布可重算的选票清单');
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER published AFTER INSERT ON vote_tally DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION guard_published_tally();
  `,
);
