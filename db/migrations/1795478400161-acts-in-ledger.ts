import { forwardOnly } from './forward-only.js';

/**
 * No act, and none taken back, without its entry in the ledger: asked when the transaction ends, of everybody who writes
 * acts. Reviews, signatures and check of a text that is sealed are never taken back.
 */
export const ActsInLedger1795478400161 = forwardOnly(
  'ActsInLedger1795478400161',
  `
  CREATE FUNCTION guard_act_in_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT count(*) FROM ledger_entry WHERE case_id = NEW.case_id::text AND kind = 'act-recorded'
          AND actor = NEW.person_id::text AND payload ->> 'act' = NEW.act AND payload ? 'taskKey')
        < (SELECT count(*) FROM case_act WHERE case_id = NEW.case_id AND act = NEW.act AND person_id = NEW.person_id)
      OR (SELECT count(*) FROM ledger_entry WHERE case_id = NEW.case_id::text AND kind = 'act-withdrawn'
          AND payload ->> 'personId' = NEW.person_id::text AND payload ->> 'act' = NEW.act)
        < (SELECT count(*) FROM case_act WHERE case_id = NEW.case_id AND act = NEW.act AND person_id = NEW.person_id
          AND withdrawn_at IS NOT NULL) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '办理或撤回事项须同时记入台账');
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER in_ledger AFTER INSERT OR UPDATE ON case_act DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION guard_act_in_ledger();

  CREATE FUNCTION guard_sealed_act() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM agreement WHERE household_id = OLD.case_id AND content_hash = OLD.content_hash
        AND sealed_at IS NOT NULL) THEN
      PERFORM refuse('R-41', 'TRANSITION_FORBIDDEN', '协议已经盖章，签字和审核不能撤回');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER sealed_stays BEFORE UPDATE OF withdrawn_at ON case_act FOR EACH ROW EXECUTE FUNCTION guard_sealed_act();
  `,
);
