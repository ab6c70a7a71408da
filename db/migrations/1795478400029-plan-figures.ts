import { forwardOnly } from './forward-only.js';

/**
 * What a plan says in figures, as drafted on a track. A draft counts as adopted once the plan was approved as it is; the
 * first adopted plan of a track, and after a change that was adopted too, the last. Money is computed from it (SD18).
 */
export const PlanFigures1795478400029 = forwardOnly(
  'PlanFigures1795478400029',
  `
  CREATE TABLE plan_figures (
    entry_id uuid PRIMARY KEY REFERENCES task_entry,
    track_id uuid NOT NULL REFERENCES track,
    scheme text NOT NULL CHECK (scheme IN ('state', 'collective')),
    average_price_fen bigint CHECK (average_price_fen > 0),
    subsidy_coefficient_bp integer CHECK (subsidy_coefficient_bp BETWEEN 0 AND 10000),
    unit_size_subsidy_hundredths bigint CHECK (unit_size_subsidy_hundredths >= 0),
    conversion_price_fen bigint CHECK (conversion_price_fen > 0),
    land_base_price_fen bigint CHECK (land_base_price_fen > 0),
    price_subsidy_fen bigint CHECK (price_subsidy_fen > 0),
    signing_period_days integer NOT NULL CHECK (signing_period_days > 0),
    effective_rate_bp integer NOT NULL CHECK (effective_rate_bp BETWEEN 1 AND 10000),
    CHECK (CASE scheme
      WHEN 'state' THEN average_price_fen IS NOT NULL AND subsidy_coefficient_bp IS NOT NULL
        AND land_base_price_fen IS NULL AND price_subsidy_fen IS NULL
      ELSE land_base_price_fen IS NOT NULL AND price_subsidy_fen IS NOT NULL AND average_price_fen IS NULL
        AND subsidy_coefficient_bp IS NULL AND unit_size_subsidy_hundredths IS NULL AND conversion_price_fen IS NULL END)
  );
  CREATE INDEX plan_figures_by_track ON plan_figures (track_id);
  CREATE TABLE plan_grant (
    entry_id uuid NOT NULL REFERENCES plan_figures,
    position integer NOT NULL,
    item text NOT NULL,
    amount_fen bigint CHECK (amount_fen > 0),
    clause text NOT NULL CHECK (clause <> ''),
    PRIMARY KEY (entry_id, position),
    UNIQUE (entry_id, item)
  );
  CREATE TABLE plan_difference_reason (
    entry_id uuid NOT NULL REFERENCES plan_figures,
    position integer NOT NULL,
    component text NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (entry_id, position),
    UNIQUE (entry_id, component)
  );

  -- The plan that the figures of a calculation come from; null: those the project was registered with.
  ALTER TABLE compensation_calculation ADD COLUMN plan_id uuid REFERENCES plan_figures;

  -- What a household gets under both plans of its project, computed with the calculation that counts (R-26).
  CREATE TABLE standard_comparison (
    calculation_id uuid PRIMARY KEY REFERENCES compensation_calculation,
    negotiated_plan uuid NOT NULL REFERENCES plan_figures,
    formal_plan uuid NOT NULL REFERENCES plan_figures,
    negotiated_fen bigint NOT NULL CHECK (negotiated_fen >= 0),
    formal_fen bigint NOT NULL CHECK (formal_fen >= 0),
    -- Components that differ, each with its approved reason.
    differences jsonb NOT NULL,
    CHECK (differences <> '[]' OR negotiated_fen = formal_fen)
  );
  SELECT keep_append_only(evidence) FROM unnest(ARRAY['plan_figures', 'plan_grant', 'plan_difference_reason',
    'standard_comparison']::regclass[]) AS evidence;

  -- The plan that counts on each track: adopted as it was drafted, the last one where several were.
  CREATE VIEW adopted_plan AS
    SELECT DISTINCT ON (figures.track_id) figures.*, entry.person_id AS drafted_by, adoption.person_id AS adopted_by,
      adoption.acted_at AS adopted_at
    FROM plan_figures figures
    JOIN task_entry entry ON entry.id = figures.entry_id
    JOIN case_act adoption ON adoption.case_id = figures.track_id AND adoption.act = 'adopt-plan'
      AND adoption.verdict = 'approved' AND adoption.content_hash = entry.content_hash AND adoption.withdrawn_at IS NULL
    ORDER BY figures.track_id, adoption.seq DESC;
  `,
);
