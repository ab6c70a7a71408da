import { forwardOnly } from './forward-only.js';

/** Facts that others were decided on stay what they were; of each table only what really moves on may change. */
export const FixColumns1795478400017 = forwardOnly(
  'FixColumns1795478400017',
  `
  -- Arguments: the columns that may change.
  CREATE FUNCTION guard_fixed_columns() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF to_jsonb(NEW) - coalesce(TG_ARGV, '{}') <> to_jsonb(OLD) - coalesce(TG_ARGV, '{}') THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '“' || TG_TABLE_NAME || '”的登记内容不能修改');
    END IF;
    RETURN NEW;
  END $$;

  DO $$
  DECLARE rule text[];
  BEGIN
    FOREACH rule SLICE 1 IN ARRAY ARRAY[
      ['project', 'signing_opened_at, signing_ends_at, rate_reached_at'],
      ['household', 'stage, survey_round, negotiation_round, payee_name, payee_account, access_code_hash, search_text'],
      ['area_survey', 'measured_hundredths, note, surveyed_at'],
      ['negotiation_record', 'summary, held_at'],
      ['notice_subject', ''],
      ['file_bag_document', 'superseded_at'],
      ['payment_round', ''],
      ['outbox', 'published_at']] LOOP
      EXECUTE format('CREATE TRIGGER fixed_columns BEFORE UPDATE ON %I
        FOR EACH ROW EXECUTE FUNCTION guard_fixed_columns(%s)', rule[1], rule[2]);
    END LOOP;
  END $$;
  `,
);
