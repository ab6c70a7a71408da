import { forwardOnly } from './forward-only.js';

/** Who may act: role, certificate of the day, two different officers, separation of duty. Mirrors the rules for staff. */
export const GuardActs1795478400009 = forwardOnly(
  'GuardActs1795478400009',
  `
  -- Cases that a case belongs to: the household of an objection, the households of a payment list.
  CREATE FUNCTION parent_cases(kind text, child uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT household_id FROM objection WHERE kind = 'objection' AND objection.id = child
    UNION
    SELECT item.household_id FROM payment_list list JOIN payment_item item ON item.round_id = list.round_id
      WHERE kind = 'payment-list' AND list.id = child
  $$;

  CREATE FUNCTION guard_act_person() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    definition act_definition;
    pair record;
    others integer;
  BEGIN
    -- Acts on one case take turns, so that two of them cannot each overlook the other.
    PERFORM pg_advisory_xact_lock(hashtextextended('case:' || NEW.case_id, 0));
    NEW.acted_at := app_now();
    NEW.withdrawn_at := NULL;
    SELECT * INTO definition FROM act_definition WHERE act = NEW.act;
    IF definition.act IS NULL OR definition.case_kind <> NEW.case_kind THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '不认识的事项，或事项与案件类型不符');
    END IF;
    IF NOT EXISTS (SELECT FROM act_role JOIN account_role USING (role) JOIN account ON account.id = account_id
        WHERE act = NEW.act AND account_id = NEW.person_id AND account.active
          AND app_today() BETWEEN valid_from AND coalesce(valid_to, 'infinity')) THEN
      PERFORM refuse('R-69', 'ROLE_MISSING', '没有办理“' || definition.label || '”的岗位，请由有此岗位的人员办理');
    END IF;
    IF definition.certified AND NOT certificate_valid_on(NEW.person_id, app_today()) THEN
      PERFORM refuse('R-42、SD16', 'CERTIFICATE_INVALID', '上岗证今日无效，请换证或改派持证人员');
    END IF;
    IF definition.persons = 2 THEN
      SELECT count(*) INTO others FROM case_act WHERE case_id = NEW.case_id AND act = NEW.act AND round = NEW.round
        AND withdrawn_at IS NULL;
      IF EXISTS (SELECT FROM case_act WHERE case_id = NEW.case_id AND act = NEW.act AND round = NEW.round
          AND person_id = NEW.person_id AND withdrawn_at IS NULL) THEN
        PERFORM refuse('R-42、SD2', 'SAME_OFFICER_TWICE', '本人已办理其中一份，另一份须由另一名持证人员办理');
      ELSIF others >= 2 THEN
        PERFORM refuse('R-42', 'TRANSITION_FORBIDDEN', '本轮已由两名持证人员办理完毕');
      END IF;
    END IF;
    SELECT separation.clause, before.label INTO pair
      FROM act_separation separation JOIN act_definition before ON before.act = separation.separated_from
      JOIN case_act done ON done.act = separation.separated_from AND done.person_id = NEW.person_id
      WHERE separation.act = NEW.act
        AND (done.case_id = NEW.case_id OR done.case_id IN (SELECT parent_cases(NEW.case_kind, NEW.case_id)))
      ORDER BY done.seq LIMIT 1;
    IF FOUND THEN
      PERFORM refuse(pair.clause, 'DUTY_NOT_SEPARATED', '本人已办理“' || pair.label || '”，不得再办“'
        || definition.label || '”，请由他人办理');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_person BEFORE INSERT ON case_act FOR EACH ROW EXECUTE FUNCTION guard_act_person();

  CREATE FUNCTION guard_act_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE allowed text[];
  BEGIN
    SELECT verdicts INTO allowed FROM act_definition WHERE act = NEW.act;
    IF cardinality(allowed) > 0 AND NOT coalesce(NEW.verdict = ANY (allowed), false) THEN
      PERFORM refuse('R-40', 'VERDICT_INVALID', '结论只能是 ' || array_to_string(allowed, '、') || ' 之一');
    END IF;
    IF NEW.verdict = 'returned' AND (coalesce(trim(NEW.note), '') = ''
        OR (NEW.case_kind = 'household' AND NEW.return_reason IS NULL)) THEN
      PERFORM refuse('R-40', 'RETURN_REASON_MISSING', '退回请选择理由并写明需要整改的内容');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_verdict BEFORE INSERT ON case_act FOR EACH ROW EXECUTE FUNCTION guard_act_verdict();
  `,
);
