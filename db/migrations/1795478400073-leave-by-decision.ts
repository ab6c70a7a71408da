import { forwardOnly } from './forward-only.js';

/** Who moves by a decision hands the house over and loses the right to it as others do, once it is paid. */
export const LeaveByDecision1795478400073 = forwardOnly(
  'LeaveByDecision1795478400073',
  `
  CREATE FUNCTION has_left(household uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT handed_over(household) AND EXISTS (SELECT FROM case_act
      WHERE case_id = household AND act = 'deregister-rights' AND withdrawn_at IS NULL)
  $$;
  CREATE OR REPLACE FUNCTION guard_paid_case() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT has_left(NEW.id) THEN
      PERFORM refuse('R-47', 'STEP_OUT_OF_ORDER', '尚未交房或者权利凭证尚未注销，不能结案');
    END IF;
    RETURN NEW;
  END $$;
  CREATE OR REPLACE FUNCTION guard_unpaid_case() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE unpaid boolean := unpaid_by_decision(NEW.id);
  BEGIN
    IF unpaid THEN
      PERFORM refuse('征收与补偿条例第27条、R-57', 'STEP_OUT_OF_ORDER', '补偿决定的款项尚未付清，不能结案');
    ELSIF unpaid IS NOT NULL AND NOT has_left(NEW.id) THEN
      PERFORM refuse('R-47', 'STEP_OUT_OF_ORDER', '尚未交房或者权利凭证尚未注销，不能结案');
    END IF;
    RETURN NEW;
  END $$;
  `,
);
