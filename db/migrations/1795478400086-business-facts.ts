import { forwardOnly } from './forward-only.js';

/**
 * What is moved, lost or stops with a shop, an office, a factory: entered by both officers who negotiate, each for himself,
 * computed only where they agree, and passed by the investment supervisor (征收与补偿条例 art 17, 23, R-5).
 */
export const BusinessFacts1795478400086 = forwardOnly(
  'BusinessFacts1795478400086',
  `
  CREATE TABLE business_facts (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    household_id uuid NOT NULL REFERENCES household,
    moving_fen bigint CHECK (moving_fen > 0),
    moving_source text CHECK (moving_source <> ''),
    loss_kind text CHECK (loss_kind IN ('rate', 'appraised')),
    loss_fen bigint CHECK (loss_fen > 0),
    loss_source text CHECK (loss_source <> ''),
    proof_years integer CHECK (proof_years >= 0),
    CHECK (num_nonnulls(moving_fen, moving_source) IN (0, 2)),
    CHECK (num_nonnulls(loss_fen, loss_source, proof_years) = CASE WHEN loss_kind = 'appraised' THEN 3 ELSE 0 END)
  );
  CREATE INDEX business_facts_by_household ON business_facts (household_id);
  CREATE TABLE lost_equipment (
    entry_id uuid NOT NULL REFERENCES business_facts,
    position integer NOT NULL CHECK (position > 0),
    name text NOT NULL CHECK (name <> ''),
    replacement_fen bigint NOT NULL CHECK (replacement_fen > 0),
    newness_bp integer NOT NULL CHECK (newness_bp BETWEEN 0 AND 10000),
    PRIMARY KEY (entry_id, position)
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['business_facts', 'lost_equipment']::regclass[]) AS evidence;

  CREATE FUNCTION guard_business_facts() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM task_entry WHERE id = NEW.entry_id AND act = 'negotiate' AND case_id = NEW.household_id)
    THEN
      PERFORM refuse('R-5、R-42', 'TRANSITION_FORBIDDEN', '停产停业和设备资料只能由协商的经办人填写');
    END IF;
    IF NOT EXISTS (SELECT FROM area_determination WHERE household_id = NEW.household_id AND status = 'frozen'
        AND use <> 'residential') THEN
      PERFORM refuse('征收与补偿条例第17条', 'FIELD_NOT_APPLICABLE', '认定用途为居住的房屋没有停产停业和设备补偿');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON business_facts FOR EACH ROW EXECUTE FUNCTION guard_business_facts();

  CREATE FUNCTION proven_amount(fen bigint, source text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN fen IS NULL THEN 'null'::jsonb
      ELSE jsonb_build_object('amountFen', fen::text, 'source', source) END
  $$;
  -- As it stands in the input of a calculation; an entry without such facts says that there is nothing.
  CREATE FUNCTION business_facts_json(entry uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
      'equipmentMoving', proven_amount(facts.moving_fen, facts.moving_source),
      'lostEquipment', coalesce((SELECT jsonb_agg(jsonb_build_object('name', name, 'replacementFen', replacement_fen::text,
        'newnessBp', newness_bp) ORDER BY position) FROM lost_equipment WHERE entry_id = entry), '[]'),
      'businessLoss', CASE facts.loss_kind
        WHEN 'rate' THEN jsonb_build_object('kind', 'rate')
        WHEN 'appraised' THEN jsonb_build_object('kind', 'appraised', 'proofYears', facts.proof_years,
          'appraisal', proven_amount(facts.loss_fen, facts.loss_source)) END)
    FROM (SELECT entry AS id) given LEFT JOIN business_facts facts ON facts.entry_id = given.id
  $$;
  -- What each officer of the latest negotiation entered last.
  CREATE FUNCTION business_entries(household uuid) RETURNS SETOF jsonb LANGUAGE sql STABLE AS $$
    SELECT business_facts_json((SELECT entry.id FROM task_entry entry WHERE entry.case_id = household
      AND entry.act = 'negotiate' AND entry.person_id = record.officer_id AND entry.superseded_at IS NULL
      ORDER BY entry.seq DESC LIMIT 1))
    FROM negotiation_record record WHERE record.household_id = household
      AND record.round = last_negotiated_round(household)
  $$;
  CREATE FUNCTION business_entries_differ(household uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT count(DISTINCT said) > 1 FROM business_entries(household) said
  $$;
  CREATE FUNCTION agreed_business_facts(household uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN count(*) = 2 AND count(DISTINCT said) = 1 THEN (array_agg(said))[1]
      ELSE business_facts_json(NULL) END
    FROM business_entries(household) said
  $$;

  -- No amount gets into a calculation that the two officers have not both entered (SD18).
  CREATE FUNCTION guard_business_of_calculation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.input -> 'nonResidential' IS DISTINCT FROM agreed_business_facts(NEW.household_id) THEN
      PERFORM refuse('R-5、SD18', 'CONTENT_CHANGED', '停产停业和设备补偿与两名经办人核实的资料不符，请重新计算');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER r_business BEFORE INSERT ON compensation_calculation FOR EACH ROW
    WHEN (NEW.input #>> '{nonResidential}' IS NOT NULL) EXECUTE FUNCTION guard_business_of_calculation();

  CREATE FUNCTION guard_differing_business() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF business_entries_differ(NEW.case_id) THEN
      PERFORM refuse('R-5、SD18', 'AMOUNT_MISMATCH', '两名经办人核实的停产停业、设备资料不一致，不能通过签约前审核');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER d_business BEFORE INSERT ON case_act FOR EACH ROW
    WHEN (NEW.act = 'check-before-signing' AND NEW.verdict = 'passed') EXECUTE FUNCTION guard_differing_business();
  `,
);
