import { forwardOnly } from './forward-only.js';

/**
 * The compensation plan of each track: opened after the areas are displayed, drafted, put to opinions that are
 * all answered, adopted as it was examined. Two plans of one project say the same, or why not.
 */
export const CompensationPlans1795478400035 = forwardOnly(
  'CompensationPlans1795478400035',
  `
  CREATE TABLE plan_opening (
    track_id uuid PRIMARY KEY REFERENCES track,
    opened_at timestamptz NOT NULL DEFAULT app_now()
  );
  CREATE TABLE willingness_result (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    units integer NOT NULL CHECK (units > 0),
    agreeing integer NOT NULL CHECK (agreeing BETWEEN 0 AND units),
    counted_on date NOT NULL,
    witness text NOT NULL CHECK (witness <> '')
  );
  -- A draft beside its figures (plan_figures).
  CREATE TABLE compensation_plan (
    entry_id uuid PRIMARY KEY REFERENCES plan_figures,
    track_id uuid NOT NULL REFERENCES track,
    number text NOT NULL CHECK (number <> ''),
    price_date date NOT NULL,
    -- What was changed after a consultation and why; null in a first draft.
    changes text
  );
  CREATE INDEX compensation_plan_by_track ON compensation_plan (track_id);
  CREATE TABLE plan_notice (
    notice_id uuid PRIMARY KEY REFERENCES notice,
    track_id uuid NOT NULL REFERENCES track,
    -- The draft it shows; null where there is none yet.
    entry_id uuid REFERENCES compensation_plan
  );
  CREATE INDEX plan_notice_by_track ON plan_notice (track_id);
  CREATE TABLE plan_consultation (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    -- The notice on which the opinions came in.
    notice_id uuid NOT NULL REFERENCES notice,
    -- Households of the project, or members of the collective.
    units integer NOT NULL CHECK (units > 0)
  );
  CREATE TABLE plan_opinion (
    entry_id uuid NOT NULL REFERENCES plan_consultation,
    number integer NOT NULL CHECK (number > 0),
    household_id uuid REFERENCES household,
    source text NOT NULL CHECK (source <> ''),
    text text NOT NULL CHECK (text <> ''),
    unlawful boolean NOT NULL,
    PRIMARY KEY (entry_id, number)
  );
  CREATE TABLE plan_answer (
    entry_id uuid NOT NULL REFERENCES task_entry,
    consultation_id uuid NOT NULL,
    number integer NOT NULL,
    accepted boolean NOT NULL,
    answer text NOT NULL CHECK (answer <> ''),
    PRIMARY KEY (entry_id, number),
    FOREIGN KEY (consultation_id, number) REFERENCES plan_opinion (entry_id, number)
  );
  CREATE TABLE plan_hearing (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    held_on date NOT NULL,
    place text NOT NULL,
    attendees integer NOT NULL CHECK (attendees > 0),
    summary text NOT NULL CHECK (summary <> '')
  );
  CREATE TABLE plan_adoption (
    track_id uuid PRIMARY KEY REFERENCES track,
    entry_id uuid NOT NULL UNIQUE REFERENCES compensation_plan,
    adopted_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['plan_opening', 'willingness_result', 'compensation_plan',
    'plan_notice', 'plan_consultation', 'plan_opinion',
    'plan_answer', 'plan_hearing', 'plan_adoption']::regclass[]) AS evidence;

  -- R-24: no plan before an area list of the project was displayed and frozen.
  CREATE FUNCTION guard_plan_opening() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM area_determination determination JOIN household ON household.id = household_id
        WHERE project_id = project_of_track(NEW.track_id) AND determination.status = 'frozen') THEN
      PERFORM refuse('R-24', 'AREA_NOT_DISPLAYED', '面积尚未公示无误，不能开始拟定补偿方案');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER displayed BEFORE INSERT ON plan_opening FOR EACH ROW EXECUTE FUNCTION guard_plan_opening();

  -- Every standard of a draft by the component of the compensation that it makes (rules/plan/plan-figures).
  CREATE FUNCTION plan_standards(draft uuid) RETURNS TABLE (component text, standard text) LANGUAGE sql STABLE AS $$
    SELECT 'house-value', concat_ws('|', scheme, average_price_fen, land_base_price_fen, price_subsidy_fen)
      FROM plan_figures WHERE entry_id = draft
    UNION ALL SELECT 'price-subsidy', subsidy_coefficient_bp::text FROM plan_figures
      WHERE entry_id = draft AND subsidy_coefficient_bp IS NOT NULL
    UNION ALL SELECT 'unit-size-subsidy', unit_size_subsidy_hundredths::text FROM plan_figures
      WHERE entry_id = draft AND unit_size_subsidy_hundredths IS NOT NULL
    UNION ALL SELECT 'hardship-top-up', conversion_price_fen::text FROM plan_figures
      WHERE entry_id = draft AND conversion_price_fen IS NOT NULL
    UNION ALL SELECT item, coalesce(amount_fen::text, '') FROM plan_grant WHERE entry_id = draft
  $$;

  -- The body that the mode names for the adoption.
  CREATE FUNCTION guard_plan_adoption() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    own track;
    entry task_entry;
    adopter text;
    other uuid;
  BEGIN
    SELECT * INTO own FROM track WHERE id = NEW.track_id;
    SELECT * INTO entry FROM task_entry WHERE id = NEW.entry_id;
    adopter := CASE own.mode WHEN 'negotiated' THEN 'town-officer' ELSE 'district-government' END;
    IF entry.case_id <> NEW.track_id OR entry.superseded_at IS NOT NULL THEN
      PERFORM refuse('R-26', 'CONTENT_CHANGED', '通过的不是本轨现行的方案');
    END IF;
    IF NOT EXISTS (SELECT FROM case_act WHERE case_id = NEW.track_id AND act = 'examine-plan'
          AND verdict = 'approved' AND content_hash = entry.content_hash AND withdrawn_at IS NULL
          AND person_id <> entry.person_id)
        OR NOT EXISTS (SELECT FROM case_act JOIN account_role ON account_id = person_id AND role = adopter
          WHERE case_id = NEW.track_id AND act = 'adopt-plan' AND verdict = 'approved'
            AND content_hash = entry.content_hash AND withdrawn_at IS NULL AND person_id <> entry.person_id) THEN
      PERFORM refuse('R-5、R-9', 'TRANSITION_FORBIDDEN', '方案未经审查并由有权单位通过');
    END IF;
    IF own.mode = 'negotiated' AND NOT EXISTS (SELECT FROM case_act WHERE case_id = NEW.track_id
        AND act = 'file-plan' AND verdict = 'approved' AND content_hash = entry.content_hash
        AND withdrawn_at IS NULL) THEN
      PERFORM refuse('R-6', 'TRANSITION_FORBIDDEN', '协议置换方案尚未报区房管局备案');
    END IF;
    IF NOT EXISTS (SELECT FROM plan_notice shown JOIN notice ON notice.id = notice_id
          JOIN plan_consultation consultation ON consultation.notice_id = notice.id
          WHERE shown.track_id = NEW.track_id AND kind = 'plan-draft' AND status = 'archived')
        OR NOT EXISTS (SELECT FROM plan_notice shown JOIN notice ON notice.id = notice_id
          WHERE shown.entry_id = NEW.entry_id AND kind = 'plan-final' AND status IN ('published', 'archived')) THEN
      PERFORM refuse('征收与补偿条例第10条、R-21', 'TRANSITION_FORBIDDEN', '方案未征求意见或未公布');
    END IF;
    IF EXISTS (SELECT FROM plan_consultation consultation JOIN task_entry ON task_entry.id = consultation.entry_id
        JOIN plan_opinion opinion ON opinion.entry_id = consultation.entry_id
        WHERE consultation.track_id = NEW.track_id AND superseded_at IS NULL AND NOT EXISTS (SELECT FROM plan_answer
          WHERE consultation_id = opinion.entry_id AND plan_answer.number = opinion.number)) THEN
      PERFORM refuse('征收与补偿条例第11条', 'OBJECTION_OPEN', '还有未答复的意见');
    END IF;
    SELECT adoption.entry_id INTO other FROM plan_adoption adoption JOIN track ON track.id = adoption.track_id
      WHERE track.project_id = own.project_id AND track.id <> own.id;
    IF other IS NOT NULL AND EXISTS (SELECT FROM plan_standards(other) AS was
        FULL JOIN plan_standards(NEW.entry_id) AS own_standard USING (component)
        WHERE was.standard IS DISTINCT FROM own_standard.standard
          AND NOT EXISTS (SELECT FROM plan_difference_reason reason WHERE reason.entry_id = NEW.entry_id
            AND reason.component = coalesce(was.component, own_standard.component))) THEN
      PERFORM refuse('R-26', 'STANDARD_DIFFERS', '与本项目先通过的方案标准不一致，又没有经审查的理由');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON plan_adoption FOR EACH ROW EXECUTE FUNCTION guard_plan_adoption();

  -- Projects whose areas are frozen already begin their plans now.
  INSERT INTO plan_opening (track_id) SELECT id FROM track WHERE EXISTS (SELECT FROM household
    JOIN area_determination determination ON household_id = household.id AND determination.status = 'frozen'
    WHERE household.project_id = track.project_id);
  INSERT INTO outbox (id, name, correlation_key, ttl_ms, variables)
    SELECT gen_random_uuid(), 'plan-opened', track.id::text, 0, jsonb_build_object('projectId', project.id,
      'trackId', track.id, 'mode', track.mode, 'caseNumber', code)
    FROM plan_opening JOIN track ON track.id = track_id JOIN project ON project.id = project_id;
  `,
);
