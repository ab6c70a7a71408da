import { forwardOnly } from './forward-only.js';

/**
 * Inspections of project bases: opened by plan or by a person, recorded by inspectors from elsewhere (SD13), put right,
 * checked again, closed only when nothing is open.
 */
export const SupervisionAndStaff1795478400022 = forwardOnly(
  'SupervisionAndStaff1795478400022',
  `
  CREATE TABLE inspection (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number text NOT NULL UNIQUE,
    project_id uuid NOT NULL REFERENCES project,
    firm_organisation_id uuid NOT NULL REFERENCES organisation,
    kind text NOT NULL CHECK (kind IN ('periodic', 'before', 'during', 'after', 'random', 'incident')),
    side text NOT NULL CHECK (side IN ('inside', 'outside')),
    due_on date NOT NULL,
    reason text NOT NULL,
    -- Of a random sample: what it was drawn with, so that anyone can draw it again (R-70).
    seed text,
    -- Null: opened by the plan.
    opened_by uuid REFERENCES account,
    opened_at timestamptz NOT NULL DEFAULT app_now(),
    closed_at timestamptz,
    CHECK ((kind = 'random') = (seed IS NOT NULL))
  );
  CREATE INDEX inspection_by_project ON inspection (project_id);
  -- One planned inspection of a kind at a time.
  CREATE UNIQUE INDEX inspection_planned ON inspection (project_id, kind) WHERE opened_by IS NULL AND closed_at IS NULL;
  CREATE TRIGGER fixed_columns BEFORE UPDATE ON inspection FOR EACH ROW EXECUTE FUNCTION guard_fixed_columns(closed_at);
  CREATE TRIGGER never_deleted BEFORE DELETE ON inspection FOR EACH ROW EXECUTE FUNCTION guard_append_only();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON inspection FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only();
  CREATE FUNCTION project_of_inspection(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM inspection WHERE id = child
  $$;

  -- Every case the sample was drawn from, with its stratum; those drawn have a place.
  CREATE TABLE inspection_case (
    inspection_id uuid NOT NULL REFERENCES inspection,
    household_id uuid NOT NULL REFERENCES household,
    stratum text NOT NULL CHECK (stratum IN ('low', 'middle', 'high')),
    place integer CHECK (place > 0),
    proof text,
    PRIMARY KEY (inspection_id, household_id)
  );
  CREATE TABLE inspection_inspector (
    entry_id uuid NOT NULL REFERENCES task_entry,
    inspection_id uuid NOT NULL REFERENCES inspection,
    person_id uuid NOT NULL REFERENCES account,
    PRIMARY KEY (entry_id, person_id)
  );
  CREATE INDEX inspection_inspector_by_inspection ON inspection_inspector (inspection_id);
  CREATE TABLE inspection_record (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    inspection_id uuid NOT NULL REFERENCES inspection,
    examined text NOT NULL,
    guidance text,
    recorded_on date NOT NULL DEFAULT app_today()
  );
  CREATE INDEX inspection_record_by_inspection ON inspection_record (inspection_id);
  CREATE TABLE inspection_finding (
    entry_id uuid NOT NULL REFERENCES inspection_record,
    position integer NOT NULL,
    description text NOT NULL,
    clause text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('minor', 'serious')),
    demand text NOT NULL,
    household_id uuid REFERENCES household,
    PRIMARY KEY (entry_id, position)
  );
  -- Staff who signed in breach of rules (R-72).
  CREATE TABLE inspection_breach (
    entry_id uuid NOT NULL REFERENCES inspection_record,
    person_id uuid NOT NULL REFERENCES account,
    clause text NOT NULL,
    fact text NOT NULL,
    PRIMARY KEY (entry_id, person_id)
  );
  CREATE TABLE rectification_opinion (
    inspection_id uuid NOT NULL REFERENCES inspection,
    round integer NOT NULL CHECK (round > 0),
    due_on date NOT NULL,
    issued_at timestamptz NOT NULL DEFAULT app_now(),
    PRIMARY KEY (inspection_id, round)
  );
  CREATE TABLE rectification (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    inspection_id uuid NOT NULL REFERENCES inspection,
    measures text NOT NULL,
    document_id uuid NOT NULL REFERENCES case_document,
    rectified_on date NOT NULL DEFAULT app_today()
  );
  CREATE INDEX rectification_by_inspection ON rectification (inspection_id);
  CREATE TABLE discipline_decision (
    entry_id uuid NOT NULL REFERENCES task_entry,
    inspection_id uuid NOT NULL REFERENCES inspection,
    person_id uuid NOT NULL REFERENCES account,
    measure text NOT NULL CHECK (measure IN ('education', 'performance', 'transfer', 'dismissal', 'none')),
    firm_rule text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (entry_id, person_id)
  );
  CREATE INDEX discipline_decision_by_inspection ON discipline_decision (inspection_id);
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['inspection_case', 'inspection_inspector', 'inspection_record',
    'inspection_finding', 'inspection_breach', 'rectification_opinion', 'rectification', 'discipline_decision'
    ]::regclass[]) AS evidence;
  CREATE INDEX case_act_by_person ON case_act (person_id, act);

  -- Who did work of the firm for the project, other than supervising it, belongs to its base.
  CREATE FUNCTION works_at_base(person uuid, project uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM case_act done JOIN act_definition definition ON definition.act = done.act AND firm
      WHERE person_id = person AND NOT EXISTS (SELECT FROM act_role WHERE act_role.act = done.act
          AND role = 'supervision-department')
        AND project_of(done.case_kind, done.case_id) = project)
  $$;
  -- Whoever was assigned; anybody of the side once none of them holds the post any more.
  CREATE FUNCTION may_record_inspection(person uuid, of_inspection uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(bool_or(inspector.person_id = person), true)
    FROM inspection_inspector inspector JOIN task_entry entry ON entry.id = entry_id AND superseded_at IS NULL
    JOIN inspection ON inspection.id = inspection_id
    JOIN account ON account.id = inspector.person_id AND active
    JOIN account_role ON account_id = account.id AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')
      AND role = CASE side WHEN 'inside' THEN 'supervision-department' ELSE 'state-assets-inspector' END
    WHERE inspection_id = of_inspection
  $$;

  CREATE FUNCTION guard_inspection_act() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE inspected inspection;
  BEGIN
    SELECT * INTO inspected FROM inspection WHERE id = NEW.case_id;
    IF inspected.id IS NULL OR inspected.closed_at IS NOT NULL THEN
      PERFORM refuse('R-53', 'TRANSITION_FORBIDDEN', '没有这次检查，或检查已办结');
    END IF;
    IF (NEW.act LIKE '%-inside' AND inspected.side <> 'inside')
        OR ((NEW.act LIKE '%-outside' OR NEW.act = 'receive-outside-findings') AND inspected.side <> 'outside') THEN
      PERFORM refuse('R-49', 'ORGANISATION_EXCLUDED', '本次检查由另一方办理，外部检查不经事务所');
    END IF;
    IF NEW.act LIKE 'assign-%' OR NEW.act LIKE 'record-%' OR NEW.act LIKE 'recheck-%' THEN
      IF works_at_base(NEW.person_id, inspected.project_id) THEN
        PERFORM refuse('SD13', 'DUTY_NOT_SEPARATED', '检查人员是被检查基地的人员，请由他人检查');
      END IF;
    END IF;
    IF NEW.act LIKE 'record-%' AND NOT may_record_inspection(NEW.person_id, NEW.case_id) THEN
      PERFORM refuse('R-70', 'ROLE_MISSING', '本人不是本次检查指派的检查人员，请由指派的人员记录');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER d_inspection BEFORE INSERT ON case_act FOR EACH ROW WHEN (NEW.case_kind = 'inspection')
    EXECUTE FUNCTION guard_inspection_act();

  -- An inspector of the base cannot be assigned, however the row is written.
  CREATE FUNCTION guard_inspector() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF works_at_base(NEW.person_id, project_of_inspection(NEW.inspection_id)) THEN
      PERFORM refuse('SD13', 'DUTY_NOT_SEPARATED', '检查人员是被检查基地的人员，请由他人检查');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON inspection_inspector FOR EACH ROW EXECUTE FUNCTION guard_inspector();

  CREATE FUNCTION guard_inspection_closing() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE record_entry uuid;
  BEGIN
    IF NEW.closed_at IS NULL OR OLD.closed_at IS NOT NULL THEN
      PERFORM refuse('R-53', 'TRANSITION_FORBIDDEN', '检查办结后不能再变更');
    END IF;
    NEW.closed_at := app_now();
    SELECT entry.id INTO record_entry FROM inspection_record JOIN task_entry entry ON entry.id = entry_id
      JOIN case_act done ON done.task_key = entry.task_key AND done.withdrawn_at IS NULL
      WHERE inspection_id = NEW.id AND superseded_at IS NULL;
    IF record_entry IS NULL THEN
      PERFORM refuse('R-70', 'INSPECTION_MISSING', '检查人员尚未记录检查，不能办结');
    END IF;
    IF EXISTS (SELECT FROM inspection_finding WHERE entry_id = record_entry) AND NOT EXISTS (SELECT FROM case_act checked
        JOIN task_entry entry ON entry.case_id = NEW.id AND entry.act = 'rectify-findings' AND superseded_at IS NULL
          AND entry.content_hash = checked.content_hash AND entry.person_id <> checked.person_id
        WHERE checked.case_id = NEW.id AND checked.act IN ('recheck-inside', 'recheck-outside')
          AND checked.verdict = 'approved' AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-53', 'RETURN_OPEN', '发现的问题尚未整改并经他人复查通过，不能办结');
    END IF;
    IF EXISTS (SELECT FROM inspection_breach WHERE entry_id = record_entry) AND NOT EXISTS (SELECT FROM case_act
        WHERE case_id = NEW.id AND act = 'decide-discipline' AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-72', 'RETURN_OPEN', '违规签约人员尚未处理，不能办结');
    END IF;
    IF NEW.side = 'outside' AND EXISTS (SELECT FROM inspection_finding WHERE entry_id = record_entry)
        AND NOT EXISTS (SELECT FROM case_act WHERE case_id = NEW.id AND act = 'receive-outside-findings'
          AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-49', 'RETURN_OPEN', '外部检查结果尚未由纪检监察机关接收，不能办结');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE UPDATE ON inspection FOR EACH ROW EXECUTE FUNCTION guard_inspection_closing();
  `,
);
