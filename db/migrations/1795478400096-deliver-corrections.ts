import { forwardOnly } from './forward-only.js';

/**
 * A corrected report reaches the household as the first did: handed down by the town, delivered by the firm. Until the
 * delivery the report before it counts.
 */
export const DeliverCorrections1795478400096 = forwardOnly(
  'DeliverCorrections1795478400096',
  `
  CREATE TABLE correction_delivery (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    report_id uuid NOT NULL REFERENCES report_hand_down,
    delivered_on date NOT NULL,
    how text NOT NULL CHECK (how <> '')
  );
  CREATE INDEX correction_delivery_by_report ON correction_delivery (report_id);
  SELECT keep_append_only('correction_delivery'::regclass);

  CREATE FUNCTION guard_correction_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM report_hand_down WHERE report_id = NEW.report_id
        AND NEW.delivered_on BETWEEN (handed_down_at AT TIME ZONE 'Asia/Shanghai')::date AND app_today()) THEN
      PERFORM refuse('R-35', 'FIELD_INVALID', '送达日期不得早于下发、不得晚于今日，请改正');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON correction_delivery
    FOR EACH ROW EXECUTE FUNCTION guard_correction_delivery();

  CREATE FUNCTION guard_delivered_correction() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM correction_delivery fact JOIN task_entry entry ON entry.id = fact.entry_id
        JOIN case_act done ON done.task_key = entry.task_key AND done.act = 'deliver-revised-report'
          AND done.withdrawn_at IS NULL
        WHERE fact.entry_id = NEW.entry_id AND fact.report_id = NEW.report_id
          AND fact.delivered_on = NEW.delivered_on) THEN
      PERFORM refuse('R-35', 'TRANSITION_FORBIDDEN', '更正报告尚未由事务所送达该户');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful_correction BEFORE INSERT ON report_delivery FOR EACH ROW
    WHEN (is_correction(NEW.report_id)) EXECUTE FUNCTION guard_delivered_correction();

  -- A later report counts from its hand-down, a corrected one from its delivery; until then the one before it does.
  CREATE OR REPLACE VIEW standing_report AS
    SELECT DISTINCT ON (report.track_id, report.household_id) report.*, entry.content_hash AS entry_hash,
      hand_down.handed_down_at, delivery.delivered_on,
      CASE WHEN delivery.report_id IS NOT NULL THEN 'delivered' WHEN hand_down.report_id IS NOT NULL THEN 'handed-down'
        ELSE 'submitted' END AS status
    FROM appraisal_report report JOIN task_entry entry ON entry.id = report.entry_id AND entry.superseded_at IS NULL
    LEFT JOIN report_hand_down hand_down ON hand_down.report_id = report.id
    LEFT JOIN report_delivery delivery ON delivery.report_id = report.id
    ORDER BY report.track_id, report.household_id,
      (hand_down.report_id IS NOT NULL AND (entry.act <> 'revise-report' OR delivery.report_id IS NOT NULL)) DESC,
      report.version DESC;
  `,
);
