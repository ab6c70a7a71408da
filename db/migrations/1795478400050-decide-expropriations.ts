import { forwardOnly } from './forward-only.js';

/**
 * Expropriation decisions: nothing is decided, published or told without risk assessment, money in full, the meeting
 * where many are concerned, and a person of the district government who prepared none of it (征收与补偿条例 art 8 to 14).
 */
export const DecideExpropriations1795478400050 = forwardOnly(
  'DecideExpropriations1795478400050',
  `
  CREATE TABLE stability_risk (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    report_number text NOT NULL CHECK (report_number <> ''),
    heard_persons integer NOT NULL CHECK (heard_persons > 0),
    findings text NOT NULL,
    measures text NOT NULL,
    housing_ready boolean NOT NULL,
    housing text NOT NULL,
    report_document_id uuid REFERENCES case_document
  );
  CREATE TABLE risk_mitigation (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    measures text NOT NULL,
    done_on date NOT NULL
  );
  -- What all households of a project are owed under the plan of the track, counted by the system.
  CREATE TABLE compensation_need (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    track_id uuid NOT NULL REFERENCES track,
    number integer NOT NULL CHECK (number > 0),
    plan_entry_id uuid NOT NULL REFERENCES plan_figures,
    households integer NOT NULL CHECK (households >= 0),
    -- Households whose area is not final yet: nothing is complete while there are any.
    uncounted integer NOT NULL CHECK (uncounted >= 0),
    need_fen bigint NOT NULL CHECK (need_fen >= 0),
    -- Money already promised to households that are not part of the need any more.
    reserved_fen bigint NOT NULL CHECK (reserved_fen >= 0),
    meeting_needed boolean NOT NULL,
    content_hash text NOT NULL,
    counted_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (track_id, number)
  );
  CREATE TABLE executive_meeting (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    held_on date NOT NULL,
    minutes_number text NOT NULL CHECK (minutes_number <> ''),
    present integer NOT NULL CHECK (present > 0),
    agreed boolean NOT NULL,
    opinion text NOT NULL
  );
  -- What the district government says beside its verdict.
  CREATE TABLE expropriation_words (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    number text,
    return_to text CHECK (return_to IN ('risk', 'funds', 'meeting')),
    reason text
  );
  CREATE TABLE land_approval (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    number text NOT NULL CHECK (number <> ''),
    authority text NOT NULL,
    approved_on date NOT NULL,
    received_on date NOT NULL CHECK (received_on >= approved_on)
  );
  CREATE TABLE expropriation_decision (
    track_id uuid NOT NULL REFERENCES track,
    version integer NOT NULL CHECK (version > 0),
    number text NOT NULL,
    entry_id uuid NOT NULL UNIQUE REFERENCES expropriation_words,
    need_id uuid NOT NULL REFERENCES compensation_need,
    notice_id uuid NOT NULL UNIQUE REFERENCES notice,
    decided_at timestamptz NOT NULL DEFAULT app_now(),
    PRIMARY KEY (track_id, version)
  );
  CREATE TABLE expropriation_refusal (
    track_id uuid PRIMARY KEY REFERENCES track,
    entry_id uuid NOT NULL REFERENCES expropriation_words,
    refused_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE expropriation_remedies (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL,
    version integer NOT NULL,
    FOREIGN KEY (track_id, version) REFERENCES expropriation_decision
  );
  CREATE TABLE expropriation_proceeding (
    entry_id uuid NOT NULL REFERENCES expropriation_remedies,
    position integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('review', 'suit')),
    authority text NOT NULL,
    number text NOT NULL,
    filed_on date NOT NULL,
    ended_on date CHECK (ended_on >= filed_on),
    outcome text NOT NULL CHECK (outcome IN ('pending', 'maintained', 'annulled', 'withdrawn')),
    suspension text,
    PRIMARY KEY (entry_id, position),
    CHECK ((ended_on IS NULL) = (outcome = 'pending'))
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['stability_risk', 'risk_mitigation', 'compensation_need',
    'executive_meeting', 'expropriation_words', 'land_approval', 'expropriation_decision', 'expropriation_refusal',
    'expropriation_remedies', 'expropriation_proceeding']::regclass[]) AS evidence;
  CREATE INDEX stability_risk_by_track ON stability_risk (track_id);
  CREATE INDEX executive_meeting_by_track ON executive_meeting (track_id);
  CREATE INDEX expropriation_words_by_track ON expropriation_words (track_id);
  CREATE INDEX expropriation_remedies_by_track ON expropriation_remedies (track_id);

  -- Counted under the adopted plan over all households of the project; none is left out.
  CREATE FUNCTION guard_compensation_need() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM plan_adoption WHERE track_id = NEW.track_id AND entry_id = NEW.plan_entry_id) THEN
      PERFORM refuse('征收与补偿条例第10条', 'DECISION_POINT_OPEN', '本轨的补偿方案尚未通过，不能核算应补偿金额');
    END IF;
    IF NEW.households <> (SELECT count(*) FROM household WHERE project_id = project_of_track(NEW.track_id)) THEN
      PERFORM refuse('R-56', 'AMOUNT_MISMATCH', '核算的户数与户册不符');
    END IF;
    NEW.counted_at := app_now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON compensation_need FOR EACH ROW EXECUTE FUNCTION guard_compensation_need();

  CREATE FUNCTION guard_expropriation_decision() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    mode text := (SELECT track.mode FROM track WHERE id = NEW.track_id);
    risk task_entry;
    assessed case_act;
    reviewed case_act;
    funds case_act;
    met task_entry;
    words task_entry;
    decided case_act;
    need compensation_need;
    agreed boolean;
  BEGIN
    IF mode = 'negotiated' THEN
      PERFORM refuse('R-11、R-14', 'MODE_NOT_APPLICABLE', '协议置换没有征收决定');
    END IF;
    IF NOT EXISTS (SELECT FROM plan_adoption WHERE track_id = NEW.track_id) THEN
      PERFORM refuse('征收与补偿条例第10条', 'DECISION_POINT_OPEN', '本轨的补偿方案尚未通过');
    END IF;

    SELECT * INTO risk FROM task_entry WHERE case_id = NEW.track_id AND act = 'assess-stability-risk'
      AND superseded_at IS NULL ORDER BY seq DESC LIMIT 1;
    SELECT * INTO assessed FROM case_act WHERE case_id = NEW.track_id AND act = 'assess-stability-risk'
      AND withdrawn_at IS NULL ORDER BY seq DESC LIMIT 1;
    SELECT * INTO reviewed FROM case_act WHERE case_id = NEW.track_id AND act = 'review-stability-risk'
      AND withdrawn_at IS NULL ORDER BY seq DESC LIMIT 1;
    IF NOT EXISTS (SELECT FROM stability_risk WHERE entry_id = risk.id AND housing_ready)
        OR assessed.verdict IS NULL OR assessed.verdict NOT IN ('low-risk', 'medium-risk')
        OR assessed.content_hash IS DISTINCT FROM risk.content_hash
        OR (mode = 'state' AND (reviewed.verdict IS DISTINCT FROM 'approved'
          OR reviewed.content_hash IS DISTINCT FROM risk.content_hash OR reviewed.person_id = assessed.person_id)) THEN
      PERFORM refuse('征收与补偿条例第12条、市政府令第71号第18条', 'DECISION_POINT_OPEN',
        '风险评估未完成、仍为高风险或未经区人民政府审核，或安置房源未落实');
    END IF;

    SELECT * INTO need FROM compensation_need WHERE track_id = NEW.track_id ORDER BY number DESC LIMIT 1;
    SELECT * INTO funds FROM case_act WHERE case_id = NEW.track_id AND act = 'confirm-compensation-funds'
      AND withdrawn_at IS NULL ORDER BY seq DESC LIMIT 1;
    IF need.id IS NULL OR need.id <> NEW.need_id OR need.uncounted > 0
        OR need.households <> (SELECT count(*) FROM household WHERE project_id = project_of_track(NEW.track_id))
        OR funds.verdict IS DISTINCT FROM 'confirmed'
        OR funds.content_hash IS DISTINCT FROM need.content_hash THEN
      PERFORM refuse('征收与补偿条例第12条、R-56', 'DECISION_POINT_OPEN', '应补偿金额未核算完整或资金未经财务确认');
    END IF;
    IF (SELECT coalesce(sum(amount_fen) FILTER (WHERE kind = 'deposit'), 0) FROM special_account_entry
        WHERE project_id = project_of_track(NEW.track_id)) - need.reserved_fen < need.need_fen THEN
      PERFORM refuse('征收与补偿条例第12条、R-56', 'ACCOUNT_INSUFFICIENT', '专户资金少于应补偿金额，不得作出征收决定');
    END IF;

    IF mode = 'state' AND need.meeting_needed THEN
      SELECT entry.* INTO met FROM executive_meeting meeting JOIN task_entry entry ON entry.id = meeting.entry_id
        WHERE track_id = NEW.track_id AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1;
      SELECT meeting.agreed INTO agreed FROM executive_meeting meeting WHERE entry_id = met.id;
      -- Held on what is decided now, not on an assessment or a count of before.
      IF agreed IS NOT TRUE OR NOT EXISTS (SELECT FROM case_act WHERE case_id = NEW.track_id
          AND act = 'hold-executive-meeting' AND content_hash = met.content_hash AND withdrawn_at IS NULL
          AND seq > funds.seq AND seq > assessed.seq) THEN
        PERFORM refuse('征收与补偿条例第12条', 'DECISION_POINT_OPEN', '须经政府常务会议讨论同意');
      END IF;
    END IF;

    SELECT * INTO words FROM task_entry WHERE id = NEW.entry_id;
    SELECT * INTO decided FROM case_act WHERE case_id = NEW.track_id AND act = 'decide-expropriation'
      AND withdrawn_at IS NULL ORDER BY seq DESC LIMIT 1;
    IF decided.verdict IS DISTINCT FROM 'approved' OR words.case_id <> NEW.track_id
        OR decided.content_hash IS DISTINCT FROM words.content_hash
        OR decided.person_id IN (assessed.person_id, funds.person_id, coalesce(reviewed.person_id, assessed.person_id),
          coalesce(met.person_id, assessed.person_id))
        OR NOT EXISTS (SELECT FROM account_role WHERE account_id = decided.person_id
          AND role = 'district-government') THEN
      PERFORM refuse('R-5', 'TRANSITION_FORBIDDEN', '区人民政府没有由未经手的人员作出这份征收决定');
    END IF;

    IF mode = 'collective' AND NOT EXISTS (SELECT FROM land_approval approval JOIN task_entry entry
          ON entry.id = approval.entry_id WHERE track_id = NEW.track_id AND superseded_at IS NULL) THEN
      PERFORM refuse('土地管理法第46条', 'DECISION_POINT_OPEN', '土地征收尚未经有权机关批准');
    END IF;
    IF NOT EXISTS (SELECT FROM notice WHERE id = NEW.notice_id AND kind = 'expropriation-decision'
        AND project_id = project_of_track(NEW.track_id)) THEN
      PERFORM refuse('征收与补偿条例第13条', 'TRANSITION_FORBIDDEN', '征收决定须有本项目的征收决定公告');
    END IF;
    IF EXISTS (SELECT FROM expropriation_refusal WHERE track_id = NEW.track_id)
        OR (NEW.version > 1 AND NOT expropriation_annulled(NEW.track_id)) THEN
      PERFORM refuse('R-5', 'ALREADY_DONE', '本轨已有结论，不得重复作出征收决定');
    END IF;
    NEW.decided_at := app_now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON expropriation_decision
    FOR EACH ROW EXECUTE FUNCTION guard_expropriation_decision();

  -- What was done against the last decision of a track, as it stands.
  CREATE FUNCTION expropriation_proceedings(track uuid) RETURNS SETOF expropriation_proceeding
      LANGUAGE sql STABLE AS $$
    SELECT proceeding.* FROM expropriation_proceeding proceeding WHERE entry_id = (
      SELECT remedies.entry_id FROM expropriation_remedies remedies JOIN task_entry entry ON entry.id = remedies.entry_id
      WHERE remedies.track_id = track AND superseded_at IS NULL AND version = (SELECT max(version)
        FROM expropriation_decision decision WHERE decision.track_id = track) ORDER BY entry.seq DESC LIMIT 1)
  $$;
  CREATE FUNCTION expropriation_annulled(track uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM expropriation_proceedings(track) WHERE outcome = 'annulled')
  $$;
  -- 不停止执行: a decision is carried out while it is contested, but where it was annulled or its execution suspended.
  CREATE FUNCTION expropriation_halted(track uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM expropriation_proceedings(track)
      WHERE outcome = 'annulled' OR (suspension IS NOT NULL AND outcome = 'pending'))
  $$;

  -- A refusal ends the track. A project that was converted already needs its decision: it can be returned, not refused.
  CREATE FUNCTION guard_expropriation_refusal() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM case_act JOIN task_entry entry ON entry.id = NEW.entry_id
        WHERE case_act.case_id = NEW.track_id AND case_act.act = 'decide-expropriation' AND verdict = 'refused'
          AND withdrawn_at IS NULL AND case_act.content_hash = entry.content_hash) THEN
      PERFORM refuse('R-5', 'TRANSITION_FORBIDDEN', '区人民政府没有决定不予征收');
    END IF;
    IF EXISTS (SELECT FROM project_conversion WHERE project_id = project_of_track(NEW.track_id)) THEN
      PERFORM refuse('R-14', 'TRANSITION_FORBIDDEN', '项目已转为征收，不能不予征收，请退回须改变的步骤');
    END IF;
    NEW.refused_at := app_now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON expropriation_refusal
    FOR EACH ROW EXECUTE FUNCTION guard_expropriation_refusal();

  CREATE FUNCTION guard_refused_track() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM expropriation_refusal refusal JOIN conversion ON conversion.track_id = refusal.track_id
        WHERE conversion.id = NEW.conversion_id) THEN
      PERFORM refuse('R-14', 'DECISION_POINT_OPEN', '区人民政府已决定不予征收，项目不能转为征收');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_refused BEFORE INSERT ON project_conversion FOR EACH ROW EXECUTE FUNCTION guard_refused_track();

  CREATE FUNCTION guard_expropriation_notice() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM expropriation_decision WHERE notice_id = NEW.id) THEN
      PERFORM refuse('征收与补偿条例第13条', 'TRANSITION_FORBIDDEN', '没有征收决定，不得发布征收决定公告');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_expropriation BEFORE UPDATE OF status ON notice FOR EACH ROW
    WHEN (NEW.kind = 'expropriation-decision' AND NEW.status = 'published')
    EXECUTE FUNCTION guard_expropriation_notice();

  CREATE FUNCTION guard_expropriation_told() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM expropriation_decision decision JOIN notice ON notice.id = notice_id
        WHERE track_id::text = NEW.correlation_key AND published_at IS NOT NULL) THEN
      PERFORM refuse('征收与补偿条例第13条', 'DECISION_POINT_OPEN', '征收决定尚未作出并公告');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_expropriation BEFORE INSERT ON outbox FOR EACH ROW
    WHEN (NEW.name = 'expropriation-decided') EXECUTE FUNCTION guard_expropriation_told();

  CREATE FUNCTION guard_halted_signing() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM conversion WHERE id = NEW.conversion_id AND expropriation_halted(track_id)) THEN
      PERFORM refuse('征收与补偿条例第14条', 'DECISION_POINT_OPEN', '征收决定已被撤销或裁定停止执行，不能开启征收签约');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_halted BEFORE INSERT ON formal_signing FOR EACH ROW EXECUTE FUNCTION guard_halted_signing();

  CREATE FUNCTION guard_halted_project() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM track WHERE project_id = NEW.id AND mode = NEW.mode AND expropriation_halted(id)) THEN
      PERFORM refuse('征收与补偿条例第14条', 'DECISION_POINT_OPEN', '征收决定已被撤销或裁定停止执行，不能开启征收签约');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_halted BEFORE UPDATE OF signing_opened_at ON project FOR EACH ROW
    WHEN (OLD.signing_opened_at IS NULL AND NEW.signing_opened_at IS NOT NULL)
    EXECUTE FUNCTION guard_halted_project();

  -- Formal tracks whose plan was adopted before begin their decision now.
  INSERT INTO outbox (id, name, correlation_key, ttl_ms, variables)
    SELECT gen_random_uuid(), 'decision-prepared', track.id::text, 0, jsonb_build_object('projectId', project.id,
      'trackId', track.id, 'mode', track.mode, 'caseNumber', code)
    FROM plan_adoption JOIN track ON track.id = track_id JOIN project ON project.id = project_id
    WHERE track.mode <> 'negotiated' AND NOT EXISTS (SELECT FROM outbox told
      WHERE told.name = 'expropriation-decided' AND told.correlation_key = track.id::text);
  `,
);
