import { forwardOnly } from './forward-only.js';

/** What the firm's table lays down for breaches that an inspection found; no decision is milder. */
export const LeastMeasure1795478400110 = forwardOnly(
  'LeastMeasure1795478400110',
  `
  CREATE TABLE discipline_standard (
    inspection_id uuid PRIMARY KEY REFERENCES inspection,
    least_measure text NOT NULL CHECK (least_measure IN ('education', 'performance', 'transfer', 'dismissal')),
    kept_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only('discipline_standard');
  CREATE FUNCTION guard_discipline_decision() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    measures text[] := ARRAY['education', 'performance', 'transfer', 'dismissal'];
    least text := (SELECT least_measure FROM discipline_standard WHERE inspection_id = NEW.inspection_id);
  BEGIN
    IF least IS NULL THEN
      PERFORM refuse('R-72', 'STEP_OUT_OF_ORDER', '尚未按本所惩戒标准查出最轻处理，不能决定');
    END IF;
    IF NEW.measure <> 'none' AND array_position(measures, NEW.measure) < array_position(measures, least) THEN
      PERFORM refuse('R-72', 'MEASURE_TOO_MILD', '处理轻于本所惩戒标准，请改选');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON discipline_decision FOR EACH ROW EXECUTE FUNCTION guard_discipline_decision();
  `,
);
