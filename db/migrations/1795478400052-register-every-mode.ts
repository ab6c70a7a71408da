import { forwardOnly } from './forward-only.js';

/**
 * Projects of every mode are registered alike: the prices a plan will say are proposals that may be left out, and on
 * collective land there are none of state-owned land. A project registered as an expropriation has its formal
 * track alone.
 */
export const RegisterEveryMode1795478400052 = forwardOnly(
  'RegisterEveryMode1795478400052',
  `
  ALTER TABLE project ALTER COLUMN average_price_fen DROP NOT NULL;
  ALTER TABLE project ALTER COLUMN subsidy_coefficient_bp DROP NOT NULL;
  ALTER TABLE project ALTER COLUMN unit_size_subsidy_hundredths DROP NOT NULL;
  ALTER TABLE project ADD CONSTRAINT no_state_prices_on_collective_land CHECK (mode <> 'collective'
    OR num_nonnulls(average_price_fen, subsidy_coefficient_bp, unit_size_subsidy_hundredths, conversion_price_fen) = 0);

  CREATE FUNCTION guard_track_of_mode() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM project WHERE id = NEW.project_id AND mode NOT IN ('negotiated', NEW.mode)) THEN
      PERFORM refuse('R-11、R-13', 'MODE_NOT_FITTING', '登记为征收的项目只有与登记一致的征收程序');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER of_mode BEFORE INSERT ON track FOR EACH ROW EXECUTE FUNCTION guard_track_of_mode();
  `,
);
