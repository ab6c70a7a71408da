import { forwardOnly } from './forward-only.js';

/**
 * The signing period is watched to its end: only seals inside it count, it is extended once by a person's decision,
 * and what is terminated takes no seal any more and leaves agreements that never took effect without effect.
 */
export const WatchAndConversion1795478400028 = forwardOnly(
  'WatchAndConversion1795478400028',
  `
  -- What a person decided at the end of a signing period; stands while its entry does.
  CREATE TABLE signing_decision (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    project_id uuid NOT NULL REFERENCES project,
    reason text NOT NULL CHECK (reason <> ''),
    extension_days integer CHECK (extension_days > 0)
  );
  CREATE INDEX signing_decision_by_project ON signing_decision (project_id);
  CREATE TABLE signing_extension (
    project_id uuid PRIMARY KEY REFERENCES project,
    ended_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    extended_at timestamptz NOT NULL DEFAULT app_now(),
    CHECK (ends_at > ended_at)
  );
  CREATE TABLE signing_termination (
    project_id uuid PRIMARY KEY REFERENCES project,
    -- The rate had been reached: what took effect stays.
    rate_reached boolean NOT NULL,
    terminated_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['signing_decision', 'signing_extension',
    'signing_termination']::regclass[]) AS evidence;

  -- By which mode and at which rate the project signs now.
  CREATE FUNCTION signing_mode(project uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT mode FROM project WHERE id = $1
  $$;
  CREATE FUNCTION signing_rate_bp(project uuid) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT effective_rate_bp FROM project WHERE id = $1
  $$;

  -- The last verdict of these acts on a project.
  CREATE FUNCTION last_verdict(project uuid, acts text[]) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT verdict FROM case_act WHERE case_id = project AND act = ANY (acts) AND withdrawn_at IS NULL
      ORDER BY seq DESC LIMIT 1
  $$;

  CREATE FUNCTION guard_signing_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    period project;
    verdict text := last_verdict(NEW.project_id, ARRAY['decide-signing-outcome', 'announce-signing-termination']);
  BEGIN
    SELECT * INTO period FROM project WHERE id = NEW.project_id;
    IF period.signing_ends_at IS NULL OR app_now() < period.signing_ends_at THEN
      PERFORM refuse('R-12', 'SIGNING_RUNNING', '签约期未满，不能延长或终止');
    END IF;
    IF TG_TABLE_NAME = 'signing_extension' AND verdict IS DISTINCT FROM 'extended' THEN
      PERFORM refuse('R-12', 'TRANSITION_FORBIDDEN', '街镇没有决定延长签约期');
    ELSIF TG_TABLE_NAME = 'signing_termination' AND coalesce(verdict, '') NOT IN ('terminated', 'announced') THEN
      PERFORM refuse('R-12', 'TRANSITION_FORBIDDEN', '没有人决定终止签约');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON signing_extension FOR EACH ROW EXECUTE FUNCTION guard_signing_outcome();
  CREATE TRIGGER lawful BEFORE INSERT ON signing_termination FOR EACH ROW EXECUTE FUNCTION guard_signing_outcome();

  -- A period that has been opened moves its end by a recorded extension alone.
  CREATE FUNCTION guard_signing_period() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.signing_opened_at IS NULL
        OR (NEW.signing_opened_at, NEW.signing_ends_at) IS NOT DISTINCT FROM (OLD.signing_opened_at, OLD.signing_ends_at)
        OR (NEW.signing_opened_at = OLD.signing_opened_at AND EXISTS (SELECT FROM signing_extension
          WHERE project_id = NEW.id AND ended_at = OLD.signing_ends_at AND ends_at = NEW.signing_ends_at)) THEN
      RETURN NEW;
    END IF;
    PERFORM refuse('R-12', 'TRANSITION_FORBIDDEN', '签约期已公布，只能由街镇决定延长一次');
  END $$;
  CREATE TRIGGER signing_period BEFORE UPDATE OF signing_opened_at, signing_ends_at ON project
    FOR EACH ROW EXECUTE FUNCTION guard_signing_period();

  -- Only seals inside the period count for the rate (市政府令第71号 art 21).
  CREATE OR REPLACE FUNCTION guard_rate_reached() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    units bigint;
    sealed bigint;
  BEGIN
    IF NEW.rate_reached_at IS NOT DISTINCT FROM OLD.rate_reached_at THEN RETURN NEW; END IF;
    SELECT count(household.id), count(agreement.id) INTO units, sealed FROM household
      LEFT JOIN agreement ON household_id = household.id AND agreement.status IN ('sealed', 'effective')
        AND sealed_at < NEW.signing_ends_at
      WHERE project_id = NEW.id;
    IF OLD.rate_reached_at IS NOT NULL OR units = 0 OR sealed * 10000 < units * signing_rate_bp(NEW.id) THEN
      PERFORM refuse('市政府令第71号第21条', 'RATE_NOT_REACHED', '签约期内已盖章户数未达到生效比例');
    END IF;
    RETURN NEW;
  END $$;

  ALTER TABLE agreement DROP CONSTRAINT agreement_status_check, ADD CONSTRAINT agreement_status_check CHECK (status IN
    ('prepared', 'household-signed', 'officers-signed', 'in-review', 'returned', 'approved', 'sealed', 'effective',
     'superseded', 'lapsed'));
  CREATE OR REPLACE FUNCTION guard_agreement_change() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE terminated boolean := EXISTS (SELECT FROM signing_termination
    WHERE project_id = project_of_household(NEW.household_id));
  BEGIN
    IF to_jsonb(NEW) - ARRAY['status', 'sealed_at', 'sealed_by', 'effective_at', 'due_on']
        <> to_jsonb(OLD) - ARRAY['status', 'sealed_at', 'sealed_by', 'effective_at', 'due_on'] THEN
      PERFORM refuse('R-48', 'TRANSITION_FORBIDDEN', '协议文本和金额已锁定，不能修改，只能生成新版本');
    END IF;
    IF NEW.status = 'lapsed' AND OLD.status NOT IN ('lapsed', 'effective', 'superseded') AND terminated
        AND (NEW.sealed_at, NEW.sealed_by, NEW.effective_at, NEW.due_on)
          IS NOT DISTINCT FROM (OLD.sealed_at, OLD.sealed_by, OLD.effective_at, OLD.due_on) THEN
      RETURN NEW;
    END IF;
    IF terminated AND NEW.status <> OLD.status THEN
      PERFORM refuse('R-12', 'TRANSITION_FORBIDDEN', '本项目签约已终止，协议不能再办理');
    END IF;
    IF OLD.sealed_at IS NOT NULL AND (NEW.status <> 'effective' OR OLD.status <> 'sealed'
        OR NEW.sealed_at <> OLD.sealed_at OR NEW.sealed_by <> OLD.sealed_by) THEN
      PERFORM refuse('R-41', 'TRANSITION_FORBIDDEN', '协议已盖章，不能再变更');
    END IF;
    IF (OLD.status, NEW.status) NOT IN (('prepared', 'household-signed'), ('household-signed', 'officers-signed'),
        ('officers-signed', 'in-review'), ('in-review', 'approved'), ('officers-signed', 'returned'),
        ('in-review', 'returned'), ('approved', 'returned'), ('approved', 'sealed'), ('sealed', 'effective'))
        AND (NEW.status <> 'superseded' OR OLD.status IN ('approved', 'superseded', 'lapsed')) THEN
      PERFORM refuse('R-41', 'TRANSITION_FORBIDDEN', '协议状态不能这样变更');
    END IF;
    IF NEW.status <> 'effective' AND (NEW.effective_at, NEW.due_on) IS DISTINCT FROM (OLD.effective_at, OLD.due_on)
        OR NEW.status <> 'sealed' AND (NEW.sealed_at, NEW.sealed_by) IS DISTINCT FROM (OLD.sealed_at, OLD.sealed_by) THEN
      PERFORM refuse('R-41', 'TRANSITION_FORBIDDEN', '盖章和生效只能随状态一起登记');
    END IF;
    RETURN NEW;
  END $$;

  -- Periods that are open already are watched from now on.
  INSERT INTO outbox (id, name, correlation_key, ttl_ms, variables)
    SELECT gen_random_uuid(), 'signing-period-opened', id::text, 0, jsonb_build_object('projectId', id,
      'caseNumber', code, 'signingEndsAt', to_char(signing_ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    FROM project WHERE signing_opened_at IS NOT NULL;
  `,
);
