import { forwardOnly } from './forward-only.js';

/** Publication: masked by one, approved by another, up for the whole period, objections answered by a third. */
export const GuardNotices1795478400011 = forwardOnly(
  'GuardNotices1795478400011',
  `
  CREATE FUNCTION guard_notice() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    content text[] := ARRAY['project_id', 'kind', 'title', 'number', 'content', 'minimum_days', 'prepared_at'];
    masks text[] := ARRAY['masked_content', 'content_hash'];
    field text;
  BEGIN
    FOREACH field IN ARRAY content LOOP
      IF to_jsonb(NEW) -> field <> to_jsonb(OLD) -> field THEN
        PERFORM refuse('R-21', 'TRANSITION_FORBIDDEN', '公示内容不能修改，只能另发公示');
      END IF;
    END LOOP;
    FOREACH field IN ARRAY masks LOOP
      IF OLD.status <> 'prepared' AND to_jsonb(NEW) -> field <> to_jsonb(OLD) -> field THEN
        PERFORM refuse('SD11', 'CONTENT_CHANGED', '脱敏内容已核对，不能再改');
      END IF;
    END LOOP;
    IF OLD.status IN ('published', 'archived') AND (NEW.published_at <> OLD.published_at OR NEW.ends_at < OLD.ends_at) THEN
      PERFORM refuse('R-21', 'PERIOD_TOO_SHORT', '公示期限只能延长，不能缩短');
    END IF;
    IF NEW.status = OLD.status THEN RETURN NEW; END IF;
    IF (OLD.status, NEW.status) NOT IN (('prepared', 'masked'), ('masked', 'approved'), ('masked', 'prepared'),
        ('approved', 'prepared'), ('approved', 'published'), ('published', 'archived')) THEN
      PERFORM refuse('R-21', 'TRANSITION_FORBIDDEN', '公示须依次脱敏、审核、发布、归档');
    END IF;
    IF NEW.status = 'published' THEN
      IF NOT EXISTS (SELECT FROM case_act masked JOIN case_act approved ON approved.case_id = masked.case_id
          WHERE masked.case_id = NEW.id AND masked.act = 'mask-notice' AND masked.verdict = 'masked'
            AND approved.act = 'approve-notice' AND approved.verdict = 'approved'
            AND approved.person_id <> masked.person_id AND approved.seq > masked.seq
            AND masked.content_hash = NEW.content_hash AND approved.content_hash = NEW.content_hash
            AND masked.withdrawn_at IS NULL AND approved.withdrawn_at IS NULL) THEN
        PERFORM refuse('SD11', 'REVIEW_INCOMPLETE', '公示须由一人核对脱敏、另一人审核后才能发布');
      END IF;
      IF NEW.ends_at < NEW.published_at + make_interval(days => NEW.minimum_days) THEN
        PERFORM refuse('R-21', 'PERIOD_TOO_SHORT', '公示期限短于最低天数');
      END IF;
    END IF;
    IF NEW.status = 'archived' THEN
      IF NEW.ends_at > app_now() THEN
        PERFORM refuse('R-24', 'AREA_NOT_DISPLAYED', '公示尚未期满，不能归档');
      END IF;
      IF EXISTS (SELECT FROM objection WHERE notice_id = NEW.id AND status = 'open') THEN
        PERFORM refuse('R-24、SD12', 'OBJECTION_OPEN', '还有未答复的异议，不能归档');
      END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE UPDATE ON notice FOR EACH ROW EXECUTE FUNCTION guard_notice();

  CREATE FUNCTION guard_objection() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NOT EXISTS (SELECT FROM notice JOIN notice_subject ON notice_id = notice.id
          WHERE notice.id = NEW.notice_id AND household_id = NEW.household_id AND notice.status = 'published'
            AND ends_at > app_now()) THEN
        PERFORM refuse('R-24', 'TRANSITION_FORBIDDEN', '公示期已过、尚未开始或不涉及本户，不能提出异议');
      END IF;
      RETURN NEW;
    END IF;
    IF OLD.status = 'answered' OR (NEW.notice_id, NEW.household_id, NEW.text, NEW.filed_at)
        IS DISTINCT FROM (OLD.notice_id, OLD.household_id, OLD.text, OLD.filed_at) THEN
      PERFORM refuse('SD12', 'TRANSITION_FORBIDDEN', '异议原文和已作出的答复不能修改');
    END IF;
    IF NEW.handler_id IS NOT NULL AND EXISTS (SELECT FROM notice_subject subject
        JOIN area_determination determination ON determination.id = subject.determination_id
        WHERE subject.notice_id = NEW.notice_id AND subject.household_id = NEW.household_id
          AND determination.determined_by = NEW.handler_id) THEN
      PERFORM refuse('SD12', 'DUTY_NOT_SEPARATED', '异议须由认定人员以外的人处理');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT OR UPDATE ON objection FOR EACH ROW EXECUTE FUNCTION guard_objection();

  CREATE FUNCTION guard_notice_act() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE subject notice;
  BEGIN
    SELECT * INTO subject FROM notice WHERE id = NEW.case_id;
    IF subject.content_hash IS NULL OR NEW.content_hash IS DISTINCT FROM subject.content_hash THEN
      PERFORM refuse('SD11', 'CONTENT_CHANGED', '公示内容已变更，请刷新后按新内容办理');
    END IF;
    IF NEW.act = 'approve-notice' AND subject.status NOT IN ('masked', 'approved') THEN
      PERFORM refuse('SD11', 'GATE_NOT_DUE', '脱敏尚未核对，请等核对后再审核');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER c_notice BEFORE INSERT ON case_act FOR EACH ROW
    WHEN (NEW.case_kind = 'notice') EXECUTE FUNCTION guard_notice_act();
  `,
);
