import { forwardOnly } from './forward-only.js';

/**
 * A negotiated project becomes an expropriation only by the district government, two of its people deciding on one
 * fixed list of effects; who has signed is left alone, and who has not signs in the period of the formal track.
 */
export const ConvertProjects1795478400038 = forwardOnly(
  'ConvertProjects1795478400038',
  `
  CREATE TABLE conversion (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES project,
    track_id uuid NOT NULL REFERENCES track,
    number text NOT NULL UNIQUE,
    proposed_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE INDEX conversion_by_project ON conversion (project_id);
  CREATE FUNCTION project_of_conversion(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM conversion WHERE id = child
  $$;
  CREATE TABLE conversion_gates (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    conversion_id uuid NOT NULL REFERENCES conversion,
    reason text NOT NULL,
    budget_fen bigint NOT NULL CHECK (budget_fen > 0),
    risk_assessment text,
    legal_review text,
    same_standards text
  );
  CREATE INDEX conversion_gates_by_conversion ON conversion_gates (conversion_id);
  CREATE TABLE conversion_list (
    conversion_id uuid NOT NULL REFERENCES conversion,
    number integer NOT NULL CHECK (number > 0),
    content_hash text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT app_now(),
    PRIMARY KEY (conversion_id, number)
  );
  CREATE TABLE conversion_effect (
    conversion_id uuid NOT NULL,
    number integer NOT NULL,
    household_id uuid NOT NULL REFERENCES household,
    agreement_id uuid REFERENCES agreement,
    effect text NOT NULL CHECK (effect IN ('untouched', 'finish', 'formal')),
    PRIMARY KEY (conversion_id, number, household_id),
    FOREIGN KEY (conversion_id, number) REFERENCES conversion_list
  );
  CREATE TABLE project_conversion (
    project_id uuid PRIMARY KEY REFERENCES project,
    conversion_id uuid NOT NULL UNIQUE REFERENCES conversion,
    converted_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE household_conversion (
    household_id uuid PRIMARY KEY REFERENCES household,
    conversion_id uuid NOT NULL REFERENCES project_conversion (conversion_id),
    converted_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE formal_signing (
    project_id uuid PRIMARY KEY REFERENCES project_conversion,
    conversion_id uuid NOT NULL REFERENCES conversion,
    opened_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    CHECK (ends_at > opened_at)
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['conversion', 'conversion_gates', 'conversion_list',
    'conversion_effect', 'project_conversion', 'household_conversion', 'formal_signing']::regclass[]) AS evidence;

  -- The list of effects that counts, by its hash.
  CREATE FUNCTION conversion_hash(child uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT content_hash FROM conversion_list WHERE conversion_id = child ORDER BY number DESC LIMIT 1
  $$;

  CREATE FUNCTION guard_project_conversion() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE deciders integer;
  BEGIN
    SELECT count(DISTINCT person_id) INTO deciders FROM (
      SELECT DISTINCT ON (act) act, person_id, verdict FROM case_act WHERE case_id = NEW.conversion_id
        AND act IN ('examine-conversion', 'decide-conversion') AND withdrawn_at IS NULL
        AND content_hash = conversion_hash(NEW.conversion_id) ORDER BY act, seq DESC) word
      WHERE verdict = 'approved';
    IF deciders < 2 OR NEW.project_id IS DISTINCT FROM project_of_conversion(NEW.conversion_id) THEN
      PERFORM refuse('R-5、R-14', 'TRANSITION_FORBIDDEN', '转征收须由区人民政府两人对同一份影响清单审查、决定');
    END IF;
    IF NOT EXISTS (SELECT FROM notice WHERE project_id = NEW.project_id AND kind = 'conversion-decision'
        AND published_at IS NOT NULL AND published_at >= (SELECT max(acted_at) FROM case_act
          WHERE case_id = NEW.conversion_id AND act = 'decide-conversion')) THEN
      PERFORM refuse('R-21', 'TRANSITION_FORBIDDEN', '转征收的决定尚未公告');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON project_conversion FOR EACH ROW EXECUTE FUNCTION guard_project_conversion();

  -- Who has signed is left alone.
  CREATE FUNCTION guard_household_conversion() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM agreement WHERE household_id = NEW.household_id AND status IN ('household-signed',
        'officers-signed', 'in-review', 'returned', 'approved', 'sealed', 'effective')) THEN
      PERFORM refuse('R-14', 'TRANSITION_FORBIDDEN', '本户已签约，转征收不影响其协议');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON household_conversion
    FOR EACH ROW EXECUTE FUNCTION guard_household_conversion();

  -- A household of the formal branch signs in the formal period, not before.
  CREATE FUNCTION guard_formal_signature() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM agreement JOIN household_conversion converted USING (household_id)
        JOIN household ON household.id = household_id
        WHERE agreement.id = NEW.agreement_id AND NOT EXISTS (SELECT FROM formal_signing formal
          WHERE formal.project_id = household.project_id)) THEN
      PERFORM refuse('R-14', 'TRANSITION_FORBIDDEN', '本户已转入征收程序，请等征收签约期开始后再签约');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER formal_branch BEFORE INSERT ON agreement_signature
    FOR EACH ROW EXECUTE FUNCTION guard_formal_signature();

  CREATE FUNCTION guard_formal_signing() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT count(DISTINCT name) FROM outbox JOIN conversion ON correlation_key = track_id::text
        WHERE conversion.id = NEW.conversion_id AND name IN ('expropriation-decided', 'appraiser-chosen')) < 2 THEN
      PERFORM refuse('R-5、R-14', 'DECISION_POINT_OPEN', '征收决定和评估机构尚未定，不能开启征收签约');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON formal_signing FOR EACH ROW EXECUTE FUNCTION guard_formal_signing();

  CREATE OR REPLACE FUNCTION signing_mode(project uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT track.mode FROM formal_signing formal JOIN conversion ON conversion.id = conversion_id
      JOIN track ON track.id = track_id WHERE formal.project_id = $1), (SELECT mode FROM project WHERE id = $1))
  $$;
  -- The same rate before and after (R-26), on state-owned land never below the legal minimum.
  CREATE OR REPLACE FUNCTION signing_rate_bp(project uuid) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT CASE signing_mode($1) WHEN 'state' THEN greatest(effective_rate_bp, 8000) ELSE effective_rate_bp END
    FROM project WHERE id = $1
  $$;

  CREATE OR REPLACE FUNCTION guard_signing_period() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.signing_opened_at IS NULL
        OR (NEW.signing_opened_at, NEW.signing_ends_at) IS NOT DISTINCT FROM (OLD.signing_opened_at, OLD.signing_ends_at)
        OR (NEW.signing_opened_at = OLD.signing_opened_at AND EXISTS (SELECT FROM signing_extension
          WHERE project_id = NEW.id AND ended_at = OLD.signing_ends_at AND ends_at = NEW.signing_ends_at))
        OR EXISTS (SELECT FROM formal_signing WHERE project_id = NEW.id AND opened_at = NEW.signing_opened_at
          AND ends_at = NEW.signing_ends_at AND opened_at > OLD.signing_opened_at) THEN
      RETURN NEW;
    END IF;
    PERFORM refuse('R-12', 'TRANSITION_FORBIDDEN', '签约期已公布，只能由街镇决定延长一次');
  END $$;

  -- On collective land no rate is set by law: a sealed agreement of the formal track takes effect at once.
  CREATE OR REPLACE FUNCTION guard_agreement_effect() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM project JOIN household ON project_id = project.id
        WHERE household.id = NEW.household_id
          AND (rate_reached_at IS NOT NULL OR signing_mode(project.id) = 'collective')) THEN
      PERFORM refuse('市政府令第71号第21条', 'RATE_NOT_REACHED', '签约率未达到生效比例，协议暂不生效');
    END IF;
    RETURN NEW;
  END $$;
  `,
);
