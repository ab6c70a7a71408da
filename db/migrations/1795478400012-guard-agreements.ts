import { forwardOnly } from './forward-only.js';

/** Negotiation, agreement, signatures and seal: every step only on what the step before has passed, hash for hash. */
export const GuardAgreements1795478400012 = forwardOnly(
  'GuardAgreements1795478400012',
  `
  CREATE FUNCTION guard_area_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT area_is_frozen(NEW.household_id) THEN
      PERFORM refuse('R-24', 'AREA_NOT_FROZEN', '本户面积尚未锁定，请等面积公示无误后再协商');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_frozen BEFORE INSERT OR UPDATE ON negotiation_record
    FOR EACH ROW EXECUTE FUNCTION guard_area_frozen();
  CREATE TRIGGER officer_entry BEFORE INSERT OR UPDATE ON negotiation_record
    FOR EACH ROW EXECUTE FUNCTION guard_officer_entry('negotiate');

  CREATE FUNCTION guard_calculation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' THEN
      IF OLD.superseded_at IS NOT NULL OR to_jsonb(NEW) - 'superseded_at' <> to_jsonb(OLD) - 'superseded_at' THEN
        PERFORM refuse('SD18', 'TRANSITION_FORBIDDEN', '补偿计算不能修改，只能重新计算');
      END IF;
      RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM area_determination WHERE id = NEW.determination_id AND household_id = NEW.household_id
        AND status = 'frozen') THEN
      PERFORM refuse('R-24', 'AREA_NOT_FROZEN', '本户面积尚未锁定，不能计算补偿');
    END IF;
    IF NEW.total_fen <> (SELECT coalesce(sum((component ->> 'fen')::bigint), 0)
        FROM jsonb_array_elements(NEW.components) component) THEN
      PERFORM refuse('SD18', 'AMOUNT_MISMATCH', '合计与各项之和不符');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT OR UPDATE ON compensation_calculation
    FOR EACH ROW EXECUTE FUNCTION guard_calculation();

  -- The last word of the investment supervisor on exactly this calculation (R-50).
  CREATE FUNCTION check_passed(household uuid, hash text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT verdict = 'passed' FROM case_act WHERE case_id = household AND act = 'check-before-signing'
      AND content_hash = hash AND withdrawn_at IS NULL ORDER BY seq DESC LIMIT 1), false)
  $$;

  CREATE FUNCTION last_negotiated_round(household uuid) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT max(round) FROM negotiation_record WHERE household_id = household
  $$;

  CREATE FUNCTION guard_agreement_version() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE calculation compensation_calculation;
  BEGIN
    SELECT * INTO calculation FROM compensation_calculation WHERE id = NEW.calculation_id;
    IF NEW.status <> 'prepared' OR NEW.sealed_at IS NOT NULL OR NEW.effective_at IS NOT NULL THEN
      PERFORM refuse('R-41', 'TRANSITION_FORBIDDEN', '协议须从“待签署”开始');
    END IF;
    IF calculation.household_id IS DISTINCT FROM NEW.household_id OR calculation.superseded_at IS NOT NULL
        OR calculation.total_fen <> NEW.total_fen THEN
      PERFORM refuse('SD18', 'AMOUNT_MISMATCH', '协议金额须与本户现行补偿计算一致');
    END IF;
    IF NOT check_passed(NEW.household_id, calculation.content_hash) THEN
      PERFORM refuse('R-50', 'REVIEW_INCOMPLETE', '投资监理尚未通过对这一计算的签约前审核');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON agreement FOR EACH ROW EXECUTE FUNCTION guard_agreement_version();

  CREATE FUNCTION guard_signature() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE signed agreement;
  BEGIN
    SELECT * INTO signed FROM agreement WHERE id = NEW.agreement_id FOR UPDATE;
    NEW.signed_at := app_now();
    IF signed.content_hash IS DISTINCT FROM NEW.content_hash THEN
      PERFORM refuse('R-48', 'CONTENT_CHANGED', '协议内容已变更，请刷新后核对新文本再签署');
    END IF;
    IF NEW.party = 'household' THEN
      IF NEW.person_id <> signed.household_id OR signed.status <> 'prepared' THEN
        PERFORM refuse('R-48', 'TRANSITION_FORBIDDEN', '只有协议当事人能签署待签署的协议');
      END IF;
      RETURN NEW;
    END IF;
    IF signed.status <> 'household-signed' THEN
      PERFORM refuse('R-42', 'TRANSITION_FORBIDDEN', '户尚未签署或两名经办人已签字');
    END IF;
    IF NOT certificate_valid_on(NEW.person_id, app_today()) THEN
      PERFORM refuse('R-42、SD16', 'CERTIFICATE_INVALID', '上岗证今日无效，请换证或改派持证人员');
    END IF;
    IF NOT EXISTS (SELECT FROM negotiation_record WHERE household_id = signed.household_id
        AND officer_id = NEW.person_id AND round = last_negotiated_round(signed.household_id)) THEN
      PERFORM refuse('R-42', 'NOT_NEGOTIATING_OFFICER', '本人未参加本轮协商，请由本轮协商的经办人签字');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON agreement_signature FOR EACH ROW EXECUTE FUNCTION guard_signature();
  `,
);
