import { forwardOnly } from './forward-only.js';

/**
 * The feed of the ledger for those who supervise: every entry and every root gets one place, in an order that only grows.
 * A place is given after the commit, so no entry that commits late is ever before what has been read.
 */
export const SupervisorsFeed1795478400165 = forwardOnly(
  'SupervisorsFeed1795478400165',
  `
  -- Written by the triggers below with each entry and root; taken away once it has its place.
  CREATE TABLE ledger_arrival (
    nr bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    case_id text,
    seq integer,
    day date,
    CHECK (num_nonnulls(case_id, seq) IN (0, 2) AND num_nonnulls(case_id, day) = 1)
  );

  CREATE TABLE ledger_place (
    position bigint PRIMARY KEY,
    case_id text,
    seq integer,
    day date UNIQUE REFERENCES ledger_root,
    prev_head text NOT NULL,
    head text NOT NULL CHECK (head ~ '^[0-9a-f]{64}$'),
    UNIQUE (case_id, seq),
    FOREIGN KEY (case_id, seq) REFERENCES ledger_entry (case_id, seq),
    CHECK (num_nonnulls(case_id, seq) IN (0, 2) AND num_nonnulls(case_id, day) = 1)
  );
  SELECT keep_append_only('ledger_place');

  CREATE FUNCTION guard_ledger_place() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE last ledger_place;
  BEGIN
    SELECT * INTO last FROM ledger_place ORDER BY position DESC LIMIT 1;
    IF NEW.position <> coalesce(last.position, 0) + 1 OR NEW.prev_head <> coalesce(last.head, repeat('0', 64)) THEN
      PERFORM refuse('R-46', 'STEP_OUT_OF_ORDER', '监督副本的次序只能接在最后一位之后');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER in_order BEFORE INSERT ON ledger_place FOR EACH ROW EXECUTE FUNCTION guard_ledger_place();

  CREATE FUNCTION guard_ledger_arrival() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP <> 'DELETE' OR NOT EXISTS (SELECT FROM ledger_place AS place WHERE place.day = OLD.day
        OR (place.case_id = OLD.case_id AND place.seq = OLD.seq)) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '尚未编入监督副本的记录不能撤下');
    END IF;
    RETURN OLD;
  END $$;
  CREATE TRIGGER placed_first BEFORE UPDATE OR DELETE ON ledger_arrival
    FOR EACH ROW EXECUTE FUNCTION guard_ledger_arrival();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ledger_arrival
    FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only();

  CREATE FUNCTION entries_arrive() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO ledger_arrival (case_id, seq) SELECT case_id, seq FROM arrived ORDER BY case_id, seq;
    RETURN NULL;
  END $$;
  CREATE TRIGGER arrives AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS arrived
    FOR EACH STATEMENT EXECUTE FUNCTION entries_arrive();
  CREATE FUNCTION roots_arrive() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO ledger_arrival (day) SELECT day FROM arrived ORDER BY day;
    RETURN NULL;
  END $$;
  CREATE TRIGGER arrives AFTER INSERT ON ledger_root REFERENCING NEW TABLE AS arrived
    FOR EACH STATEMENT EXECUTE FUNCTION roots_arrive();

  -- What is there already: each case in its order, and each root behind all that it covers.
  INSERT INTO ledger_arrival (case_id, seq, day)
    SELECT case_id, seq, day FROM (
      SELECT case_id, seq, NULL::date AS day, min(at) OVER (PARTITION BY case_id ORDER BY seq
        ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS due FROM ledger_entry
      UNION ALL SELECT NULL, NULL, day, (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' FROM ledger_root
    ) AS present ORDER BY due, day NULLS LAST, case_id, seq;

  -- One entry for each person, case and day of reading, for cases that are no households and for the ledger itself.
  CREATE TABLE reading (
    case_id text NOT NULL,
    person_id uuid NOT NULL REFERENCES account,
    read_on date NOT NULL DEFAULT app_today(),
    PRIMARY KEY (case_id, person_id, read_on)
  );
  SELECT keep_append_only('reading');
  `,
);
