import { forwardOnly } from './forward-only.js';

/** From survey to frozen area: two certified surveyors, another determines, displayed in full before it is frozen. */
export const GuardArea1795478400010 = forwardOnly(
  'GuardArea1795478400010',
  `
  -- Entries of field officers (survey, negotiation): certified that day, two per round, fixed once the act is done.
  CREATE FUNCTION guard_officer_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    household uuid := NEW.household_id;
    officers integer;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('case:' || household, 0));
    IF NOT certificate_valid_on(NEW.officer_id, app_today()) THEN
      PERFORM refuse('R-42、SD16', 'CERTIFICATE_INVALID', '上岗证今日无效，请换证或改派持证人员');
    END IF;
    EXECUTE format('SELECT count(*) FROM %I WHERE household_id = $1 AND round = $2 AND officer_id <> $3', TG_TABLE_NAME)
      INTO officers USING household, NEW.round, NEW.officer_id;
    IF officers >= 2 THEN
      PERFORM refuse('R-42', 'TRANSITION_FORBIDDEN', '本轮已有两名持证人员的记录，不能再加第三份');
    END IF;
    IF EXISTS (SELECT FROM case_act WHERE case_id = household AND act = TG_ARGV[0] AND round = NEW.round
        AND person_id = NEW.officer_id AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '本人已办结本轮事项，记录不能再改');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER officer_entry BEFORE INSERT OR UPDATE ON area_survey
    FOR EACH ROW EXECUTE FUNCTION guard_officer_entry('survey-area');

  CREATE FUNCTION guard_determination() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE shown notice;
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.status <> 'determined' OR NEW.notice_id IS NOT NULL OR NEW.frozen_at IS NOT NULL THEN
        PERFORM refuse('R-24', 'TRANSITION_FORBIDDEN', '面积认定须从“已认定”开始，公示无误后才能锁定');
      END IF;
      IF (SELECT count(DISTINCT officer_id) FROM area_survey JOIN household ON household.id = household_id
          WHERE household_id = NEW.household_id AND round = survey_round) < 2 THEN
        PERFORM refuse('R-23、R-42', 'AREA_SURVEY_INCOMPLETE', '本轮实测记录不足两份，请两名持证人员各自实测后再认定');
      END IF;
      IF EXISTS (SELECT FROM area_survey WHERE household_id = NEW.household_id AND officer_id = NEW.determined_by) THEN
        PERFORM refuse('SD1', 'DUTY_NOT_SEPARATED', '实测人员不得认定面积，请由认定机关人员办理');
      END IF;
      RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - ARRAY['status', 'notice_id', 'frozen_at']
        <> to_jsonb(OLD) - ARRAY['status', 'notice_id', 'frozen_at'] THEN
      PERFORM refuse('R-25', 'TRANSITION_FORBIDDEN', '认定版本不能修改，只能由新版本替代');
    END IF;
    IF OLD.status IN ('frozen', 'superseded') THEN
      PERFORM refuse('R-24', 'TRANSITION_FORBIDDEN', '面积版本已锁定或已被替代，不能再变');
    END IF;
    IF (OLD.status, NEW.status) NOT IN (('determined', 'determined'), ('determined', 'listed'), ('listed', 'listed'),
        ('determined', 'superseded'), ('listed', 'superseded'), ('listed', 'frozen')) THEN
      PERFORM refuse('R-24', 'TRANSITION_FORBIDDEN', '面积须先列入公示，公示无误后才能锁定');
    END IF;
    IF NEW.status = 'frozen' THEN
      SELECT * INTO shown FROM notice WHERE id = NEW.notice_id;
      IF shown.status IS DISTINCT FROM 'archived' OR shown.ends_at > app_now() OR NOT EXISTS (SELECT FROM notice_subject
          WHERE notice_id = NEW.notice_id AND determination_id = NEW.id) THEN
        PERFORM refuse('R-24', 'AREA_NOT_DISPLAYED', '面积公示尚未期满归档，不能锁定');
      END IF;
      IF EXISTS (SELECT FROM objection WHERE notice_id = NEW.notice_id AND household_id = NEW.household_id
          AND (status = 'open' OR upheld)) THEN
        PERFORM refuse('R-24、SD12', 'OBJECTION_OPEN', '本户异议未答复或已成立，不能锁定');
      END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT OR UPDATE ON area_determination
    FOR EACH ROW EXECUTE FUNCTION guard_determination();

  CREATE FUNCTION area_is_frozen(household uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM area_determination WHERE household_id = household AND status = 'frozen')
  $$;
  `,
);
