import { hashOfValue } from '../content-hash.js';
import { PLAN_BASIS, PLAN_PROBLEMS } from '../../rules/registers/plan-of-2021.js';
import { forwardOnly } from './forward-only.js';

/** What the plan itself says, as a first entry of a register: it has no person, and no one may add another like it. */
function planEntry(register: string, act: string, id: string, given: Readonly<Record<string, unknown>>): string {
  const values = JSON.stringify(given).replaceAll("'", "''");
  const hash = hashOfValue({ register, act, given });
  return `INSERT INTO register_entry (id, register, row_id, act, given, content_hash)
    VALUES ('${id}', '${register}', '${id}', '${act}', '${values}', '${hash}');`;
}

const problems = PLAN_PROBLEMS.map(
  ({ id, ...given }) => `${planEntry('problems', 'open-problem', id, given)}
    INSERT INTO problem VALUES ('${id}', '${given.clause}', '${given.problem}', '${given.measure}');`,
);
const basis = PLAN_BASIS.map(
  ({ id, ...given }) => `${planEntry('basis-of-plan', 'record-basis', id, given)}
    INSERT INTO plan_basis VALUES ('${id}', '${given.kind}', '${given.body}', ${given.heldOn ? `'${given.heldOn}'` : 'NULL'},
      '${given.result}', '${given.paper}');`,
);

/**
 * Registers beside the procedures. A row begins with an entry and grows by later entries; each is an act of a person
 * on the row (roles and separation of duties by the guards of acts) with the words as typed and a typed fact. Nothing
 * is changed: a correction is an entry that names the one it takes the place of.
 */
