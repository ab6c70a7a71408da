import { forwardOnly } from './forward-only.js';

/**
 * What a person enters for a task before the verdict: the words as they were typed, with their hash, and the papers
 * that go with them. The facts that follow from an entry stand in tables of their own, keyed by `entry_id`; a fact stands
 * as long as its entry does. Kinds of cases bring functions `parents_of_<kind>` and `project_of_<kind>`.
 */
export const CreateEntries1795478400019 = forwardOnly(
  'CreateEntries1795478400019',
  `
  ALTER TABLE act_definition ADD COLUMN entry boolean NOT NULL DEFAULT false;

  CREATE TABLE task_entry (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    task_key text NOT NULL,
    act text NOT NULL,
    case_kind text NOT NULL,
    case_id uuid NOT NULL,
    round integer NOT NULL CHECK (round > 0),
    person_id uuid NOT NULL REFERENCES account,
    given jsonb NOT NULL CHECK (jsonb_typeof(given) = 'object'),
    content_hash text NOT NULL,
    entered_at timestamptz NOT NULL DEFAULT app_now(),
    superseded_at timestamptz
  );
  CREATE UNIQUE INDEX task_entry_standing ON task_entry (task_key) WHERE superseded_at IS NULL;
  CREATE INDEX task_entry_by_case ON task_entry (case_id, act);

  CREATE TABLE case_document (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    case_kind text NOT NULL,
    case_id uuid NOT NULL,
    task_key text NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    content_hash text NOT NULL REFERENCES document_blob,
    uploaded_by uuid NOT NULL REFERENCES account,
    uploaded_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (case_id, task_key, name, content_hash)
  );

  -- For facts: written once, never changed, never taken away. Call it for each new table of facts.
  CREATE FUNCTION keep_append_only(evidence regclass) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s
      FOR EACH ROW EXECUTE FUNCTION guard_append_only()', evidence);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %s
      FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only()', evidence);
  END $$;
  SELECT keep_append_only('case_document');

  CREATE FUNCTION guard_task_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL
         OR to_jsonb(NEW) - 'superseded_at' <> to_jsonb(OLD) - 'superseded_at' THEN
        PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '填写的内容不能修改，只能由新的内容替代一次');
      END IF;
      NEW.superseded_at := app_now();
      RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('case:' || NEW.case_id, 0));
    NEW.entered_at := app_now();
    NEW.superseded_at := NULL;
    IF NOT EXISTS (SELECT FROM act_definition WHERE act = NEW.act AND case_kind = NEW.case_kind AND entry) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '该事项不需要填写内容，或与案件类型不符');
    END IF;
    IF NOT EXISTS (SELECT FROM act_role JOIN account_role USING (role) JOIN account ON account.id = account_id
        WHERE act = NEW.act AND account_id = NEW.person_id AND account.active
          AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')) THEN
      PERFORM refuse('R-69', 'ROLE_MISSING', '没有办理该事项的岗位，请由有此岗位的人员填写');
    END IF;
    IF EXISTS (SELECT FROM case_act WHERE task_key = NEW.task_key AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '本任务已办结，填写的内容不能再改');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT OR UPDATE ON task_entry FOR EACH ROW EXECUTE FUNCTION guard_task_entry();
  CREATE TRIGGER never_deleted BEFORE DELETE ON task_entry FOR EACH ROW EXECUTE FUNCTION guard_append_only();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON task_entry FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only();

  -- An act that demands an entry is recorded only with the standing entry of its own task and person.
  CREATE FUNCTION guard_act_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM act_definition WHERE act = NEW.act AND entry) AND NOT EXISTS (SELECT FROM task_entry
        WHERE task_key = NEW.task_key AND act = NEW.act AND case_id = NEW.case_id AND person_id = NEW.person_id AND superseded_at IS NULL) THEN
      PERFORM refuse('R-46', 'FIELD_MISSING', '本人尚未填写本事项的内容，请先填写再办结');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER c_entry BEFORE INSERT ON case_act FOR EACH ROW EXECUTE FUNCTION guard_act_entry();

  -- A new kind of case says by functions of its own which cases it belongs to and which project it is of.
  CREATE FUNCTION parents_of_objection(child uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT household_id FROM objection WHERE id = child
  $$;
  CREATE FUNCTION parents_of_payment_list(child uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT item.household_id FROM payment_list list JOIN payment_item item ON item.round_id = list.round_id
      WHERE list.id = child
  $$;
  CREATE FUNCTION case_function(prefix text, kind text) RETURNS regprocedure LANGUAGE sql STABLE AS $$
    SELECT to_regprocedure(prefix || replace(kind, '-', '_') || '(uuid)')
  $$;
  CREATE OR REPLACE FUNCTION parent_cases(kind text, child uuid) RETURNS SETOF uuid LANGUAGE plpgsql STABLE AS $$
  BEGIN
    IF case_function('parents_of_', kind) IS NOT NULL THEN
      RETURN QUERY EXECUTE format('SELECT * FROM parents_of_%s($1)', replace(kind, '-', '_')) USING child;
    END IF;
  END $$;

  CREATE FUNCTION project_of_project(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT child $$;
  CREATE FUNCTION project_of_household(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM household WHERE id = child
  $$;
  CREATE FUNCTION project_of_notice(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM notice WHERE id = child
  $$;
  CREATE FUNCTION project_of_objection(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM objection JOIN notice ON notice.id = notice_id WHERE objection.id = child
  $$;
  CREATE FUNCTION project_of_payment_list(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM payment_list list JOIN payment_round round ON round.id = list.round_id WHERE list.id = child
  $$;
  -- The project a case belongs to; null where its kind has none.
  CREATE FUNCTION project_of(kind text, child uuid) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
  DECLARE project uuid;
  BEGIN
    IF case_function('project_of_', kind) IS NULL THEN RETURN NULL; END IF;
    EXECUTE format('SELECT project_of_%s($1)', replace(kind, '-', '_')) INTO project USING child;
    RETURN project;
  END $$;
  `,
);
