import { forwardOnly } from './forward-only.js';

/**
 * The end of a project: figures of its settlement, the audit report as a paper, what was rectified, the list of files
 * that went to the archive. Once a project is closed nothing is done on it any more.
 */
export const CloseProjects1795478400034 = forwardOnly(
  'CloseProjects1795478400034',
  `
  CREATE TABLE project_settlement (
    project_id uuid PRIMARY KEY REFERENCES project,
    households integer NOT NULL,
    -- Closed without an agreement in force.
    unsigned integer NOT NULL,
    agreed_fen bigint NOT NULL,
    paid_fen bigint NOT NULL,
    deposited_fen bigint NOT NULL,
    balance_fen bigint NOT NULL,
    settled_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE audit_report (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    project_id uuid NOT NULL REFERENCES project,
    number text NOT NULL,
    auditor_id uuid NOT NULL REFERENCES organisation,
    audited_on date NOT NULL,
    conclusion text NOT NULL,
    document_id uuid NOT NULL REFERENCES case_document
  );
  CREATE TABLE audit_finding (
    entry_id uuid NOT NULL REFERENCES audit_report,
    position integer NOT NULL,
    text text NOT NULL,
    PRIMARY KEY (entry_id, position)
  );
  CREATE TABLE audit_rectification (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    project_id uuid NOT NULL REFERENCES project,
    measures text NOT NULL,
    document_id uuid REFERENCES case_document
  );
  CREATE TABLE archive_list (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES project,
    version integer NOT NULL,
    -- Each paper with its case, name and hash; the hash of the list is of exactly this.
    files jsonb NOT NULL CHECK (jsonb_typeof(files) = 'array'),
    file_count integer NOT NULL,
    content_hash text NOT NULL,
    listed_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (project_id, version)
  );
  CREATE TABLE file_handover (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    project_id uuid NOT NULL REFERENCES project,
    receiver text NOT NULL,
    accession text NOT NULL,
    list_hash text NOT NULL,
    handed_on date NOT NULL
  );
  CREATE TABLE project_closing (
    project_id uuid PRIMARY KEY REFERENCES project,
    list_hash text NOT NULL,
    closed_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['project_settlement', 'audit_report', 'audit_finding',
    'audit_rectification', 'archive_list', 'file_handover', 'project_closing']::regclass[]) AS evidence;

  CREATE FUNCTION guard_project_closing() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM household WHERE project_id = NEW.project_id AND stage <> 'closed') THEN
      PERFORM refuse('R-47', 'TRANSITION_FORBIDDEN', '还有未办结的户，项目不能关闭');
    END IF;
    IF NOT EXISTS (SELECT FROM notice WHERE project_id = NEW.project_id AND kind = 'audit-result'
        AND status = 'archived') THEN
      PERFORM refuse('R-21', 'GATE_NOT_DUE', '审计结果尚未公布期满，项目不能关闭');
    END IF;
    -- The files went over exactly as they were listed last.
    IF NOT EXISTS (SELECT FROM file_handover handover JOIN task_entry entry ON entry.id = handover.entry_id
          JOIN case_act done ON done.case_id = NEW.project_id AND done.act = 'hand-over-files'
            AND done.task_key = entry.task_key AND done.withdrawn_at IS NULL
        WHERE handover.project_id = NEW.project_id AND entry.superseded_at IS NULL
          AND handover.list_hash = NEW.list_hash AND NEW.list_hash = (SELECT content_hash FROM archive_list
            WHERE project_id = NEW.project_id ORDER BY version DESC LIMIT 1)) THEN
      PERFORM refuse('R-47', 'GATE_NOT_DUE', '档案尚未按清单移交，项目不能关闭');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON project_closing FOR EACH ROW EXECUTE FUNCTION guard_project_closing();

  CREATE FUNCTION refuse_on_closed(project uuid) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM project_closing WHERE project_id = project) THEN
      PERFORM refuse('R-47', 'PROJECT_CLOSED', '项目已结案归档，不再办理任何事项');
    END IF;
  END $$;
  -- Inspections from outside and meetings look at closed projects too; everything of the project itself is over.
  CREATE FUNCTION guard_closed_case() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.case_kind NOT IN ('inspection', 'staff-member', 'meeting', 'meeting-decision', 'register-entry') THEN
      PERFORM refuse_on_closed(project_of(NEW.case_kind, NEW.case_id));
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_closed BEFORE INSERT ON case_act FOR EACH ROW EXECUTE FUNCTION guard_closed_case();
  CREATE TRIGGER a_closed BEFORE INSERT ON task_entry FOR EACH ROW EXECUTE FUNCTION guard_closed_case();
  CREATE TRIGGER a_closed BEFORE INSERT ON case_document FOR EACH ROW EXECUTE FUNCTION guard_closed_case();
  CREATE FUNCTION guard_closed_project() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM refuse_on_closed(NEW.project_id);
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_closed BEFORE INSERT ON household FOR EACH ROW EXECUTE FUNCTION guard_closed_project();
  CREATE TRIGGER a_closed BEFORE INSERT ON notice FOR EACH ROW EXECUTE FUNCTION guard_closed_project();
  CREATE TRIGGER a_closed BEFORE INSERT ON payment_round FOR EACH ROW EXECUTE FUNCTION guard_closed_project();
  CREATE TRIGGER a_closed BEFORE INSERT ON special_account_entry FOR EACH ROW EXECUTE FUNCTION guard_closed_project();
  CREATE FUNCTION guard_closed_household() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM refuse_on_closed(project_of_household(NEW.household_id));
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_closed BEFORE INSERT ON file_bag_document FOR EACH ROW EXECUTE FUNCTION guard_closed_household();
  CREATE TRIGGER a_closed BEFORE INSERT ON agreement FOR EACH ROW EXECUTE FUNCTION guard_closed_household();
  `,
);
