import { forwardOnly } from './forward-only.js';

/**
 * Draws that anybody can repeat: announced with their list before a seed exists, drawn once or aborted by two
 * persons, and never taken away. The hashes, the seed and the result are computed here once more.
 */
export const PublicDraws1795478400130 = forwardOnly(
  'PublicDraws1795478400130',
  `
  CREATE TABLE draw (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    kind text NOT NULL CHECK (kind IN ('appraiser-lottery', 'inspection-sample')),
    method text NOT NULL CHECK (method IN ('beacon', 'parties')),
    -- The vote, or the project whose cases are sampled.
    case_id uuid NOT NULL,
    project_id uuid NOT NULL REFERENCES project,
    side text CHECK (side IN ('inside', 'outside')),
    subject text NOT NULL CHECK (subject !~ '[[:cntrl:]]'),
    reason text,
    rule text NOT NULL CHECK (rule = 'sha256-order/1'),
    -- One line each, by group and key; of each group so many are taken.
    list text NOT NULL,
    list_hash text NOT NULL,
    take text NOT NULL,
    parties text NOT NULL DEFAULT '',
    party_roles text[] NOT NULL DEFAULT '{}',
    seed_source text NOT NULL CHECK (seed_source <> '' AND seed_source !~ '[[:cntrl:]]'),
    seed_due_at timestamptz NOT NULL,
    announced_by uuid NOT NULL REFERENCES account,
    announced_at timestamptz NOT NULL,
    announcement_hash text NOT NULL,
    CHECK ((kind = 'inspection-sample') = (side IS NOT NULL AND reason IS NOT NULL)),
    CHECK (CASE method WHEN 'parties' THEN cardinality(party_roles) > 1 ELSE cardinality(party_roles) = 0 END)
  );
  CREATE INDEX draw_by_case ON draw (case_id);
  CREATE INDEX draw_by_project ON draw (project_id);
  CREATE TABLE draw_commitment (
    draw_id uuid NOT NULL REFERENCES draw,
    position integer NOT NULL CHECK (position > 0),
    person_id uuid NOT NULL REFERENCES account,
    commitment text NOT NULL CHECK (commitment ~ '^[0-9a-f]{64}$'),
    committed_at timestamptz NOT NULL,
    PRIMARY KEY (draw_id, position),
    -- Nobody speaks for two parties, and nobody repeats what another committed.
    CONSTRAINT draw_party_is_one_person UNIQUE (draw_id, person_id),
    CONSTRAINT draw_commitment_is_own UNIQUE (draw_id, commitment)
  );
  CREATE TABLE draw_reveal (
    draw_id uuid NOT NULL,
    position integer NOT NULL,
    salt text NOT NULL CHECK (salt ~ '^[0-9a-f]{32}$'),
    value text NOT NULL CHECK (value <> '' AND value !~ '[[:cntrl:]]'),
    revealed_at timestamptz NOT NULL,
    PRIMARY KEY (draw_id, position),
    FOREIGN KEY (draw_id, position) REFERENCES draw_commitment
  );
  CREATE TABLE draw_result (
    draw_id uuid PRIMARY KEY REFERENCES draw,
    seed text NOT NULL CHECK (seed <> '' AND seed !~ '[[:cntrl:]]'),
    result text NOT NULL,
    drawn_at timestamptz NOT NULL
  );
  -- One row of each of the two persons.
  CREATE TABLE draw_abort (
    draw_id uuid NOT NULL REFERENCES draw,
    person_id uuid NOT NULL REFERENCES account,
    reason text NOT NULL CHECK (reason <> '' AND reason !~ '[[:cntrl:]]'),
    -- A public number that was already known: with it anybody sees what would have come out.
    seed text,
    aborted_at timestamptz NOT NULL,
    PRIMARY KEY (draw_id, person_id)
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['draw', 'draw_commitment', 'draw_reveal', 'draw_result',
    'draw_abort']::regclass[]) AS evidence;

  CREATE FUNCTION sha256_hex(content text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT encode(sha256(convert_to(content, 'UTF8')), 'hex')
  $$;
  CREATE FUNCTION utc_text(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  $$;
  CREATE FUNCTION draw_moment() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT date_trunc('milliseconds', app_now())
  $$;
  CREATE FUNCTION draw_state(of_draw uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM draw_result WHERE draw_id = of_draw) THEN 'drawn'
      WHEN (SELECT count(*) FROM draw_abort WHERE draw_id = of_draw) > 1 THEN 'aborted' ELSE 'announced' END
  $$;
  CREATE FUNCTION draw_lines(of_list text) RETURNS TABLE (grp text, key text) LANGUAGE sql IMMUTABLE AS $$
    SELECT split_part(line, E'\\t', 1), split_part(line, E'\\t', 2) FROM regexp_split_to_table(of_list, E'\\n') AS line
  $$;
  CREATE FUNCTION draw_outcome(of_list text, of_take text, seed text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(grp || E'\\t' || key || E'\\t' || proof, E'\\n' ORDER BY nr, place) FROM (
      SELECT taken.nr, grp, key, proof, row_number() OVER (PARTITION BY grp ORDER BY proof COLLATE "C") AS place,
        split_part(taken.part, '=', 2)::integer AS number
      FROM (SELECT grp, key, sha256_hex(seed || ':' || key) AS proof FROM draw_lines(of_list)) proven
      JOIN regexp_split_to_table(of_take, E'\\t') WITH ORDINALITY AS taken (part, nr)
        ON split_part(taken.part, '=', 1) = grp) placed WHERE place <= number
  $$;
  CREATE FUNCTION draw_seed_of_parties(of_draw uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT sha256_hex(string_agg(salt || ':' || value, E'\\n' ORDER BY position)) FROM draw_reveal WHERE draw_id = of_draw
  $$;

  CREATE FUNCTION guard_draw() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('draw:' || NEW.case_id, 0));
    NEW.announced_at := draw_moment();
    IF NEW.seed_due_at <= NEW.announced_at THEN
      PERFORM refuse('R-20、R-70', 'SEED_KNOWN_EARLY', '种子须在公告以后才产生，请另定时间');
    END IF;
    IF NEW.list_hash IS DISTINCT FROM sha256_hex(NEW.list) OR (SELECT count(*) <> count(DISTINCT key) FROM draw_lines(NEW.list)) THEN
      PERFORM refuse('R-20、R-70', 'AMOUNT_MISMATCH', '名单与其摘要不符');
    END IF;
    IF EXISTS (SELECT FROM draw before WHERE before.kind = NEW.kind AND before.case_id = NEW.case_id
        AND before.side IS NOT DISTINCT FROM NEW.side AND (draw_state(before.id) = 'announced'
          OR draw_state(before.id) = 'drawn' AND (NEW.kind = 'appraiser-lottery' OR EXISTS (SELECT FROM inspection
            WHERE inspection.draw_id = before.id AND closed_at IS NULL)))) THEN
      PERFORM refuse('R-20、R-70', 'ALREADY_DONE', '上一次抽签尚未办结；只有两人说明理由中止后才能另行公告，中止的抽签仍公开');
    END IF;
    NEW.announcement_hash := sha256_hex(concat_ws(E'\\n', 'draw/1', NEW.id, NEW.kind, NEW.method, NEW.subject, NEW.rule,
      utc_text(NEW.announced_at), NEW.seed_source, utc_text(NEW.seed_due_at), NEW.take, NEW.parties, NEW.list_hash));
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON draw FOR EACH ROW EXECUTE FUNCTION guard_draw();

  -- Everything that is added to a draw: one after the other, and only while it is open.
  CREATE FUNCTION open_draw(of_draw uuid) RETURNS draw LANGUAGE plpgsql AS $$
  DECLARE found_draw draw;
  BEGIN
    SELECT * INTO found_draw FROM draw WHERE id = of_draw;
    PERFORM pg_advisory_xact_lock(hashtextextended('draw:' || found_draw.case_id, 0));
    IF found_draw.id IS NULL OR draw_state(of_draw) <> 'announced' THEN
      PERFORM refuse('R-20、R-70', 'TRANSITION_FORBIDDEN', '没有公告过这次抽签，或已经抽取、中止，不能再变更');
    END IF;
    RETURN found_draw;
  END $$;
  CREATE FUNCTION guard_draw_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE of_draw draw := open_draw(NEW.draw_id);
  BEGIN
    NEW.committed_at := draw_moment();
    IF NEW.position > cardinality(of_draw.party_roles) OR NOT EXISTS (SELECT FROM account_role WHERE account_id = NEW.person_id
        AND role = of_draw.party_roles[NEW.position] AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')) THEN
      PERFORM refuse('R-70', 'ROLE_MISSING', '本人不代表这次抽签的任何一方');
    END IF;
    IF NEW.committed_at > of_draw.seed_due_at THEN
      PERFORM refuse('R-70', 'STEP_OUT_OF_ORDER', '公开期限已过，这次抽签只能中止');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON draw_commitment FOR EACH ROW EXECUTE FUNCTION guard_draw_commitment();
  CREATE FUNCTION guard_draw_reveal() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE of_draw draw := open_draw(NEW.draw_id);
  BEGIN
    NEW.revealed_at := draw_moment();
    IF (SELECT count(*) FROM draw_commitment WHERE draw_id = NEW.draw_id) < cardinality(of_draw.party_roles) THEN
      PERFORM refuse('R-70', 'STEP_OUT_OF_ORDER', '各方尚未全部承诺，不能公开');
    END IF;
    IF NEW.revealed_at > of_draw.seed_due_at THEN
      PERFORM refuse('R-70', 'STEP_OUT_OF_ORDER', '公开期限已过，这次抽签只能中止');
    END IF;
    IF NOT EXISTS (SELECT FROM draw_commitment given WHERE given.draw_id = NEW.draw_id AND given.position = NEW.position
        AND commitment = sha256_hex(NEW.salt || ':' || NEW.value)) THEN
      PERFORM refuse('R-70', 'AMOUNT_MISMATCH', '公开的数与承诺不符');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON draw_reveal FOR EACH ROW EXECUTE FUNCTION guard_draw_reveal();
  CREATE FUNCTION guard_draw_result() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE of_draw draw := open_draw(NEW.draw_id);
  BEGIN
    NEW.drawn_at := draw_moment();
    IF of_draw.method = 'beacon' AND NEW.drawn_at < of_draw.seed_due_at THEN
      PERFORM refuse('R-20', 'SEED_NOT_PUBLISHED', '公告的号码尚未公布，请等公布后再抽取');
    END IF;
    IF of_draw.method = 'parties' AND ((SELECT count(*) FROM draw_reveal WHERE draw_id = NEW.draw_id)
          < cardinality(of_draw.party_roles) OR NEW.seed IS DISTINCT FROM draw_seed_of_parties(NEW.draw_id)) THEN
      PERFORM refuse('R-70', 'AMOUNT_MISMATCH', '种子须由各方公开的数得出，缺一方不得抽取');
    END IF;
    IF of_draw.kind = 'appraiser-lottery' AND NOT EXISTS (SELECT FROM lottery_run run JOIN task_entry entry ON entry.id = run.entry_id
          JOIN case_act attested ON attested.case_id = run.vote_id AND attested.act = 'attest-lottery'
            AND attested.verdict = 'attested' AND attested.content_hash = entry.content_hash AND attested.withdrawn_at IS NULL
        WHERE run.vote_id = of_draw.case_id AND run.seed = NEW.seed AND entry.superseded_at IS NULL
          AND run.drawn_at >= of_draw.seed_due_at) THEN
      PERFORM refuse('R-20、SD3', 'WITNESS_MISSING', '摇号未经公证，或种子与公证的不符');
    END IF;
    IF NEW.result IS DISTINCT FROM draw_outcome(of_draw.list, of_draw.take, NEW.seed) THEN
      PERFORM refuse('R-20、R-70', 'AMOUNT_MISMATCH', '结果与名单和种子算出的不符');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON draw_result FOR EACH ROW EXECUTE FUNCTION guard_draw_result();
  CREATE FUNCTION guard_draw_abort() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM open_draw(NEW.draw_id);
    NEW.aborted_at := draw_moment();
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON draw_abort FOR EACH ROW EXECUTE FUNCTION guard_draw_abort();

  -- The choice of an agency by lot, and a random inspection, rest on a draw that was announced.
  CREATE FUNCTION guard_drawn_publicly() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM draw JOIN draw_result ON draw_id = draw.id
        WHERE kind = 'appraiser-lottery' AND case_id = NEW.vote_id AND draw_result.seed = NEW.seed) THEN
      PERFORM refuse('R-20', 'STEP_OUT_OF_ORDER', '摇号未事先公告名单和种子来源');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER publicly BEFORE INSERT ON agency_draw FOR EACH ROW EXECUTE FUNCTION guard_drawn_publicly();
  ALTER TABLE inspection ADD COLUMN draw_id uuid UNIQUE REFERENCES draw;
  CREATE FUNCTION guard_random_inspection() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM draw JOIN draw_result ON draw_id = draw.id WHERE draw.id = NEW.draw_id
        AND kind = 'inspection-sample' AND case_id = NEW.project_id AND draw.side = NEW.side AND draw_result.seed = NEW.seed) THEN
      PERFORM refuse('R-70', 'STEP_OUT_OF_ORDER', '随机抽查须先公告名单，由各方的数得出种子后抽取');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER publicly BEFORE INSERT ON inspection FOR EACH ROW WHEN (NEW.kind = 'random')
    EXECUTE FUNCTION guard_random_inspection();
  CREATE FUNCTION guard_sampled_case() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE drawn_line text := NEW.stratum || E'\\t' || NEW.household_id || E'\\t';
  BEGIN
    IF NOT EXISTS (SELECT FROM inspection JOIN draw ON draw.id = inspection.draw_id
          JOIN draw_result outcome ON outcome.draw_id = draw.id
        WHERE inspection.id = NEW.inspection_id AND position(E'\\n' || drawn_line IN E'\\n' || list) > 0
          AND CASE WHEN NEW.place IS NULL THEN position(drawn_line IN outcome.result) = 0
            ELSE (regexp_split_to_array(outcome.result, E'\\n'))[NEW.place] = drawn_line || NEW.proof END) THEN
      PERFORM refuse('R-70', 'AMOUNT_MISMATCH', '抽查的户与公告的名单和抽取的结果不符');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER publicly BEFORE INSERT ON inspection_case FOR EACH ROW EXECUTE FUNCTION guard_sampled_case();
  `,
);
