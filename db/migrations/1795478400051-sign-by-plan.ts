import { forwardOnly } from './forward-only.js';

/**
 * Signing waits for the plan: no period opens and nothing is computed before the plan of the track that signs is adopted
 * . A formal track also needs its decision and its own choice of the appraiser. The plan
 * is the one source of every figure; what a project was registered with is a proposal for its draft.
 */
export const SignByPlan1795478400051 = forwardOnly(
  'SignByPlan1795478400051',
  `
  -- The plan that counts on each track: the one whose adoption was concluded, after its publication.
  CREATE OR REPLACE VIEW adopted_plan AS
    SELECT figures.*, entry.person_id AS drafted_by, word.person_id AS adopted_by, word.acted_at AS adopted_at
    FROM plan_adoption adoption
    JOIN plan_figures figures ON figures.entry_id = adoption.entry_id
    JOIN task_entry entry ON entry.id = figures.entry_id
    JOIN LATERAL (SELECT person_id, acted_at FROM case_act WHERE case_id = adoption.track_id AND act = 'adopt-plan'
      AND verdict = 'approved' AND content_hash = entry.content_hash AND withdrawn_at IS NULL
      ORDER BY seq DESC LIMIT 1) word ON true;

  -- A formal track signs once its expropriation is decided and its appraiser chosen; told by those procedures.
  CREATE FUNCTION track_may_sign(track_id uuid) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE own track;
  BEGIN
    SELECT * INTO own FROM track WHERE id = track_id;
    IF own.mode <> 'negotiated' AND (SELECT count(DISTINCT name) FROM outbox
        WHERE correlation_key = own.id::text AND name IN ('expropriation-decided', 'appraiser-chosen')) < 2 THEN
      PERFORM refuse('R-5、R-14', 'DECISION_POINT_OPEN', '征收决定和评估机构尚未定，不能开启征收签约');
    END IF;
    IF NOT EXISTS (SELECT FROM plan_adoption adoption WHERE adoption.track_id = own.id) THEN
      PERFORM refuse('R-18、R-24', 'STEP_OUT_OF_ORDER', '补偿方案尚未通过并公布，不能开启签约');
    END IF;
  END $$;
  CREATE FUNCTION guard_signing_opening() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM track_may_sign((SELECT id FROM track WHERE project_id = NEW.id AND mode = NEW.mode));
    RETURN NEW;
  END $$;
  CREATE TRIGGER registered_unsigned BEFORE INSERT ON project FOR EACH ROW
    WHEN (NEW.signing_opened_at IS NOT NULL) EXECUTE FUNCTION guard_signing_opening();
  CREATE TRIGGER signing_waits BEFORE UPDATE OF signing_opened_at ON project FOR EACH ROW
    WHEN (OLD.signing_opened_at IS NULL AND NEW.signing_opened_at IS NOT NULL)
    EXECUTE FUNCTION guard_signing_opening();

  CREATE OR REPLACE FUNCTION guard_formal_signing() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM track_may_sign((SELECT track_id FROM conversion WHERE id = NEW.conversion_id));
    RETURN NEW;
  END $$;

  -- A household is computed from the plan of the track that signs and from nothing else (SD18).
  CREATE FUNCTION guard_plan_of_calculation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM adopted_plan plan JOIN track ON track.id = plan.track_id
        JOIN household ON household.project_id = track.project_id
        WHERE household.id = NEW.household_id AND plan.entry_id = NEW.plan_id
          AND track.mode = signing_mode(household.project_id)) THEN
      PERFORM refuse('R-26、SD18', 'STEP_OUT_OF_ORDER', '补偿只能按签约程序已通过的方案计算');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER plan_adopted BEFORE INSERT ON compensation_calculation
    FOR EACH ROW EXECUTE FUNCTION guard_plan_of_calculation();

  -- Both tracks' plans are compared by the rules; no paper takes their place (R-26).
  ALTER TABLE conversion_gates DROP COLUMN same_standards;
  `,
);
