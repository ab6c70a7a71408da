import { forwardOnly } from './forward-only.js';

/**
 * Appraisal of the houses of a track. The valuers are those of the chosen agency; a report is what the value date, the
 * frozen area and the unit price say; nobody of the firm has it before the town's department hands it down (R-35, SD4).
 */
export const Appraisal1795478400053 = forwardOnly(
  'Appraisal1795478400053',
  `
  CREATE TABLE value_date (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    value_date date NOT NULL,
    ground text NOT NULL CHECK (ground <> '')
  );
  CREATE INDEX value_date_by_track ON value_date (track_id);
  CREATE FUNCTION value_date_of(track uuid) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT value_date FROM value_date fact JOIN task_entry entry ON entry.id = entry_id
    WHERE track_id = track AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1
  $$;
  CREATE TABLE preliminary_appraisal (
    entry_id uuid NOT NULL REFERENCES task_entry,
    household_id uuid NOT NULL REFERENCES household,
    area_hundredths bigint NOT NULL CHECK (area_hundredths > 0),
    unit_price_fen bigint NOT NULL CHECK (unit_price_fen > 0),
    value_fen bigint NOT NULL CHECK (value_fen > 0),
    PRIMARY KEY (entry_id, household_id)
  );
  CREATE TABLE appraisal_explanation (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    place text NOT NULL,
    explained_on date NOT NULL,
    households integer NOT NULL CHECK (households >= 0),
    questions text NOT NULL
  );
  CREATE INDEX appraisal_explanation_by_track ON appraisal_explanation (track_id);

  CREATE TABLE appraisal_report (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    entry_id uuid NOT NULL REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    household_id uuid NOT NULL REFERENCES household,
    version integer NOT NULL CHECK (version > 0),
    number text NOT NULL CHECK (number <> ''),
    area_hundredths bigint NOT NULL,
    unit_price_fen bigint NOT NULL CHECK (unit_price_fen > 0),
    value_fen bigint NOT NULL,
    value_date date NOT NULL,
    agency_id uuid NOT NULL REFERENCES organisation,
    valuer_id uuid NOT NULL REFERENCES account,
    signed_by text NOT NULL,
    paper_hash text NOT NULL CHECK (paper_hash ~ '^[0-9a-f]{64}$'),
    UNIQUE (track_id, household_id, version),
    UNIQUE (entry_id, household_id)
  );
  CREATE INDEX appraisal_report_by_household ON appraisal_report (household_id, version);
  CREATE TABLE report_referral (
    report_id uuid PRIMARY KEY REFERENCES appraisal_report,
    reasons text[] NOT NULL CHECK (cardinality(reasons) > 0),
    referred_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE referral_expert (
    entry_id uuid NOT NULL REFERENCES task_entry,
    position integer NOT NULL,
    name text NOT NULL,
    registered_valuer boolean NOT NULL,
    agency_id uuid REFERENCES organisation,
    PRIMARY KEY (entry_id, position)
  );
  CREATE TABLE referral_opinion (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    faulty boolean NOT NULL,
    opinion text NOT NULL CHECK (opinion <> '')
  );
  CREATE INDEX referral_opinion_by_track ON referral_opinion (track_id);
  CREATE TABLE report_hand_down (
    report_id uuid PRIMARY KEY REFERENCES appraisal_report,
    handed_down_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE report_delivery (
    report_id uuid PRIMARY KEY REFERENCES report_hand_down,
    entry_id uuid NOT NULL REFERENCES task_entry,
    delivered_on date NOT NULL,
    how text NOT NULL CHECK (how <> '')
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['value_date', 'preliminary_appraisal', 'appraisal_explanation',
    'appraisal_report', 'report_referral', 'referral_expert', 'referral_opinion', 'report_hand_down',
    'report_delivery']::regclass[]) AS evidence;

  -- The last report of each household whose entry stands, and how far it has come. A later one counts from its
  -- hand-down; until then the one before it does.
  CREATE VIEW standing_report AS
    SELECT DISTINCT ON (report.track_id, report.household_id) report.*, entry.content_hash AS entry_hash,
      hand_down.handed_down_at, delivery.delivered_on,
      CASE WHEN delivery.report_id IS NOT NULL THEN 'delivered' WHEN hand_down.report_id IS NOT NULL THEN 'handed-down'
        ELSE 'submitted' END AS status
    FROM appraisal_report report JOIN task_entry entry ON entry.id = report.entry_id AND entry.superseded_at IS NULL
    LEFT JOIN report_hand_down hand_down ON hand_down.report_id = report.id
    LEFT JOIN report_delivery delivery ON delivery.report_id = report.id
    ORDER BY report.track_id, report.household_id, (hand_down.report_id IS NOT NULL) DESC, report.version DESC;

  CREATE FUNCTION of_firm(person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM account JOIN organisation ON organisation.id = organisation_id
      WHERE account.id = person AND kind = 'firm')
  $$;
  -- SD4: what a person may read of the reports. The only way the application reads the figures of a report.
  CREATE FUNCTION reports_for(person uuid, track uuid) RETURNS SETOF standing_report LANGUAGE sql STABLE AS $$
    SELECT * FROM standing_report WHERE track_id = track AND (handed_down_at IS NOT NULL OR NOT of_firm(person))
  $$;
  -- SD4: the files of the agency are its reports; the firm has them after the hand-down.
  CREATE FUNCTION paper_kept_from(person uuid, document uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT of_firm(person) AND EXISTS (
      SELECT FROM case_document paper JOIN account ON account.id = uploaded_by
        JOIN organisation ON organisation.id = organisation_id
      WHERE paper.id = document AND case_kind = 'track' AND kind = 'appraisal-agency'
        AND (NOT EXISTS (SELECT FROM standing_report WHERE track_id = case_id)
          OR EXISTS (SELECT FROM standing_report WHERE track_id = case_id AND handed_down_at IS NULL)))
  $$;

  -- Only valuers of the chosen agency appraise (R-32).
  CREATE FUNCTION guard_valuer() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.act IN ('enter-preliminary-results', 'explain-on-site', 'issue-final-reports') AND NOT EXISTS (
        SELECT FROM chosen_appraiser JOIN account ON organisation_id = agency_id
        WHERE track_id = NEW.case_id AND account.id = NEW.person_id) THEN
      PERFORM refuse('R-32', 'ORGANISATION_EXCLUDED', '只有选定机构的估价师可以评估，请由其办理');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER e_valuer BEFORE INSERT ON task_entry FOR EACH ROW EXECUTE FUNCTION guard_valuer();

  CREATE FUNCTION guard_report() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM task_entry entry JOIN chosen_appraiser chosen ON chosen.track_id = entry.case_id
        WHERE entry.id = NEW.entry_id AND act = 'issue-final-reports' AND entry.case_id = NEW.track_id
          AND entry.person_id = NEW.valuer_id AND chosen.agency_id = NEW.agency_id) THEN
      PERFORM refuse('R-32', 'ORGANISATION_EXCLUDED', '报告须由选定机构的估价师提交');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON appraisal_report FOR EACH ROW EXECUTE FUNCTION guard_report();
  CREATE FUNCTION guard_report_figures() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.value_date IS DISTINCT FROM value_date_of(NEW.track_id) THEN
      PERFORM refuse('R-33', 'VALUE_DATE_WRONG', '报告的价值时点与确定的时点不符');
    END IF;
    IF NOT EXISTS (SELECT FROM area_determination JOIN household ON household.id = household_id
        JOIN track ON track.project_id = household.project_id
        WHERE household_id = NEW.household_id AND track.id = NEW.track_id AND status = 'frozen'
          AND area_determination.area_hundredths = NEW.area_hundredths) THEN
      PERFORM refuse('R-25', 'AREA_MISMATCH', '报告面积与本户锁定面积不符');
    END IF;
    IF NEW.value_fen <> round(NEW.area_hundredths * NEW.unit_price_fen::numeric / 100) THEN
      PERFORM refuse('R-32', 'AMOUNT_MISMATCH', '评估价值须为面积乘评估单价');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful_figures BEFORE INSERT ON appraisal_report
    FOR EACH ROW EXECUTE FUNCTION guard_report_figures();

  -- R-34, R-35: what was reviewed is what is handed down, by people of the town; what was referred was judged first.
  CREATE FUNCTION guard_hand_down() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE report standing_report;
  BEGIN
    NEW.handed_down_at := app_now();
    SELECT * INTO report FROM standing_report WHERE id = NEW.report_id;
    IF NOT EXISTS (SELECT FROM (SELECT verdict, content_hash FROM case_act WHERE case_id = report.track_id
          AND act = 'review-reports' AND withdrawn_at IS NULL ORDER BY seq DESC LIMIT 1) review
        WHERE verdict = 'approved' AND content_hash = report.entry_hash) THEN
      PERFORM refuse('R-34', 'REVIEW_INCOMPLETE', '评估报告尚未经街镇审核通过，不得下发');
    END IF;
    IF EXISTS (SELECT FROM report_referral WHERE report_id = NEW.report_id) AND NOT EXISTS (
        SELECT FROM (SELECT verdict, content_hash FROM case_act WHERE case_id = report.track_id
          AND act = 'judge-referred-reports' AND withdrawn_at IS NULL ORDER BY seq DESC LIMIT 1) opinion
        WHERE verdict = 'approved' AND content_hash = report.entry_hash) THEN
      PERFORM refuse('R-36', 'REVIEW_INCOMPLETE', '移送专家委员会的评估结果尚未鉴定，不得下发');
    END IF;
    IF NOT EXISTS (SELECT FROM case_act JOIN account ON account.id = person_id
        JOIN organisation ON organisation.id = organisation_id
        WHERE case_id = report.track_id AND act = 'hand-down-reports' AND withdrawn_at IS NULL AND kind = 'town'
          AND content_hash = report.entry_hash) THEN
      PERFORM refuse('R-35、SD4', 'TRANSITION_FORBIDDEN', '评估报告只能由街镇主管部门下发');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON report_hand_down FOR EACH ROW EXECUTE FUNCTION guard_hand_down();

  -- R-32, R-35: the households of a track sign when its reports are handed down. Asked last of all that signing waits for.
  CREATE FUNCTION reports_handed_down(track uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT count(*) > 0 AND bool_and(handed_down_at IS NOT NULL) FROM standing_report WHERE track_id = track
  $$;
  CREATE FUNCTION guard_signing_appraised() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.signing_opened_at IS NULL AND NEW.signing_opened_at IS NOT NULL AND NOT EXISTS (SELECT FROM track
        WHERE project_id = NEW.id AND mode = NEW.mode AND reports_handed_down(id)) THEN
      PERFORM refuse('R-32、R-35', 'REPORT_MISSING', '分户评估报告尚未下发，不能开启签约');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER z_appraised BEFORE UPDATE ON project FOR EACH ROW EXECUTE FUNCTION guard_signing_appraised();
  CREATE FUNCTION guard_formal_signing_appraised() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM conversion WHERE id = NEW.conversion_id AND reports_handed_down(track_id)) THEN
      PERFORM refuse('R-14、R-35', 'REPORT_MISSING', '征收一轨的分户评估报告尚未下发，不能开启征收签约');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER z_appraised BEFORE INSERT ON formal_signing
    FOR EACH ROW EXECUTE FUNCTION guard_formal_signing_appraised();

  -- A house is paid for by its standing report: no seal on an agreement that was computed from another one.
  ALTER TABLE compensation_calculation ADD COLUMN report_id uuid REFERENCES appraisal_report;
  CREATE FUNCTION guard_sealed_report() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.status = 'sealed' AND OLD.status <> 'sealed' AND NOT EXISTS (SELECT FROM compensation_calculation computed
        JOIN standing_report report ON report.id = computed.report_id AND report.handed_down_at IS NOT NULL
        WHERE computed.id = NEW.calculation_id AND report.household_id = NEW.household_id) THEN
      PERFORM refuse('R-32、R-41', 'REPORT_MISSING', '协议所依据的评估报告已被替代或尚未下发，请退回重新计算');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER sealed_report BEFORE UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION guard_sealed_report();
  `,
);
