import { forwardOnly } from './forward-only.js';

/**
 * A project signs at the rate of the plan that was adopted on its track; without one at the rate it was registered with.
 * On state-owned land never below the legal minimum (市政府令第71号 art 21).
 */
export const TermsOfPlan1795478400039 = forwardOnly(
  'TermsOfPlan1795478400039',
  `
  CREATE OR REPLACE FUNCTION signing_rate_bp(project uuid) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT CASE mode WHEN 'state' THEN greatest(rate, 8000) ELSE rate END
    FROM (SELECT signing_mode(registered.id) AS mode, coalesce(
        (SELECT plan.effective_rate_bp FROM adopted_plan plan JOIN track ON track.id = plan.track_id
          WHERE track.project_id = registered.id AND track.mode = signing_mode(registered.id)),
        registered.effective_rate_bp) AS rate
      FROM project registered WHERE registered.id = $1) terms
  $$;
  `,
);
