import { forwardOnly } from './forward-only.js';

/**
 * Who may work at a firm: hiring by ethics first, training confirmed by another, certificates that
 * follow from them (SD16), and ties that keep a person away from a household (SD15).
 */
export const Staff1795478400032 = forwardOnly(
  'Staff1795478400032',
  `
  CREATE TABLE staff_member (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    number text NOT NULL UNIQUE,
    account_id uuid NOT NULL REFERENCES account,
    firm_organisation_id uuid NOT NULL REFERENCES organisation,
    origin text NOT NULL CHECK (origin IN ('own', 'external', 'existing')),
    reason text NOT NULL,
    -- Ties to households, agencies and builders, as declared on proposal; null: not declared.
    ties text,
    proposed_by uuid REFERENCES account,
    proposed_at timestamptz NOT NULL DEFAULT app_now(),
    outcome text CHECK (outcome IN ('hired', 'refused'))
  );
  -- Who was refused may be proposed anew.
  CREATE UNIQUE INDEX staff_member_by_account ON staff_member (account_id) WHERE outcome IS DISTINCT FROM 'refused';
  CREATE TRIGGER fixed_columns BEFORE UPDATE ON staff_member FOR EACH ROW EXECUTE FUNCTION guard_fixed_columns(outcome);
  CREATE TRIGGER never_deleted BEFORE DELETE ON staff_member FOR EACH ROW EXECUTE FUNCTION guard_append_only();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON staff_member FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only();

  CREATE TABLE staff_assessment (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    staff_member_id uuid NOT NULL REFERENCES staff_member,
    kind text NOT NULL CHECK (kind IN ('ethics', 'ability')),
    basis text NOT NULL,
    record_checked boolean NOT NULL
  );
  CREATE INDEX staff_assessment_by_member ON staff_assessment (staff_member_id);
  CREATE TABLE training_session (
    entry_id uuid NOT NULL REFERENCES task_entry,
    position integer NOT NULL,
    staff_member_id uuid NOT NULL REFERENCES staff_member,
    kind text NOT NULL CHECK (kind IN ('self-study', 'group-study', 'city-course', 'law-and-ethics')),
    form text NOT NULL CHECK (form IN ('own', 'invited', 'visited')),
    held_on date NOT NULL,
    hours integer NOT NULL CHECK (hours BETWEEN 1 AND 200),
    topic text NOT NULL,
    PRIMARY KEY (entry_id, position)
  );
  CREATE INDEX training_session_by_member ON training_session (staff_member_id);
  CREATE TABLE staff_certification (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    staff_member_id uuid NOT NULL REFERENCES staff_member,
    exam_on date NOT NULL,
    exam_passed boolean NOT NULL,
    certificate_number text,
    valid_from date,
    valid_to date
  );
  CREATE INDEX staff_certification_by_member ON staff_certification (staff_member_id);
  -- Training of people of towns, villages and committees (R-66).
  CREATE TABLE outreach_training (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    organisation_id uuid NOT NULL REFERENCES organisation,
    audience text NOT NULL,
    topic text NOT NULL,
    held_on date NOT NULL,
    hours integer NOT NULL CHECK (hours BETWEEN 1 AND 200),
    participants integer NOT NULL CHECK (participants > 0),
    recorded_by uuid NOT NULL REFERENCES account,
    recorded_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE relationship (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    person_id uuid NOT NULL REFERENCES account,
    household_id uuid NOT NULL REFERENCES household,
    kind text NOT NULL CHECK (kind IN ('own-household', 'relative', 'client', 'neighbour-in-scope', 'earlier-handler')),
    declared_on date NOT NULL DEFAULT app_today(),
    ended_on date,
    ended_by uuid REFERENCES account,
    CHECK ((ended_on IS NULL) = (ended_by IS NULL)),
    CHECK (ended_by <> person_id)
  );
  CREATE UNIQUE INDEX relationship_standing ON relationship (person_id, household_id, kind) WHERE ended_on IS NULL;
  CREATE INDEX relationship_by_household ON relationship (household_id);
  CREATE TRIGGER fixed_columns BEFORE UPDATE ON relationship FOR EACH ROW
    EXECUTE FUNCTION guard_fixed_columns(ended_on, ended_by);
  CREATE TRIGGER never_deleted BEFORE DELETE ON relationship FOR EACH ROW EXECUTE FUNCTION guard_append_only();
  CREATE TRIGGER never_emptied BEFORE TRUNCATE ON relationship FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only();
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['staff_assessment', 'training_session', 'staff_certification',
    'outreach_training']::regclass[]) AS evidence;

  -- SD15: no act on the case of a household that is one's own, a relative's or a client's.
  CREATE FUNCTION guard_recusal() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM relationship tie WHERE tie.person_id = NEW.person_id
        AND kind IN ('own-household', 'relative', 'client') AND app_today() < coalesce(ended_on, 'infinity')
        AND (household_id = NEW.case_id OR household_id IN (SELECT parent_cases(NEW.case_kind, NEW.case_id)))) THEN
      PERFORM refuse('SD15', 'RECUSED', '本人与该户有利害关系，应当回避，请由他人办理');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_recusal BEFORE INSERT ON case_act FOR EACH ROW EXECUTE FUNCTION guard_recusal();

  CREATE FUNCTION passed_staff_act(member uuid, named text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM case_act WHERE case_id = member AND act = named AND verdict = 'approved'
      AND withdrawn_at IS NULL)
  $$;
  -- R-62: ethics before ability, both before the hiring; nobody who was not hired is certified.
  CREATE FUNCTION guard_staff_act() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.act = 'assess-ability' AND NOT passed_staff_act(NEW.case_id, 'assess-ethics') THEN
      PERFORM refuse('R-62', 'STEP_OUT_OF_ORDER', '职业道德评估尚未通过，不能评估业务能力');
    ELSIF NEW.act = 'decide-hiring' AND NEW.verdict = 'approved' AND NOT (passed_staff_act(NEW.case_id, 'assess-ethics')
        AND passed_staff_act(NEW.case_id, 'assess-ability')) THEN
      PERFORM refuse('R-62', 'NOT_QUALIFIED', '两项评估尚未通过，不得录用');
    ELSIF NEW.act = 'certify-staff' AND NEW.verdict = 'certified' AND NOT EXISTS (SELECT FROM staff_member
        WHERE id = NEW.case_id AND outcome = 'hired') THEN
      PERFORM refuse('R-62', 'NOT_QUALIFIED', '该人员尚未录用，不得发证');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER d_staff BEFORE INSERT ON case_act FOR EACH ROW WHEN (NEW.case_kind = 'staff-member')
    EXECUTE FUNCTION guard_staff_act();

  -- SD16: whoever is on the register of staff gets a certificate only by the act that certifies exactly this one.
  CREATE FUNCTION guard_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM staff_member WHERE account_id = NEW.account_id) AND NOT EXISTS (SELECT FROM staff_certification fact
        JOIN staff_member member ON member.id = staff_member_id AND member.account_id = NEW.account_id
        JOIN task_entry entry ON entry.id = entry_id
        JOIN case_act done ON done.task_key = entry.task_key AND done.act = 'certify-staff'
          AND done.verdict = 'certified' AND withdrawn_at IS NULL
        WHERE superseded_at IS NULL AND certificate_number = NEW.number AND fact.valid_from = NEW.valid_from
          AND fact.valid_to = NEW.valid_to) THEN
      PERFORM refuse('SD16', 'NOT_VERIFIED', '上岗证须经培训、考试和主管部门登记，请按换证程序办理');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON staff_certificate FOR EACH ROW EXECUTE FUNCTION guard_certificate();

  -- Whoever holds a certificate already is on the register, and is reminded of its end from here on.
  INSERT INTO staff_member (number, account_id, firm_organisation_id, origin, reason, outcome)
    SELECT '员-' || lpad(row_number() OVER (ORDER BY account.id)::text, 4, '0'), account.id, organisation_id, 'existing',
      '已持证在岗', 'hired'
    FROM account WHERE EXISTS (SELECT FROM staff_certificate WHERE account_id = account.id);
  INSERT INTO outbox (id, name, correlation_key, ttl_ms, variables)
    SELECT gen_random_uuid(), 'certificate-issued', id::text, 0,
      jsonb_build_object('staffMemberId', id, 'caseNumber', number) FROM staff_member;
  `,
);
