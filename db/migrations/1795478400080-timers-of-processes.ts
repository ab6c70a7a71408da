import { forwardOnly } from './forward-only.js';

/**
 * When time alone moves a process on: what an engine in this database waits for, once each. What comes back by the
 * calendar and the reminders of tasks repeat and move nothing. Null where no engine works in this database.
 */
export const TimersOfProcesses1795478400080 = forwardOnly(
  'TimersOfProcesses1795478400080',
  `
  CREATE FUNCTION next_process_timer() RETURNS timestamptz
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  DECLARE due timestamptz;
  BEGIN
    IF to_regclass('engine.timer') IS NULL THEN RETURN NULL; END IF;
    SELECT min(due_date) INTO due FROM engine.timer
    WHERE process_instance_key IS NOT NULL AND cycle IS NULL AND due_date > app_now();
    RETURN due;
  END $$;
  `,
);
