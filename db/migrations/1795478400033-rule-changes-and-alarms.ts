import { forwardOnly } from './forward-only.js';

/**
 * Changes of figures of the rules (SD10): proposed by one, approved by another, dated, never below a minimum, never
 * inside a running signing period. Alarms of one mechanism, once for each kind, case and due instant.
 */
export const RuleChangesAndAlarms1795478400033 = forwardOnly(
  'RuleChangesAndAlarms1795478400033',
  `
  -- Mirrors of the rules, filled whenever the database is migrated.
  CREATE TABLE rule_parameter (
    version text NOT NULL,
    name text NOT NULL,
    label text NOT NULL,
    unit text NOT NULL,
    value text NOT NULL,
    size numeric,
    basis text NOT NULL,
    confirmed boolean NOT NULL,
    changed_by text NOT NULL CHECK (changed_by IN ('law', 'district', 'project')),
    direction text NOT NULL CHECK (direction IN ('any', 'up', 'down')),
    minimum numeric,
    maximum numeric,
    valid_from date NOT NULL,
    valid_to date,
    PRIMARY KEY (version, name)
  );
  CREATE TABLE legal_text (
    number text PRIMARY KEY,
    title text NOT NULL,
    valid_from date,
    valid_to date,
    confirmed boolean NOT NULL
  );

  CREATE TABLE rule_change_proposal (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    parameter text NOT NULL,
    value text NOT NULL,
    legal_source text NOT NULL CHECK (trim(legal_source) <> ''),
    confirmed boolean NOT NULL,
    valid_from date NOT NULL,
    project_id uuid REFERENCES project
  );
  CREATE TABLE rule_change (
    entry_id uuid PRIMARY KEY REFERENCES rule_change_proposal,
    number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
    act_id uuid NOT NULL UNIQUE REFERENCES case_act,
    in_register_since timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['rule_change_proposal', 'rule_change']::regclass[]) AS evidence;

  CREATE FUNCTION guard_rule_change() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    proposal rule_change_proposal;
    proposed register_entry;
    approved case_act;
    figure rule_parameter;
    touched project;
    wished numeric;
  BEGIN
    NEW.in_register_since := app_now();
    SELECT * INTO proposal FROM rule_change_proposal WHERE entry_id = NEW.entry_id;
    SELECT * INTO proposed FROM register_entry WHERE id = NEW.entry_id;
    SELECT * INTO approved FROM case_act WHERE id = NEW.act_id AND withdrawn_at IS NULL;
    IF (approved.act, approved.verdict, approved.case_id) IS DISTINCT FROM
        ('approve-rule-change', 'approved', proposed.row_id)
        OR EXISTS (SELECT FROM register_entry later WHERE later.corrects = NEW.entry_id) THEN
      PERFORM refuse('SD10', 'TRANSITION_FORBIDDEN', '参数变更未经批准，或批准后内容已变，不能生效');
    END IF;
    IF approved.person_id = (SELECT person_id FROM case_act WHERE id = proposed.act_id) THEN
      PERFORM refuse('SD10', 'DUTY_NOT_SEPARATED', '提出与批准不得为同一人，请由他人批准');
    END IF;
    IF proposal.valid_from <= app_today() THEN
      PERFORM refuse('SD10', 'CHANGE_NOT_FUTURE', '生效日须在今天以后，请另行提出');
    END IF;
    SELECT * INTO figure FROM rule_parameter WHERE name = proposal.parameter
      AND version = coalesce((SELECT policy_version FROM project WHERE id = proposal.project_id),
        (SELECT version FROM rule_parameter ORDER BY valid_from DESC LIMIT 1));
    IF figure.name IS NULL OR figure.changed_by = 'law'
        OR (figure.changed_by = 'district' AND proposal.project_id IS NOT NULL) THEN
      PERFORM refuse('SD10', 'RULE_FIXED', '该参数不得这样变更');
    END IF;
    IF figure.size IS NOT NULL THEN
      IF proposal.value !~ '^[0-9]{1,15}$' THEN
        PERFORM refuse('SD10', 'FIELD_INVALID', '参数的新数值须为整数');
      END IF;
      wished := proposal.value::numeric;
      IF wished < coalesce(figure.minimum, wished) OR wished > coalesce(figure.maximum, wished) THEN
        PERFORM refuse('SD10', 'FIELD_OUT_OF_RANGE', '参数的新数值超出允许范围');
      END IF;
      IF (figure.direction = 'up' AND wished < figure.size) OR (figure.direction = 'down' AND wished > figure.size) THEN
        PERFORM refuse('SD10', 'RULE_LOOSENED', '只能更严，不得放宽');
      END IF;
    END IF;
    SELECT * INTO touched FROM project WHERE id = proposal.project_id FOR SHARE;
    IF touched.signing_opened_at IS NOT NULL AND touched.signing_ends_at >= app_now()
        AND (civil_day(touched.signing_opened_at) <= app_today()) THEN
      PERFORM refuse('SD10', 'SIGNING_RUNNING', '签约期内不得变更，请等签约期结束');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON rule_change FOR EACH ROW EXECUTE FUNCTION guard_rule_change();

  -- What has been decided on is not put right any more: it is proposed anew.
  CREATE FUNCTION guard_rule_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM case_act WHERE act = 'approve-rule-change' AND withdrawn_at IS NULL
        AND case_id = (SELECT row_id FROM register_entry WHERE id = NEW.entry_id)) THEN
      PERFORM refuse('SD10', 'TRANSITION_FORBIDDEN', '该变更已有结论，不能更正，请另行提出');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON rule_change_proposal FOR EACH ROW EXECUTE FUNCTION guard_rule_proposal();

  -- One alarm for each kind, case, step and due instant; whom it concerns, and whose projects it is about.
  ALTER TABLE alarm DROP CONSTRAINT alarm_kind_case_id_key;
  ALTER TABLE alarm ADD COLUMN step text NOT NULL DEFAULT '', ADD COLUMN due_at timestamptz,
    ADD COLUMN roles text[] NOT NULL DEFAULT '{}', ADD COLUMN person_id uuid REFERENCES account,
    ADD COLUMN project_id uuid REFERENCES project;
  UPDATE alarm SET step = substr(kind, 11), kind = 'step-overdue' WHERE kind LIKE 'reminder: %';
  UPDATE alarm SET step = 'level ' || substr(kind, 18), kind = 'decision-overdue' WHERE kind LIKE 'decision-overdue-%';
  UPDATE alarm SET due_at = raised_at;
  ALTER TABLE alarm ALTER COLUMN due_at SET NOT NULL;
  ALTER TABLE alarm ADD CONSTRAINT alarm_once UNIQUE (kind, case_id, step, due_at);
  CREATE INDEX alarm_by_case ON alarm (case_id);

  -- Alarms that nothing has settled: a reminder is, once its step was done after it.
  CREATE VIEW alarm_standing AS
    SELECT alarm.* FROM alarm WHERE settled_at IS NULL AND NOT (kind = 'step-overdue' AND EXISTS (
      SELECT FROM case_act JOIN act_definition USING (act) WHERE case_act.case_id = alarm.case_id
        AND act_definition.label = alarm.step AND acted_at >= alarm.raised_at AND withdrawn_at IS NULL));

  -- What is in the register of changes, as the rules read it.
  CREATE VIEW rule_change_in_force AS
    SELECT change.number, proposal.parameter, proposal.value, proposal.legal_source, proposal.confirmed,
      proposal.valid_from, proposal.project_id, proposed.person_id AS proposed_by, approved.person_id AS approved_by,
      entry.row_id
    FROM rule_change change JOIN rule_change_proposal proposal USING (entry_id)
    JOIN register_entry entry ON entry.id = change.entry_id
    JOIN case_act proposed ON proposed.id = entry.act_id JOIN case_act approved ON approved.id = change.act_id;
  `,
);
