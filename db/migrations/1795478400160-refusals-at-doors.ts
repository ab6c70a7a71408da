import { forwardOnly } from './forward-only.js';

/**
 * Who was refused at a door of the interface: once for each person, case, matter, reason and day, so that nobody floods
 * the ledger; the ledger takes an entry with each.
 */
export const RefusalsAtDoors1795478400160 = forwardOnly(
  'RefusalsAtDoors1795478400160',
  `
  CREATE TABLE refusal_at_door (
    actor text NOT NULL,
    case_id text NOT NULL,
    door text NOT NULL,
    act text,
    codes text[] NOT NULL,
    refused_on date NOT NULL DEFAULT app_today(),
    UNIQUE NULLS NOT DISTINCT (actor, refused_on, case_id, door, act, codes)
  );
  SELECT keep_append_only('refusal_at_door');
  `,
);