export const RegistersAndRuleChanges1795478400023 = forwardOnly(
  'RegistersAndRuleChanges1795478400023',
  `
  CREATE TABLE register_entry (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    register text NOT NULL,
    row_id uuid NOT NULL,
    act text NOT NULL,
    act_id uuid UNIQUE REFERENCES case_act,
    given jsonb NOT NULL CHECK (jsonb_typeof(given) = 'object'),
    content_hash text NOT NULL,
    corrects uuid UNIQUE REFERENCES register_entry,
    entered_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE INDEX register_entry_by_row ON register_entry (row_id, seq);
  CREATE INDEX register_entry_by_register ON register_entry (register);

  CREATE FUNCTION civil_day(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT (moment AT TIME ZONE 'Asia/Shanghai')::date
  $$;

  -- Entries that no later one has taken the place of, with who made them.
  CREATE VIEW register_standing AS
    SELECT entry.id, entry.seq, entry.register, entry.row_id, entry.act, entry.given, entry.entered_at, entry.act_id,
      done.person_id, account.display_name AS person, organisation.id AS organisation_id, organisation.name AS unit
    FROM register_entry entry LEFT JOIN case_act done ON done.id = entry.act_id
    LEFT JOIN account ON account.id = done.person_id LEFT JOIN organisation ON organisation.id = account.organisation_id
    WHERE NOT EXISTS (SELECT FROM register_entry later WHERE later.corrects = entry.id);

  CREATE TABLE guidance_question (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    project_id uuid REFERENCES project,
    matter text NOT NULL,
    question text NOT NULL
  );
  CREATE TABLE guidance_answer (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    wording text NOT NULL,
    legal_basis text NOT NULL,
    holds_from date NOT NULL
  );
  CREATE TABLE problem (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    clause text NOT NULL,
    problem text NOT NULL,
    measure text NOT NULL
  );
  CREATE TABLE problem_assignment (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    owner_id uuid NOT NULL REFERENCES account,
    due_on date NOT NULL
  );
  CREATE TABLE measure_report (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    done text NOT NULL
  );
  CREATE TABLE problem_verdict (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    outcome text NOT NULL CHECK (outcome IN ('closed', 'returned')),
    grounds text NOT NULL
  );
  CREATE TABLE leadership_decision (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    decided_on date NOT NULL,
    matter text NOT NULL,
    major boolean NOT NULL,
    participants integer NOT NULL CHECK (participants > 0),
    votes_for integer NOT NULL CHECK (votes_for >= 0),
    votes_against integer NOT NULL CHECK (votes_against >= 0),
    decision text NOT NULL,
    legal_basis text NOT NULL,
    reasons text NOT NULL,
    CONSTRAINT no_more_votes_than_leaders CHECK (votes_for + votes_against <= participants),
    CONSTRAINT decided_by_majority CHECK (votes_for * 2 > participants),
    -- A major matter is decided together: never by one, never by two.
    CONSTRAINT major_matter_decided_together CHECK (NOT major OR participants >= 3)
  );
  CREATE TABLE leadership_participant (
    entry_id uuid NOT NULL REFERENCES leadership_decision,
    position integer NOT NULL,
    name text NOT NULL,
    post text NOT NULL,
    PRIMARY KEY (entry_id, position),
    UNIQUE (entry_id, name)
  );
  CREATE TABLE leadership_confirmation (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    remark text NOT NULL
  );
  CREATE TABLE post_target (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    post text NOT NULL,
    target text NOT NULL,
    quantity integer NOT NULL CHECK (quantity > 0),
    -- The act that is counted; null where somebody has to report.
    counted_act text,
    starts_on date NOT NULL,
    ends_on date NOT NULL CHECK (ends_on >= starts_on)
  );
  CREATE TABLE post_fulfilment (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    quantity integer NOT NULL CHECK (quantity >= 0),
    evidence text NOT NULL
  );
  CREATE TABLE post_judgement (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    outcome text NOT NULL CHECK (outcome IN ('fulfilled', 'missed')),
    consequence text NOT NULL
  );
  CREATE TABLE integrity_duty (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    leader_id uuid NOT NULL REFERENCES account,
    year integer NOT NULL CHECK (year BETWEEN 2021 AND 2100),
    duties text NOT NULL,
    report_due_on date NOT NULL
  );
  CREATE TABLE integrity_report (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    report text NOT NULL,
    gifts_declared boolean NOT NULL,
    relatives_declared boolean NOT NULL
  );
  CREATE TABLE integrity_review (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    outcome text NOT NULL CHECK (outcome IN ('closed', 'returned')),
    opinion text NOT NULL
  );
  CREATE TABLE plan_basis (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    kind text NOT NULL CHECK (kind IN ('opinion', 'meeting', 'issue')),
    body text NOT NULL,
    held_on date,
    result text NOT NULL,
    paper text NOT NULL
  );
  CREATE TABLE supervised_unit (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    firm_id uuid NOT NULL REFERENCES organisation,
    owner_id uuid NOT NULL REFERENCES organisation,
    person_in_charge text NOT NULL,
    supervised_from date NOT NULL
  );
  CREATE TABLE duty_acknowledgement (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    organisation_id uuid NOT NULL REFERENCES organisation,
    person_in_charge text NOT NULL,
    statement text NOT NULL
  );
  CREATE TABLE cooperation_request (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    asked_post text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('coordination', 'supervision', 'support')),
    matter text NOT NULL,
    due_on date NOT NULL
  );
  CREATE TABLE cooperation_answer (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    answer text NOT NULL
  );
  CREATE TABLE cooperation_close (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    outcome text NOT NULL CHECK (outcome IN ('closed', 'returned')),
    remark text NOT NULL
  );
  ${problems.join('\n  ')}
  ${basis.join('\n  ')}

  SELECT keep_append_only(evidence) FROM unnest(ARRAY['register_entry', 'guidance_question', 'guidance_answer',
    'problem', 'problem_assignment', 'measure_report', 'problem_verdict', 'leadership_decision',
    'leadership_participant', 'leadership_confirmation', 'post_target', 'post_fulfilment', 'post_judgement',
    'integrity_duty', 'integrity_report', 'integrity_review', 'plan_basis', 'supervised_unit', 'duty_acknowledgement',
    'cooperation_request', 'cooperation_answer', 'cooperation_close']::regclass[]) AS evidence;

  CREATE FUNCTION guard_register_entry() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    done case_act;
    corrected register_entry;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('case:' || NEW.row_id, 0));
    NEW.entered_at := app_now();
    SELECT * INTO done FROM case_act WHERE id = NEW.act_id AND withdrawn_at IS NULL;
    IF done.id IS NULL OR (done.case_kind, done.case_id, done.act, done.content_hash)
        IS DISTINCT FROM ('register-entry', NEW.row_id, NEW.act, NEW.content_hash) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '登记须由有权人员以本人名义办理，内容与办理记录须一致');
    END IF;
    IF EXISTS (SELECT FROM register_entry WHERE row_id = NEW.row_id AND register <> NEW.register) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '该登记项不属于这本登记簿');
    END IF;
    IF NEW.corrects IS NULL THEN RETURN NEW; END IF;
    SELECT * INTO corrected FROM register_entry WHERE id = NEW.corrects;
    IF (corrected.row_id, corrected.act) IS DISTINCT FROM (NEW.row_id, NEW.act) OR corrected.act_id IS NULL
        OR EXISTS (SELECT FROM register_standing WHERE row_id = NEW.row_id AND seq > corrected.seq) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '只能更正本项最后一次登记；后面已有他人办理的，请另行登记');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON register_entry FOR EACH ROW EXECUTE FUNCTION guard_register_entry();

  -- Whoever owns a problem does not say himself that it is solved.
  CREATE FUNCTION guard_problem_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE said register_standing;
  BEGIN
    SELECT * INTO said FROM register_standing WHERE id = NEW.entry_id;
    IF said.person_id = (SELECT owner_id FROM problem_assignment JOIN register_standing assigned ON assigned.id = entry_id
        WHERE assigned.row_id = said.row_id ORDER BY assigned.seq DESC LIMIT 1) THEN
      PERFORM refuse('R-22', 'DUTY_NOT_SEPARATED', '责任人不得自行销号，请由他人核对');
    END IF;
    IF NOT EXISTS (SELECT FROM measure_report JOIN register_standing reported ON reported.id = entry_id
        WHERE reported.row_id = said.row_id) THEN
      PERFORM refuse('R-22', 'FIELD_MISSING', '责任人尚未报告整改情况，不能销号');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON problem_verdict FOR EACH ROW EXECUTE FUNCTION guard_problem_verdict();
  `,
);
