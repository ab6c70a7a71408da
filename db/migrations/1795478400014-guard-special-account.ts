import { forwardOnly } from './forward-only.js';

/** The special account moves by its entries only, and never below zero. */
export const GuardSpecialAccount1795478400014 = forwardOnly(
  'GuardSpecialAccount1795478400014',
  `
  CREATE FUNCTION move_balance() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.at := app_now();
    UPDATE special_account SET balance_fen = balance_fen + CASE NEW.kind
        WHEN 'deposit' THEN NEW.amount_fen
        WHEN 'return' THEN NEW.amount_fen
        WHEN 'reservation' THEN -NEW.amount_fen
        ELSE 0 END
      WHERE project_id = NEW.project_id;
    RETURN NEW;
  END $$;
  CREATE TRIGGER moves_balance BEFORE INSERT ON special_account_entry FOR EACH ROW EXECUTE FUNCTION move_balance();

  CREATE FUNCTION guard_balance() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    -- Depth 1 is a statement from outside; entries move the balance from inside their own trigger.
    IF TG_OP = 'INSERT' AND NEW.balance_fen <> 0 OR TG_OP = 'UPDATE' AND pg_trigger_depth() < 2 THEN
      PERFORM refuse('R-56', 'TRANSITION_FORBIDDEN', '专户余额只能由收支记录变动');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER moved_by_entries BEFORE INSERT OR UPDATE ON special_account
    FOR EACH ROW EXECUTE FUNCTION guard_balance();
  `,
);
