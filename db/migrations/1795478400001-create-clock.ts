import { forwardOnly } from './forward-only.js';

/**
 * The one clock row and `app_now()`, which every default and trigger reads.
 * Neither column set: the machine's time. Only `pinned_at`: time stands still. Both: time runs on from `pinned_at`,
 * which was set when the machine said `real_at`.
 */
export const CreateClock1795478400001 = forwardOnly(
  'CreateClock1795478400001',
  `
  CREATE TABLE clock_setting (
    id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    pinned_at timestamptz,
    real_at timestamptz,
    CHECK (real_at IS NULL OR pinned_at IS NOT NULL)
  );
  INSERT INTO clock_setting (id) VALUES (1);

  -- now() and not clock_timestamp(): one transaction has one time.
  CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE
      WHEN pinned_at IS NULL THEN now()
      WHEN real_at IS NULL THEN pinned_at
      ELSE pinned_at + (now() - real_at)
    END FROM clock_setting WHERE id = 1
  $$;

  -- The civil day in Shanghai: certificates, roles and due dates count in it.
  CREATE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT (app_now() AT TIME ZONE 'Asia/Shanghai')::date
  $$;

  -- How every guard says no: SQLSTATE for the caller, code in DETAIL, clause in HINT, Chinese text in MESSAGE.
  CREATE FUNCTION refuse(clause text, code text, message text) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION USING ERRCODE = 'EX001', MESSAGE = clause || '：' || message, DETAIL = code, HINT = clause;
  END $$;
  `,
);
