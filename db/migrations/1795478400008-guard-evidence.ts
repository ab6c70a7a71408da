import { forwardOnly } from './forward-only.js';

/** What has been written as evidence can only be added to: whoever holds the database password, too. */
export const GuardEvidence1795478400008 = forwardOnly(
  'GuardEvidence1795478400008',
  `
  CREATE FUNCTION guard_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '“' || TG_TABLE_NAME || '”只能追加，不能修改或删除');
    RETURN NULL;
  END $$;

  DO $$
  DECLARE evidence text;
  BEGIN
    FOREACH evidence IN ARRAY ARRAY['ledger_entry', 'agreement_signature', 'document_blob', 'special_account_entry',
      'payment_list_item', 'bank_instruction', 'bank_file', 'bank_receipt'] LOOP
      EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
        FOR EACH ROW EXECUTE FUNCTION guard_append_only()', evidence);
      EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only()', evidence);
    END LOOP;
    -- Facts that may move on, but never go away (no delete, only supersede).
    FOREACH evidence IN ARRAY ARRAY['case_act', 'project', 'household', 'area_survey', 'area_determination', 'notice',
      'notice_subject', 'objection', 'negotiation_record', 'compensation_calculation', 'agreement', 'file_bag_document',
      'special_account', 'payment_round', 'payment_item', 'payment_list', 'outbox', 'alarm'] LOOP
      EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE ON %I
        FOR EACH ROW EXECUTE FUNCTION guard_append_only()', evidence);
      EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION guard_append_only()', evidence);
    END LOOP;
  END $$;

  CREATE FUNCTION guard_ledger_chain() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE last ledger_entry;
  BEGIN
    SELECT * INTO last FROM ledger_entry WHERE case_id = NEW.case_id ORDER BY seq DESC LIMIT 1;
    IF NEW.seq <> coalesce(last.seq, 0) + 1 OR NEW.prev_hash <> coalesce(last.hash, repeat('0', 64)) THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '台账记录须接在本案最后一条之后');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER in_chain BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION guard_ledger_chain();

  CREATE FUNCTION guard_act_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
       OR to_jsonb(NEW) - 'withdrawn_at' <> to_jsonb(OLD) - 'withdrawn_at' THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '已办理的事项不能修改，只能撤回一次');
    END IF;
    NEW.withdrawn_at := app_now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER only_withdrawn BEFORE UPDATE ON case_act FOR EACH ROW EXECUTE FUNCTION guard_act_withdrawal();
  `,
);
