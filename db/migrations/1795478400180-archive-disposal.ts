import { forwardOnly } from './forward-only.js';

/**
 * How long papers of a closed project are kept, their transfer to the district archive, and their destruction: only what
 * a list names that one body proposed and the district archive decided, only after its period, only bytes that no kept
 * paper shares. Names, hashes, lists and the ledger stay for ever (R-47, SD8).
 */
export const ArchiveDisposal1795478400180 = forwardOnly(
  'ArchiveDisposal1795478400180',
  `
  -- The classes of rules/archive/retention.ts, as the last ring.
  CREATE FUNCTION retention_class(kind text, act text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
      WHEN kind IN ('household', 'objection', 'review', 'appraisal-report', 'compensation-decision') THEN 'household-file'
      WHEN kind = 'payment-list' THEN 'accounting-voucher'
      WHEN kind = 'staff-member' THEN 'staff'
      WHEN act = 'sign-commission' THEN 'procurement'
      ELSE 'procedure' END
  $$;
  -- The shortest years that law allows; none: for ever.
  CREATE FUNCTION retention_years(class text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE class WHEN 'accounting-voucher' THEN 30 WHEN 'accounting-other' THEN 10 WHEN 'procurement' THEN 15
      WHEN 'staff' THEN 10 END
  $$;
  -- Last day of keeping, counted from the end of the year of closing; nothing while the project is open.
  CREATE FUNCTION kept_until(project uuid, class text) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN retention_years(class) IS NULL THEN 'infinity'::date
      ELSE make_date(extract(year FROM civil_day(closed_at))::integer + retention_years(class), 12, 31) END
    FROM project_closing WHERE project_id = project
  $$;
  CREATE FUNCTION case_document_class(document case_document) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT retention_class(document.case_kind,
      (SELECT act FROM task_entry WHERE task_key = document.task_key ORDER BY seq DESC LIMIT 1))
  $$;

  -- Every paper of a project with its hash and class.
  CREATE FUNCTION project_files(project uuid) RETURNS TABLE ("of" text, name text, hash text, class text)
  LANGUAGE sql STABLE AS $$
    SELECT case_number, type || '：' || bag.name, content_hash, 'household-file' FROM file_bag_document bag
      JOIN household ON household.id = household_id WHERE project_id = project
    UNION ALL SELECT case_number, '协议 ' || agreement.number, agreement.content_hash, 'household-file' FROM agreement
      JOIN household ON household.id = household_id WHERE project_id = project
    UNION ALL SELECT number, title, proof_hash, 'procedure' FROM notice
      WHERE project_id = project AND proof_hash IS NOT NULL
    UNION ALL SELECT case_kind, document.name, content_hash, case_document_class(document) FROM case_document document
      WHERE project_of(case_kind, case_id) = project
    UNION ALL SELECT case_number, '办理记录', (SELECT ledger_entry.hash FROM ledger_entry
      WHERE case_id = household.id::text ORDER BY seq DESC LIMIT 1), 'household-file'
      FROM household WHERE project_id = project
  $$;

  CREATE TABLE archive_disposal (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number text NOT NULL UNIQUE,
    project_id uuid NOT NULL REFERENCES project_closing,
    purpose text NOT NULL CHECK (purpose IN ('transfer', 'destruction')),
    opened_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE archive_disposal_list (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    disposal_id uuid NOT NULL REFERENCES archive_disposal,
    reason text NOT NULL,
    files jsonb NOT NULL CHECK (jsonb_typeof(files) = 'array'),
    file_count integer NOT NULL CHECK (file_count = jsonb_array_length(files)),
    content_hash text NOT NULL
  );
  CREATE TABLE archive_disposal_end (
    disposal_id uuid PRIMARY KEY REFERENCES archive_disposal,
    outcome text NOT NULL CHECK (outcome IN ('carried-out', 'dropped')),
    ended_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE destroyed_paper (
    content_hash text PRIMARY KEY REFERENCES document_blob,
    disposal_id uuid NOT NULL REFERENCES archive_disposal,
    destroyed_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['archive_disposal', 'archive_disposal_list',
    'archive_disposal_end', 'destroyed_paper']::regclass[]) AS evidence;

  CREATE FUNCTION project_of_archive_disposal(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM archive_disposal WHERE id = child
  $$;

  -- Why nothing of a project may be destroyed now; null where nothing stands against it.
  CREATE FUNCTION disposal_hold(project uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
      WHEN NOT EXISTS (SELECT FROM project_closing WHERE project_id = project) THEN '项目尚未结案'
      WHEN EXISTS (SELECT FROM inspection WHERE project_id = project AND closed_at IS NULL) THEN '项目尚有未办结的检查'
      WHEN EXISTS (SELECT FROM household WHERE project_id = project AND stage <> 'closed') THEN '项目尚有未办结的户'
      WHEN EXISTS (SELECT FROM objection JOIN notice ON notice.id = notice_id WHERE notice.project_id = project
        AND notice.status <> 'archived') THEN '项目尚有未办结的异议'
      WHEN EXISTS (SELECT FROM special_account WHERE project_id = project AND balance_fen <> 0) THEN '专户款项尚未结清'
    END
  $$;

  -- The files of a project that a list for this purpose holds today; none where something stands against it.
  CREATE FUNCTION files_due(project uuid, purpose text)
  RETURNS TABLE ("of" text, name text, hash text, class text, kept_until date) LANGUAGE sql STABLE AS $$
    SELECT DISTINCT file."of", file.name, file.hash, file.class, kept_until(project, file.class)
    FROM project_files(project) file
    WHERE file.hash IS NOT NULL AND CASE purpose
      WHEN 'destruction' THEN kept_until(project, file.class) < app_today() AND disposal_hold(project) IS NULL
        AND EXISTS (SELECT FROM document_blob WHERE content_hash = file.hash AND bytes IS NOT NULL)
        AND NOT EXISTS (SELECT FROM archive_disposal done JOIN archive_disposal_end ended ON disposal_id = done.id
          WHERE project_id = project AND done.purpose = 'destruction' AND outcome = 'carried-out'
            AND EXISTS (SELECT FROM archive_disposal_list list WHERE list.disposal_id = done.id
              AND list.files @> jsonb_build_array(jsonb_build_object('of', file."of", 'name', file.name, 'hash', file.hash))))
      ELSE EXISTS (SELECT FROM project_closing WHERE project_id = project AND app_today()
          > make_date(extract(year FROM civil_day(closed_at))::integer + 10, 12, 31))
        AND NOT EXISTS (SELECT FROM archive_disposal done JOIN archive_disposal_end ON disposal_id = done.id
          WHERE project_id = project AND done.purpose = 'transfer' AND outcome = 'carried-out') END
    ORDER BY 1, 2, 3
  $$;

  CREATE FUNCTION guard_archive_disposal() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('disposals:' || NEW.project_id, 0));
    NEW.opened_at := app_now();
    IF NOT EXISTS (SELECT FROM files_due(NEW.project_id, NEW.purpose)) THEN
      PERFORM refuse('R-47', 'GATE_NOT_DUE', '没有到期可以移交或者销毁的档案');
    END IF;
    IF EXISTS (SELECT FROM archive_disposal open WHERE project_id = NEW.project_id AND purpose = NEW.purpose
        AND NOT EXISTS (SELECT FROM archive_disposal_end WHERE disposal_id = open.id)) THEN
      PERFORM refuse('R-47', 'TRANSITION_FORBIDDEN', '同类的档案处置尚未办结');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON archive_disposal FOR EACH ROW EXECUTE FUNCTION guard_archive_disposal();

  -- A list holds what is due that day and nothing else: nobody adds a file, nobody leaves one out.
  CREATE FUNCTION list_is_due(list archive_disposal_list) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT list.files = coalesce((SELECT jsonb_agg(jsonb_build_object('of', due."of", 'name', due.name, 'hash', due.hash,
        'class', due.class, 'keptUntil', nullif(due.kept_until, 'infinity'::date)) ORDER BY "of", name, hash)
      FROM archive_disposal open, files_due(open.project_id, open.purpose) due WHERE open.id = list.disposal_id), '[]')
  $$;
  CREATE FUNCTION guard_disposal_list() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM task_entry WHERE id = NEW.entry_id AND act = 'propose-disposal'
        AND case_id = NEW.disposal_id) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '处置清单须随提出处置清单的事项填写');
    END IF;
    IF NOT list_is_due(NEW) THEN
      PERFORM refuse('R-47', 'LIST_CHANGED', '处置清单须与今日到期的档案逐件一致：永久保管和未到期的档案不得列入');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON archive_disposal_list FOR EACH ROW EXECUTE FUNCTION guard_disposal_list();

  -- The list that another person of another body decided exactly as it was proposed; null while there is none.
  CREATE FUNCTION decided_list(disposal uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT entry.id FROM task_entry entry
      JOIN case_act proposed ON proposed.task_key = entry.task_key AND proposed.act = 'propose-disposal'
        AND proposed.verdict = 'proposed' AND proposed.withdrawn_at IS NULL
      JOIN case_act decided ON decided.case_id = disposal AND decided.act = 'decide-disposal'
        AND decided.verdict = 'approved' AND decided.withdrawn_at IS NULL AND decided.seq > proposed.seq
        AND decided.content_hash = entry.content_hash
      JOIN account proposer ON proposer.id = proposed.person_id JOIN account decider ON decider.id = decided.person_id
    WHERE entry.case_id = disposal AND entry.act = 'propose-disposal' AND entry.superseded_at IS NULL
      AND proposer.id <> decider.id AND proposer.organisation_id <> decider.organisation_id
    ORDER BY entry.seq DESC LIMIT 1
  $$;

  CREATE FUNCTION guard_disposal_act() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM account_role WHERE account_id = NEW.person_id
        AND role IN ('payment-maker', 'bookkeeper', 'finance-head')
        AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')) THEN
      PERFORM refuse('SD8', 'DUTY_NOT_SEPARATED', '出纳、会计等经管资金的人员不得兼管会计档案的移交和销毁');
    END IF;
    IF NEW.act = 'decide-disposal' AND EXISTS (SELECT FROM case_act proposed
        JOIN account proposer ON proposer.id = proposed.person_id JOIN account decider ON decider.id = NEW.person_id
        WHERE proposed.case_id = NEW.case_id AND proposed.act = 'propose-disposal' AND proposed.withdrawn_at IS NULL
          AND proposer.organisation_id = decider.organisation_id) THEN
      PERFORM refuse('SD8', 'DUTY_NOT_SEPARATED', '处置清单须由提出单位以外的单位决定');
    END IF;
    IF (NEW.act = 'propose-disposal' AND NEW.verdict = 'proposed' OR NEW.act = 'decide-disposal' AND NEW.verdict = 'approved')
       AND NOT EXISTS (SELECT FROM archive_disposal_list list JOIN task_entry entry ON entry.id = entry_id
         WHERE disposal_id = NEW.case_id AND superseded_at IS NULL AND file_count > 0 AND list_is_due(list)) THEN
      PERFORM refuse('R-47', 'LIST_CHANGED', '清单没有到期的档案，或者填写后情况有变，请退回重新提出或者不予处置');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful_disposal BEFORE INSERT ON case_act FOR EACH ROW WHEN (NEW.case_kind = 'archive-disposal')
    EXECUTE FUNCTION guard_disposal_act();

  CREATE FUNCTION guard_disposal_end() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.ended_at := app_now();
    IF NEW.outcome = 'carried-out' AND decided_list(NEW.disposal_id) IS NULL THEN
      PERFORM refuse('R-47', 'GATE_NOT_DUE', '处置清单尚未由他人决定，不能执行');
    END IF;
    IF NEW.outcome = 'dropped' AND NOT EXISTS (SELECT FROM case_act WHERE case_id = NEW.disposal_id
        AND act = 'propose-disposal' AND verdict = 'dropped' AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-47', 'GATE_NOT_DUE', '没有不予处置的结论');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON archive_disposal_end FOR EACH ROW EXECUTE FUNCTION guard_disposal_end();

  -- Does a paper that is still kept, of this project or of another, have the same bytes? Papers of tables to come count too.
  CREATE FUNCTION blob_is_kept(blob text, project uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
  DECLARE
    link record;
    found_one boolean;
  BEGIN
    IF EXISTS (SELECT FROM case_document document WHERE content_hash = blob AND (
          project_of(case_kind, case_id) IS DISTINCT FROM project
          OR coalesce(kept_until(project, case_document_class(document)), 'infinity'::date) >= app_today()))
       OR EXISTS (SELECT FROM agreement WHERE content_hash = blob) THEN
      RETURN true;
    END IF;
    FOR link IN SELECT conrelid::regclass AS place, attname FROM pg_constraint
        JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
        WHERE contype = 'f' AND confrelid = 'document_blob'::regclass
          AND conrelid NOT IN ('case_document'::regclass, 'destroyed_paper'::regclass) LOOP
      EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I = $1)', link.place, link.attname) INTO found_one USING blob;
      IF found_one THEN RETURN true; END IF;
    END LOOP;
    RETURN false;
  END $$;

  CREATE FUNCTION guard_destroyed_paper() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE disposal archive_disposal;
  BEGIN
    NEW.destroyed_at := app_now();
    SELECT * INTO disposal FROM archive_disposal WHERE id = NEW.disposal_id AND purpose = 'destruction';
    IF disposal.id IS NULL OR EXISTS (SELECT FROM archive_disposal_end WHERE disposal_id = NEW.disposal_id) THEN
      PERFORM refuse('R-47', 'TRANSITION_FORBIDDEN', '销毁已办结，或者并非销毁清单');
    END IF;
    IF NOT EXISTS (SELECT FROM archive_disposal_list list WHERE entry_id = decided_list(NEW.disposal_id)
        AND list_is_due(list)) THEN
      PERFORM refuse('R-47', 'GATE_NOT_DUE', '销毁清单尚未由他人决定，或者决定后情况有变，不能销毁');
    END IF;
    IF NOT EXISTS (SELECT FROM archive_disposal_list WHERE entry_id = decided_list(NEW.disposal_id)
        AND files @> jsonb_build_array(jsonb_build_object('hash', NEW.content_hash))) THEN
      PERFORM refuse('R-47', 'TRANSITION_FORBIDDEN', '该材料不在已决定的销毁清单上，不得销毁');
    END IF;
    IF blob_is_kept(NEW.content_hash, disposal.project_id) THEN
      PERFORM refuse('R-47', 'TRANSITION_FORBIDDEN', '仍在保管的材料与其内容相同，不得销毁');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON destroyed_paper FOR EACH ROW EXECUTE FUNCTION guard_destroyed_paper();

  -- Bytes go once, and only those of a paper that was destroyed lawfully in this very transaction's sight.
  ALTER TABLE document_blob ALTER COLUMN bytes DROP NOT NULL;
  CREATE FUNCTION guard_blob() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.bytes IS NULL THEN PERFORM refuse('R-47', 'FIELD_MISSING', '材料没有内容'); END IF;
      RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.bytes IS NULL OR NEW.bytes IS NOT NULL
       OR (NEW.content_hash, NEW.media_type) IS DISTINCT FROM (OLD.content_hash, OLD.media_type)
       OR NOT EXISTS (SELECT FROM destroyed_paper WHERE content_hash = OLD.content_hash) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '材料只能按已决定的销毁清单销毁，不能修改或删除');
    END IF;
    RETURN NEW;
  END $$;
  DROP TRIGGER append_only ON document_blob;
  CREATE TRIGGER append_only BEFORE INSERT OR UPDATE OR DELETE ON document_blob
    FOR EACH ROW EXECUTE FUNCTION guard_blob();

  -- The only way bytes go: takes a disposal and nothing else, and carries out its decided list. Answers how many went.
  CREATE FUNCTION destroy_listed(disposal uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  DECLARE
    hashes text[];
    project uuid;
  BEGIN
    SELECT project_id INTO project FROM archive_disposal WHERE id = disposal AND purpose = 'destruction';
    PERFORM pg_advisory_xact_lock(hashtextextended('disposals:' || project, 0));
    IF project IS NULL OR EXISTS (SELECT FROM archive_disposal_end WHERE disposal_id = disposal) THEN
      PERFORM refuse('R-47', 'TRANSITION_FORBIDDEN', '销毁已办结，或者并非销毁清单');
    END IF;
    IF NOT EXISTS (SELECT FROM archive_disposal_list list WHERE entry_id = decided_list(disposal) AND list_is_due(list)) THEN
      PERFORM refuse('R-47', 'GATE_NOT_DUE', '销毁清单尚未由他人决定，或者决定后情况有变，不能销毁');
    END IF;
    SELECT array_agg(DISTINCT file ->> 'hash') INTO hashes FROM archive_disposal_list,
      jsonb_array_elements(files) file WHERE entry_id = decided_list(disposal)
      AND NOT blob_is_kept(file ->> 'hash', project);
    INSERT INTO destroyed_paper (content_hash, disposal_id) SELECT unnest(hashes), disposal;
    UPDATE document_blob SET bytes = NULL WHERE content_hash = ANY (hashes);
    RETURN coalesce(array_length(hashes, 1), 0);
  END $$;

  -- What still happens on a closed project: inspections from outside, and this.
  CREATE OR REPLACE FUNCTION guard_closed_case() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.case_kind NOT IN ('inspection', 'staff-member', 'meeting', 'meeting-decision', 'register-entry',
        'archive-disposal') THEN
      PERFORM refuse_on_closed(project_of(NEW.case_kind, NEW.case_id));
    END IF;
    RETURN NEW;
  END $$;
  `,
);
