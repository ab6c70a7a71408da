import { forwardOnly } from './forward-only.js';

/**
 * A household says itself what it thinks of a draft plan (征收与补偿条例 art 10): on a draft of its own project, while it
 * is out, once. What it said is registered word for word: the town can neither leave it out nor change it.
 */
export const HouseholdOpinions1795478400056 = forwardOnly(
  'HouseholdOpinions1795478400056',
  `
  CREATE TABLE household_opinion (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    notice_id uuid NOT NULL REFERENCES notice,
    household_id uuid NOT NULL REFERENCES household,
    text text NOT NULL CHECK (text <> ''),
    -- It holds that the plan is against the rules.
    unlawful boolean NOT NULL,
    filed_at timestamptz NOT NULL DEFAULT app_now(),
    CONSTRAINT one_opinion_a_household UNIQUE (notice_id, household_id)
  );
  CREATE INDEX household_opinion_by_household ON household_opinion (household_id);
  SELECT keep_append_only('household_opinion');
  -- What a household filed itself; null where the town entered what reached it by another way.
  ALTER TABLE plan_opinion ADD COLUMN filed_id uuid REFERENCES household_opinion;

  CREATE FUNCTION guard_household_opinion() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM notice JOIN plan_notice ON notice_id = notice.id
        JOIN household ON household.project_id = notice.project_id
        WHERE notice.id = NEW.notice_id AND household.id = NEW.household_id AND kind = 'plan-draft'
          AND notice.status = 'published' AND ends_at > app_now()) THEN
      PERFORM refuse('征收与补偿条例第10条', 'TRANSITION_FORBIDDEN', '征求意见期已过、尚未开始或不涉及本户，不能提出意见');
    END IF;
    NEW.filed_at := app_now();
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON household_opinion FOR EACH ROW EXECUTE FUNCTION guard_household_opinion();

  CREATE FUNCTION guard_filed_words() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM household_opinion filed JOIN plan_consultation consultation USING (notice_id)
        WHERE filed.id = NEW.filed_id AND consultation.entry_id = NEW.entry_id
          AND (filed.household_id, filed.text, filed.unlawful) = (NEW.household_id, NEW.text, NEW.unlawful)) THEN
      PERFORM refuse('征收与补偿条例第10条', 'CONTENT_CHANGED', '登记的意见与住户提交的原文不一致');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER word_for_word BEFORE INSERT ON plan_opinion FOR EACH ROW
    WHEN (NEW.filed_id IS NOT NULL) EXECUTE FUNCTION guard_filed_words();

  -- At the end of the transaction, when all opinions of the consultation are in.
  CREATE FUNCTION guard_whole_consultation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM household_opinion filed WHERE filed.notice_id = NEW.notice_id
        AND NOT EXISTS (SELECT FROM plan_opinion WHERE entry_id = NEW.entry_id AND filed_id = filed.id)) THEN
      PERFORM refuse('征收与补偿条例第10条', 'FIELD_MISSING', '住户提交的意见没有全部登记');
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON plan_consultation DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION guard_whole_consultation();
  `,
);
