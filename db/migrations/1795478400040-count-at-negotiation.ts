import { forwardOnly } from './forward-only.js';

/** What the two officers counted at a negotiation, each for himself; what both have counted is paid by the plan. */
export const CountAtNegotiation1795478400040 = forwardOnly(
  'CountAtNegotiation1795478400040',
  `
  CREATE TABLE negotiation_count (
    entry_id uuid NOT NULL REFERENCES task_entry,
    household_id uuid NOT NULL REFERENCES household,
    round integer NOT NULL CHECK (round > 0),
    officer_id uuid NOT NULL REFERENCES account,
    item text NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
    PRIMARY KEY (entry_id, item)
  );
  CREATE INDEX negotiation_count_by_round ON negotiation_count (household_id, round);
  SELECT keep_append_only('negotiation_count');

  -- Of what both officers of a round have counted, the lower number: what one of them alone has seen is not paid.
  CREATE VIEW counted_item AS
    SELECT counted.household_id, counted.round, item, min(quantity) AS quantity
    FROM negotiation_count counted JOIN task_entry ON task_entry.id = entry_id AND superseded_at IS NULL
    GROUP BY counted.household_id, counted.round, item HAVING count(DISTINCT officer_id) = 2;
  `,
);
