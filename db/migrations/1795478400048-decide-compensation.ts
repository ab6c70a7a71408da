import { forwardOnly } from './forward-only.js';

/**
 * Compensation decisions on households that have not signed: reported, heard, decided by another, served; enforced by the
 * court alone, after every remedy, with the compensation ready first (征收与补偿条例 art 26 to 28).
 */
export const DecideCompensation1795478400048 = forwardOnly(
  'DecideCompensation1795478400048',
  `
  CREATE TABLE compensation_decision (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES project,
    household_id uuid NOT NULL UNIQUE REFERENCES household,
    number text NOT NULL UNIQUE,
    opened_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE FUNCTION project_of_compensation_decision(child uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT project_id FROM compensation_decision WHERE id = child
  $$;
  CREATE FUNCTION parents_of_compensation_decision(child uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT household_id FROM compensation_decision WHERE id = child
  $$;
  CREATE TABLE compensation_report (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    decision_id uuid NOT NULL REFERENCES compensation_decision,
    calculation_id uuid NOT NULL REFERENCES compensation_calculation,
    amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
    owner_unclear boolean NOT NULL,
    exchange_house text NOT NULL,
    exchange_area_hundredths bigint NOT NULL CHECK (exchange_area_hundredths > 0),
    exchange_value_fen bigint NOT NULL CHECK (exchange_value_fen > 0),
    temporary_housing text
  );
  -- Papers of a report or of an application to the court, with the number or place each is found by.
  CREATE TABLE decision_paper (
    entry_id uuid NOT NULL REFERENCES task_entry,
    paper text NOT NULL,
    reference text NOT NULL CHECK (reference <> ''),
    PRIMARY KEY (entry_id, paper)
  );
  CREATE TABLE decision_service (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    decision_id uuid NOT NULL REFERENCES compensation_decision,
    act text NOT NULL CHECK (act IN ('serve-decision-report', 'serve-decision', 'demand-performance')),
    served_on date NOT NULL,
    manner text NOT NULL,
    witness text
  );
  CREATE TABLE decision_hearing (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    decision_id uuid NOT NULL REFERENCES compensation_decision,
    heard_on date NOT NULL,
    opinion text NOT NULL,
    mediation_on date,
    mediation_result text
  );
  CREATE TABLE decision_issued (
    decision_id uuid NOT NULL REFERENCES compensation_decision,
    version integer NOT NULL CHECK (version > 0),
    report_entry_id uuid NOT NULL REFERENCES compensation_report,
    issued_at timestamptz NOT NULL DEFAULT app_now(),
    PRIMARY KEY (decision_id, version)
  );
  CREATE TABLE decision_remedy (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    decision_id uuid NOT NULL REFERENCES compensation_decision,
    review_filed_on date,
    review_result_served_on date,
    suit_filed_on date,
    judged_on date,
    annulled boolean NOT NULL,
    moved_out boolean NOT NULL
  );
  CREATE TABLE court_application (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    decision_id uuid NOT NULL REFERENCES compensation_decision,
    court text NOT NULL,
    deposited_fen bigint NOT NULL CHECK (deposited_fen >= 0),
    house_provided text
  );
  CREATE TABLE court_ruling (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    decision_id uuid NOT NULL REFERENCES compensation_decision,
    ruled_on date NOT NULL,
    ruling text NOT NULL
  );
  CREATE TABLE decision_outcome (
    decision_id uuid PRIMARY KEY REFERENCES compensation_decision,
    outcome text NOT NULL CHECK (outcome IN ('fulfilled', 'enforced', 'withdrawn')),
    concluded_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['compensation_decision', 'compensation_report', 'decision_paper',
    'decision_service', 'decision_hearing', 'decision_issued', 'decision_remedy', 'court_application', 'court_ruling',
    'decision_outcome']::regclass[]) AS evidence;

  CREATE FUNCTION guard_decision_opened() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF signing_mode(NEW.project_id) = 'negotiated' THEN
      PERFORM refuse('R-12', 'MODE_NOT_APPLICABLE', '协议置换没有补偿决定，请继续协商');
    END IF;
    IF EXISTS (SELECT FROM project WHERE id = NEW.project_id AND app_now() < signing_ends_at) THEN
      PERFORM refuse('征收与补偿条例第26条', 'SIGNING_RUNNING', '签约期未满，请继续协商');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON compensation_decision FOR EACH ROW EXECUTE FUNCTION guard_decision_opened();

  -- Decided on exactly this report by somebody else than who made it; never on a household that has signed.
  CREATE FUNCTION guard_decision_issued() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE report task_entry;
  BEGIN
    SELECT * INTO report FROM task_entry WHERE id = NEW.report_entry_id;
    IF report.superseded_at IS NOT NULL OR report.case_id <> NEW.decision_id OR NOT EXISTS (SELECT FROM case_act
        WHERE case_id = NEW.decision_id AND act = 'decide-compensation' AND verdict = 'approved' AND withdrawn_at IS NULL
          AND content_hash = report.content_hash AND person_id <> report.person_id) THEN
      PERFORM refuse('R-5', 'TRANSITION_FORBIDDEN', '区人民政府没有由他人对这份报告作出补偿决定');
    END IF;
    IF EXISTS (SELECT FROM compensation_decision decision JOIN agreement USING (household_id)
        WHERE decision.id = NEW.decision_id AND agreement.status IN ('sealed', 'effective')) THEN
      PERFORM refuse('征收与补偿条例第26条', 'ALREADY_DONE', '该户已签订协议，不作补偿决定');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON decision_issued FOR EACH ROW EXECUTE FUNCTION guard_decision_issued();

  CREATE FUNCTION served_on(decision uuid, served text) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT service.served_on FROM decision_service service JOIN task_entry entry ON entry.id = entry_id
    WHERE decision_id = decision AND service.act = served AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1
  $$;

  -- A home is taken by the court alone: decision served, remedies over, demanded, compensation ready.
  CREATE FUNCTION guard_court_application() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    decided date := served_on(NEW.case_id, 'serve-decision');
    demanded date := served_on(NEW.case_id, 'demand-performance');
    remedy decision_remedy;
    issued compensation_report;
    application court_application;
    balance bigint;
  BEGIN
    IF NEW.verdict <> 'applied' THEN RETURN NEW; END IF;
    SELECT fact.* INTO remedy FROM decision_remedy fact JOIN task_entry entry ON entry.id = entry_id
      WHERE decision_id = NEW.case_id AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1;
    SELECT report.* INTO issued FROM decision_issued JOIN compensation_report report ON report.entry_id = report_entry_id
      WHERE decision_issued.decision_id = NEW.case_id ORDER BY version DESC LIMIT 1;
    SELECT fact.* INTO application FROM court_application fact JOIN task_entry entry ON entry.id = entry_id
      WHERE decision_id = NEW.case_id AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1;
    IF issued.entry_id IS NULL OR decided IS NULL THEN
      PERFORM refuse('征收与补偿条例第26条', 'TRANSITION_FORBIDDEN', '补偿决定尚未作出或送达');
    END IF;
    IF remedy.entry_id IS NULL OR remedy.annulled OR remedy.moved_out
        OR (remedy.suit_filed_on IS NOT NULL AND remedy.judged_on IS NULL)
        OR (remedy.review_filed_on IS NOT NULL AND remedy.review_result_served_on IS NULL AND remedy.judged_on IS NULL)
        OR (remedy.suit_filed_on IS NULL AND remedy.review_result_served_on IS NULL
          AND app_today() <= decided + interval '6 months')
        OR (remedy.suit_filed_on IS NULL AND app_today() <= remedy.review_result_served_on + 15) THEN
      PERFORM refuse('征收与补偿条例第28条', 'REMEDY_OPEN', '复议、诉讼期限未满或尚在审理，不得申请强制执行');
    END IF;
    IF demanded IS NULL OR demanded < decided OR app_today() <= demanded + 10 THEN
      PERFORM refuse('行政强制法第54条', 'DEMAND_RUNNING', '尚未催告或催告期未满，不得申请强制执行');
    END IF;
    SELECT balance_fen INTO balance FROM special_account WHERE project_id = project_of(NEW.case_kind, NEW.case_id);
    IF application.entry_id IS NULL
        OR (application.house_provided IS NULL AND (application.deposited_fen < issued.amount_fen OR balance < issued.amount_fen)) THEN
      PERFORM refuse('征收与补偿条例第27条', 'ACCOUNT_INSUFFICIENT', '先补偿、后搬迁：补偿金额未专户存储、也未提供房屋，不得申请');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER c_court BEFORE INSERT ON case_act FOR EACH ROW
    WHEN (NEW.act = 'apply-to-court') EXECUTE FUNCTION guard_court_application();

  CREATE FUNCTION guard_decision_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE word text := last_verdict(NEW.decision_id, ARRAY['confirm-remedies', 'apply-to-court', 'record-court-ruling']);
  BEGIN
    IF NEW.outcome = 'withdrawn' AND NOT EXISTS (SELECT FROM compensation_decision decision
        JOIN agreement USING (household_id) WHERE decision.id = NEW.decision_id AND agreement.status = 'effective') THEN
      PERFORM refuse('R-5', 'TRANSITION_FORBIDDEN', '该户没有生效的协议，补偿决定不能因签约撤回');
    ELSIF NEW.outcome <> 'withdrawn' AND word IS DISTINCT FROM NEW.outcome THEN
      PERFORM refuse('R-5', 'TRANSITION_FORBIDDEN', '没有人登记该户已履行或已执行');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON decision_outcome FOR EACH ROW EXECUTE FUNCTION guard_decision_outcome();
  `,
);
