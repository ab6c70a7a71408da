import { forwardOnly } from './forward-only.js';

/** Reviews only of the open text; the seal only when all gates are green for it; a sealed agreement stands. */
export const GuardSeal1795478400013 = forwardOnly(
  'GuardSeal1795478400013',
  `
  CREATE FUNCTION review_gates() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['review-project-supervisor', 'review-supervision-department', 'review-investment-supervisor',
      'approve-agreement']
  $$;

  -- A file bag that went back is open until an officer has rectified it.
  CREATE FUNCTION has_open_return(household uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(seq) FILTER (WHERE act = ANY (review_gates()) AND verdict = 'returned'), 0)
      > coalesce(max(seq) FILTER (WHERE act = 'rectify-file-bag' AND withdrawn_at IS NULL), 0)
    FROM case_act WHERE case_id = household
  $$;

  -- Gates approved for exactly this hash since it was last returned.
  CREATE FUNCTION passed_gates(household uuid, hash text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT act), '{}') FROM case_act
    WHERE case_id = household AND act = ANY (review_gates()) AND content_hash = hash AND verdict = 'approved'
      AND withdrawn_at IS NULL
      AND seq > coalesce((SELECT max(seq) FROM case_act returned WHERE returned.case_id = household
        AND returned.act = ANY (review_gates()) AND returned.content_hash = hash AND returned.verdict = 'returned'), 0)
  $$;

  CREATE FUNCTION guard_household_act() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    open agreement;
    gate integer := array_position(review_gates(), NEW.act);
  BEGIN
    SELECT * INTO open FROM agreement WHERE household_id = NEW.case_id AND status <> 'superseded';
    IF NEW.act = 'survey-area' AND NOT EXISTS (SELECT FROM area_survey WHERE household_id = NEW.case_id
        AND round = NEW.round AND officer_id = NEW.person_id) THEN
      PERFORM refuse('R-23', 'AREA_SURVEY_INCOMPLETE', '请先填写本人的实测面积，再办结实测');
    ELSIF NEW.act = 'determine-area' AND NOT EXISTS (SELECT FROM area_determination WHERE household_id = NEW.case_id
        AND status <> 'superseded' AND determined_by = NEW.person_id) THEN
      PERFORM refuse('R-24', 'AREA_UNPROVEN', '请先填写认定面积和依据，再办结认定');
    ELSIF NEW.act = 'negotiate' AND NOT area_is_frozen(NEW.case_id) THEN
      PERFORM refuse('R-24', 'AREA_NOT_FROZEN', '本户面积尚未锁定，请等面积公示无误后再协商');
    ELSIF NEW.act = 'negotiate' AND NOT EXISTS (SELECT FROM negotiation_record WHERE household_id = NEW.case_id
        AND round = NEW.round AND officer_id = NEW.person_id) THEN
      PERFORM refuse('R-42', 'FIELD_MISSING', '请先填写本人的协商记录，再办结协商');
    ELSIF NEW.act = 'check-before-signing' AND NOT EXISTS (SELECT FROM compensation_calculation
        WHERE household_id = NEW.case_id AND superseded_at IS NULL AND content_hash = NEW.content_hash) THEN
      PERFORM refuse('R-50', 'CONTENT_CHANGED', '补偿计算已变更，请刷新后按新计算审核');
    END IF;
    IF NEW.act NOT IN ('sign-as-officer', 'seal-agreement') AND gate IS NULL THEN RETURN NEW; END IF;
    IF open.content_hash IS NULL OR NEW.content_hash IS DISTINCT FROM open.content_hash THEN
      PERFORM refuse('R-41', 'CONTENT_CHANGED', '件袋内容已变更，请刷新后按新内容办理');
    END IF;
    IF NEW.act = 'sign-as-officer' AND NOT EXISTS (SELECT FROM agreement_signature WHERE agreement_id = open.id
        AND party = 'officer' AND person_id = NEW.person_id) THEN
      PERFORM refuse('R-42', 'FIELD_MISSING', '请先在协议上签字，再办结签字');
    END IF;
    IF NEW.act = 'sign-as-officer' THEN RETURN NEW; END IF;
    IF has_open_return(NEW.case_id) THEN
      PERFORM refuse('R-40、R-41', 'RETURN_OPEN', '退回的问题尚未整改，请等整改后再办理');
    END IF;
    IF NEW.act = 'seal-agreement' THEN
      IF cardinality(passed_gates(NEW.case_id, NEW.content_hash)) < 4 THEN
        PERFORM refuse('R-41', 'REVIEW_INCOMPLETE', '审核未全部通过，请等全部通过后再用印');
      END IF;
    ELSIF open.status NOT IN ('officers-signed', 'in-review', 'approved') THEN
      PERFORM refuse('R-37', 'GATE_NOT_DUE', '户和两名经办人尚未签署，请等签署后再审核');
    ELSIF gate > 1 AND NOT (review_gates())[1 : gate - 1] <@ passed_gates(NEW.case_id, NEW.content_hash) THEN
      PERFORM refuse('R-37、R-38', 'GATE_NOT_DUE', '上一道审核尚未通过，请等上一道通过后再审核');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER c_household BEFORE INSERT ON case_act FOR EACH ROW
    WHEN (NEW.case_kind = 'household') EXECUTE FUNCTION guard_household_act();

  CREATE FUNCTION guard_agreement_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF to_jsonb(NEW) - ARRAY['status', 'sealed_at', 'sealed_by', 'effective_at', 'due_on']
        <> to_jsonb(OLD) - ARRAY['status', 'sealed_at', 'sealed_by', 'effective_at', 'due_on'] THEN
      PERFORM refuse('R-48', 'TRANSITION_FORBIDDEN', '协议文本和金额已锁定，不能修改，只能生成新版本');
    END IF;
    IF OLD.sealed_at IS NOT NULL AND (NEW.status <> 'effective' OR OLD.status <> 'sealed'
        OR NEW.sealed_at <> OLD.sealed_at OR NEW.sealed_by <> OLD.sealed_by) THEN
      PERFORM refuse('R-41', 'TRANSITION_FORBIDDEN', '协议已盖章，不能再变更');
    END IF;
    IF (OLD.status, NEW.status) NOT IN (('prepared', 'household-signed'), ('household-signed', 'officers-signed'),
        ('officers-signed', 'in-review'), ('in-review', 'approved'), ('officers-signed', 'returned'),
        ('in-review', 'returned'), ('approved', 'returned'), ('approved', 'sealed'), ('sealed', 'effective'))
        AND (NEW.status <> 'superseded' OR OLD.status IN ('approved', 'superseded')) THEN
      PERFORM refuse('R-41', 'TRANSITION_FORBIDDEN', '协议状态不能这样变更');
    END IF;
    IF NEW.status <> 'effective' AND (NEW.effective_at, NEW.due_on) IS DISTINCT FROM (OLD.effective_at, OLD.due_on)
        OR NEW.status <> 'sealed' AND (NEW.sealed_at, NEW.sealed_by) IS DISTINCT FROM (OLD.sealed_at, OLD.sealed_by) THEN
      PERFORM refuse('R-41', 'TRANSITION_FORBIDDEN', '盖章和生效只能随状态一起登记');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_lawful BEFORE UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION guard_agreement_change();

  CREATE FUNCTION guard_agreement_seal() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    approvers integer;
    officers integer;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('case:' || NEW.household_id, 0));
    IF cardinality(passed_gates(NEW.household_id, NEW.content_hash)) < 4 THEN
      PERFORM refuse('R-41', 'REVIEW_INCOMPLETE', '四道审核未对本版协议全部通过，不得用印');
    END IF;
    IF has_open_return(NEW.household_id) THEN
      PERFORM refuse('R-41', 'RETURN_OPEN', '退回的问题尚未整改复核，不得用印');
    END IF;
    SELECT count(DISTINCT person_id) INTO approvers FROM case_act WHERE case_id = NEW.household_id
      AND act = ANY (review_gates()) AND content_hash = NEW.content_hash AND verdict = 'approved' AND withdrawn_at IS NULL;
    IF approvers < 4 THEN
      PERFORM refuse('SD2', 'DUTY_NOT_SEPARATED', '四道审核须由四名不同的人员办理');
    END IF;
    SELECT count(*) FILTER (WHERE party = 'officer') INTO officers FROM agreement_signature
      WHERE agreement_id = NEW.id AND content_hash = NEW.content_hash;
    IF officers < 2 OR NOT EXISTS (SELECT FROM agreement_signature WHERE agreement_id = NEW.id AND party = 'household'
        AND content_hash = NEW.content_hash) THEN
      PERFORM refuse('R-42', 'OFFICER_PAIR_INCOMPLETE', '户和两名经办人尚未在本版协议上签署，不得用印');
    END IF;
    IF NOT EXISTS (SELECT FROM case_act WHERE case_id = NEW.household_id AND act = 'seal-agreement'
        AND content_hash = NEW.content_hash AND person_id = NEW.sealed_by AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-41', 'REVIEW_INCOMPLETE', '用印人尚未对本版协议办理用印');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_seal BEFORE UPDATE ON agreement FOR EACH ROW
    WHEN (NEW.status = 'sealed' AND OLD.status <> 'sealed') EXECUTE FUNCTION guard_agreement_seal();

  CREATE FUNCTION guard_agreement_effect() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM project JOIN household ON project_id = project.id
        WHERE household.id = NEW.household_id AND rate_reached_at IS NOT NULL) THEN
      PERFORM refuse('市政府令第71号第21条', 'RATE_NOT_REACHED', '签约率未达到生效比例，协议暂不生效');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_effect BEFORE UPDATE ON agreement FOR EACH ROW
    WHEN (NEW.status = 'effective') EXECUTE FUNCTION guard_agreement_effect();

  CREATE FUNCTION guard_rate_reached() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    units bigint;
    sealed bigint;
  BEGIN
    IF NEW.rate_reached_at IS NOT DISTINCT FROM OLD.rate_reached_at THEN RETURN NEW; END IF;
    SELECT count(household.id), count(agreement.id) INTO units, sealed FROM household
      LEFT JOIN agreement ON household_id = household.id AND agreement.status IN ('sealed', 'effective')
      WHERE project_id = NEW.id;
    IF OLD.rate_reached_at IS NOT NULL OR units = 0 OR sealed * 10000 < units * NEW.effective_rate_bp THEN
      PERFORM refuse('市政府令第71号第21条', 'RATE_NOT_REACHED', '已盖章户数未达到生效比例');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER rate_reached BEFORE UPDATE OF rate_reached_at ON project
    FOR EACH ROW EXECUTE FUNCTION guard_rate_reached();
  `,
);
