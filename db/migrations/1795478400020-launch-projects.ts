import { forwardOnly } from './forward-only.js';

/**
 * Start of a project: tracks, scope, commission, what is said for a formal track, freeze. A firm works only under a
 * commission valid that day, and measures only after the survey of the project was opened.
 */
export const LaunchProjects1795478400020 = forwardOnly(
  'LaunchProjects1795478400020',
  `
  ALTER TABLE act_definition ADD COLUMN firm boolean NOT NULL DEFAULT false;
  ALTER TABLE project ADD COLUMN survey_opened_at timestamptz;
  DROP TRIGGER fixed_columns ON project;
  CREATE TRIGGER fixed_columns BEFORE UPDATE ON project FOR EACH ROW
    EXECUTE FUNCTION guard_fixed_columns(signing_opened_at, signing_ends_at, rate_reached_at, survey_opened_at);

  CREATE TABLE track (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES project,
    mode text NOT NULL CHECK (mode IN ('negotiated', 'state', 'collective')),
    opened_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (project_id, mode)
  );
  -- One formal track at most.
  CREATE UNIQUE INDEX track_formal ON track (project_id) WHERE mode <> 'negotiated';
  CREATE FUNCTION project_of_track(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM track WHERE id = child
  $$;

  -- What is entered; a fact stands as long as its entry does.
  CREATE TABLE project_scope (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    project_id uuid NOT NULL REFERENCES project,
    boundary text NOT NULL,
    land text NOT NULL CHECK (land IN ('state', 'collective', 'both')),
    area_hundredths bigint NOT NULL CHECK (area_hundredths > 0),
    households_expected integer NOT NULL CHECK (households_expected > 0),
    old_area_renewal boolean NOT NULL,
    launch_funds_fen bigint NOT NULL CHECK (launch_funds_fen > 0),
    map_document_id uuid REFERENCES case_document
  );
  CREATE INDEX project_scope_by_project ON project_scope (project_id);
  CREATE TABLE commission_contract (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    project_id uuid NOT NULL REFERENCES project,
    number text NOT NULL,
    firm_organisation_id uuid NOT NULL REFERENCES organisation,
    -- Both links are stored: the department is the principal in law, the town gives the order.
    principal_organisation_id uuid NOT NULL REFERENCES organisation,
    orderer_organisation_id uuid NOT NULL REFERENCES organisation,
    valid_from date NOT NULL,
    valid_to date CHECK (valid_to >= valid_from),
    contract_document_id uuid REFERENCES case_document
  );
  CREATE INDEX commission_contract_by_project ON commission_contract (project_id);
  CREATE TABLE formal_choice (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    project_id uuid NOT NULL REFERENCES project,
    formal_mode text NOT NULL CHECK (formal_mode IN ('none', 'state', 'collective')),
    reason text NOT NULL
  );
  CREATE TABLE formal_ground (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    project_id uuid NOT NULL REFERENCES project,
    mode text NOT NULL CHECK (mode IN ('state', 'collective')),
    ground text NOT NULL,
    explanation text NOT NULL
  );
  CREATE TABLE freeze_notice (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    project_id uuid NOT NULL REFERENCES project,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    matters text NOT NULL,
    CHECK (ends_on >= starts_on AND ends_on < starts_on + interval '1 year')
  );
  CREATE TABLE freeze_authority (
    entry_id uuid NOT NULL REFERENCES freeze_notice,
    position integer NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (entry_id, position)
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['track', 'project_scope', 'commission_contract', 'formal_choice',
    'formal_ground', 'freeze_notice', 'freeze_authority']::regclass[]) AS evidence;

  -- Commissions in force: entered, not superseded, and filed by the department as they are.
  CREATE VIEW commission_in_force AS
    SELECT contract.* FROM commission_contract contract JOIN task_entry entry ON entry.id = contract.entry_id
    WHERE entry.superseded_at IS NULL AND EXISTS (SELECT FROM case_act WHERE case_id = contract.project_id
      AND act = 'file-commission' AND verdict = 'approved' AND content_hash = entry.content_hash
      AND withdrawn_at IS NULL);

  CREATE FUNCTION guard_firm_work() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE project uuid := project_of(NEW.case_kind, NEW.case_id);
  BEGIN
    IF project IS NOT NULL AND EXISTS (SELECT FROM act_definition WHERE act = NEW.act AND firm)
        AND NOT EXISTS (SELECT FROM commission_in_force commission
          JOIN account ON account.organisation_id = commission.firm_organisation_id
          WHERE commission.project_id = project AND account.id = NEW.person_id
            AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')) THEN
      PERFORM refuse('R-10', 'NOT_COMMISSIONED',
        '本单位今日没有本项目有效的委托合同，请街镇签订并由主管部门备案后再办理');
    END IF;
    IF NEW.act = 'survey-area' AND EXISTS (SELECT FROM project WHERE id = project_of(NEW.case_kind, NEW.case_id)
        AND survey_opened_at IS NULL) THEN
      PERFORM refuse('R-23', 'SURVEY_NOT_OPENED', '本项目的面积摸底尚未开启，请等项目启动完成后再实测');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_commission BEFORE INSERT ON case_act FOR EACH ROW EXECUTE FUNCTION guard_firm_work();

  -- Projects that run already have been surveyed under the order of then; their commission is still to be entered.
  UPDATE project SET survey_opened_at = app_now();
  INSERT INTO track (project_id, mode) SELECT id, 'negotiated' FROM project;
  INSERT INTO outbox (id, name, correlation_key, ttl_ms, variables)
    SELECT gen_random_uuid(), 'project-registered', id::text, 0,
      jsonb_build_object('projectId', id, 'caseNumber', code, 'mode', mode) FROM project;
  `,
);
