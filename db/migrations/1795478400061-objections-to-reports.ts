import { forwardOnly } from './forward-only.js';

/**
 * A household's objections to its report: re-appraisal by the agency, then determination by the experts, each asked for
 * once and in time. A corrected report is reviewed and handed down by the town like the first; while an objection runs,
 * the household's agreement is not sealed.
 */
export const ObjectionsToReports1795478400061 = forwardOnly(
  'ObjectionsToReports1795478400061',
  `
  CREATE FUNCTION project_of_appraisal_report(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM appraisal_report report JOIN track ON track.id = track_id WHERE report.id = child
  $$;
  CREATE FUNCTION parents_of_appraisal_report(child uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT unnest(ARRAY[track_id, household_id]) FROM appraisal_report WHERE id = child
  $$;

  CREATE TABLE objection_window (
    report_id uuid NOT NULL REFERENCES appraisal_report,
    step text NOT NULL CHECK (step IN ('reappraisal', 'expert')),
    opens_on date NOT NULL,
    last_day date NOT NULL CHECK (last_day > opens_on),
    PRIMARY KEY (report_id, step)
  );
  CREATE TABLE objection_request (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    report_id uuid NOT NULL,
    step text NOT NULL,
    requested_on date NOT NULL DEFAULT app_today(),
    faults text NOT NULL CHECK (faults <> ''),
    UNIQUE (report_id, step),
    FOREIGN KEY (report_id, step) REFERENCES objection_window
  );
  CREATE TABLE objection_result (
    request_id uuid PRIMARY KEY REFERENCES objection_request,
    result text NOT NULL CHECK (result IN ('kept', 'changed')),
    corrected_id uuid REFERENCES report_hand_down,
    concluded_on date NOT NULL DEFAULT app_today(),
    CHECK ((result = 'changed') = (corrected_id IS NOT NULL))
  );
  CREATE TABLE reappraisal_answer (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    report_id uuid NOT NULL REFERENCES appraisal_report,
    answer text NOT NULL CHECK (answer <> '')
  );
  CREATE INDEX reappraisal_answer_by_report ON reappraisal_answer (report_id);
  CREATE TABLE expert_determination (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    report_id uuid NOT NULL REFERENCES appraisal_report,
    opinion text NOT NULL CHECK (opinion <> '')
  );
  CREATE INDEX expert_determination_by_report ON expert_determination (report_id);
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['objection_window', 'objection_request', 'objection_result',
    'reappraisal_answer', 'expert_determination']::regclass[]) AS evidence;

  -- What a household asked for and has no result of yet.
  CREATE FUNCTION objection_runs(household uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM objection_request request JOIN appraisal_report report ON report.id = report_id
      WHERE household_id = household AND NOT EXISTS (SELECT FROM objection_result WHERE request_id = request.id))
  $$;

  CREATE FUNCTION guard_objection_request() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.requested_on := app_today();
    IF NOT EXISTS (SELECT FROM objection_window WHERE report_id = NEW.report_id AND step = NEW.step
        AND NEW.requested_on BETWEEN opens_on AND last_day) THEN
      PERFORM refuse('R-32', 'REQUEST_TOO_LATE', '不在申请期限内，逾期视为无异议');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON objection_request FOR EACH ROW EXECUTE FUNCTION guard_objection_request();

  -- The report that an entry corrects; null where it is no correction.
  CREATE FUNCTION corrected_by(entry uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT case_id FROM task_entry WHERE id = entry AND act = 'revise-report'
  $$;
  CREATE FUNCTION is_correction(report uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM appraisal_report WHERE id = report AND corrected_by(entry_id) IS NOT NULL)
  $$;

  CREATE OR REPLACE FUNCTION guard_valuer() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.act IN ('enter-preliminary-results', 'explain-on-site', 'issue-final-reports', 'answer-reappraisal',
        'revise-report') AND NOT EXISTS (
        SELECT FROM chosen_appraiser JOIN account ON organisation_id = agency_id
        WHERE account.id = NEW.person_id AND track_id IN (NEW.case_id,
          (SELECT report.track_id FROM appraisal_report report WHERE report.id = NEW.case_id))) THEN
      PERFORM refuse('R-32', 'ORGANISATION_EXCLUDED', '只有选定机构的估价师可以评估，请由其办理');
    END IF;
    RETURN NEW;
  END $$;

  CREATE OR REPLACE FUNCTION guard_report() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE corrected appraisal_report;
  BEGIN
    SELECT * INTO corrected FROM appraisal_report WHERE id = corrected_by(NEW.entry_id);
    IF corrected.id IS NOT NULL AND ((corrected.track_id, corrected.household_id) IS DISTINCT FROM
        (NEW.track_id, NEW.household_id) OR NOT objection_runs(NEW.household_id)) THEN
      PERFORM refuse('R-32', 'TRANSITION_FORBIDDEN', '该户没有办理中的复核或鉴定，报告不得更改');
    END IF;
    IF NOT EXISTS (SELECT FROM task_entry entry JOIN chosen_appraiser chosen ON chosen.track_id = NEW.track_id
        WHERE entry.id = NEW.entry_id AND act IN ('issue-final-reports', 'revise-report')
          AND entry.case_id = coalesce(corrected.id, NEW.track_id)
          AND entry.person_id = NEW.valuer_id AND chosen.agency_id = NEW.agency_id) THEN
      PERFORM refuse('R-32', 'ORGANISATION_EXCLUDED', '报告须由选定机构的估价师提交');
    END IF;
    RETURN NEW;
  END $$;

  CREATE FUNCTION guard_correction_hand_down() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.handed_down_at := app_now();
    IF NOT EXISTS (SELECT FROM appraisal_report report JOIN task_entry entry ON entry.id = report.entry_id
        CROSS JOIN LATERAL (SELECT verdict, content_hash, kind FROM case_act JOIN account ON account.id = person_id
          JOIN organisation ON organisation.id = organisation_id
          WHERE case_id = entry.case_id AND act = 'review-revised-report' AND withdrawn_at IS NULL
          ORDER BY seq DESC LIMIT 1) review
        WHERE report.id = NEW.report_id AND verdict = 'approved' AND review.content_hash = entry.content_hash
          AND kind = 'town') THEN
      PERFORM refuse('R-34、R-35', 'REVIEW_INCOMPLETE', '更正报告尚未经街镇审核通过，不得下发');
    END IF;
    RETURN NEW;
  END $$;
  DROP TRIGGER lawful ON report_hand_down;
  CREATE TRIGGER lawful BEFORE INSERT ON report_hand_down FOR EACH ROW
    WHEN (NOT is_correction(NEW.report_id)) EXECUTE FUNCTION guard_hand_down();
  CREATE TRIGGER lawful_correction BEFORE INSERT ON report_hand_down FOR EACH ROW
    WHEN (is_correction(NEW.report_id)) EXECUTE FUNCTION guard_correction_hand_down();

  CREATE FUNCTION guard_sealed_without_objection() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.status = 'sealed' AND OLD.status <> 'sealed' AND objection_runs(NEW.household_id) THEN
      PERFORM refuse('R-32、R-41', 'OBJECTION_OPEN', '该户的评估复核或鉴定尚未办结，不得盖章');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER sealed_without_objection BEFORE UPDATE ON agreement
    FOR EACH ROW EXECUTE FUNCTION guard_sealed_without_objection();
  `,
);
