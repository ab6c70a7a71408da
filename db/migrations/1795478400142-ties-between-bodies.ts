import { forwardOnly } from './forward-only.js';

/**
 * Ties between bodies: one owns, employs or pays the other. Entered by one person, confirmed by another, ended by a third. An
 * investment supervisor whose body is tied to a body that is supervised judges nothing, also against plain SQL (SD6, R-50).
 */
export const TiesBetweenBodies1795478400142 = forwardOnly(
  'TiesBetweenBodies1795478400142',
  `
  CREATE TABLE body_tie (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    -- Who owns, employs or pays.
    upper_id uuid NOT NULL REFERENCES organisation,
    lower_id uuid NOT NULL REFERENCES organisation CHECK (lower_id <> upper_id),
    kind text NOT NULL CHECK (kind IN ('owns', 'employs', 'pays')),
    starts_on date NOT NULL,
    -- The last day; null: until further notice.
    ends_on date CHECK (ends_on >= starts_on),
    evidence text NOT NULL
  );
  CREATE TABLE body_tie_confirmation (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    remark text NOT NULL
  );
  CREATE TABLE body_tie_end (
    entry_id uuid PRIMARY KEY REFERENCES register_entry,
    ends_on date NOT NULL,
    evidence text NOT NULL
  );
  SELECT keep_append_only(evidence)
    FROM unnest(ARRAY['body_tie', 'body_tie_confirmation', 'body_tie_end']::regclass[]) AS evidence;

  -- What each of the three facts needs beside its act: nobody confirms or ends a tie that is not there.
  CREATE FUNCTION guard_body_tie_fact() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE said register_standing;
  BEGIN
    SELECT * INTO said FROM register_standing WHERE id = NEW.entry_id;
    IF said.act IS DISTINCT FROM TG_ARGV[0] THEN
      PERFORM refuse('SD6', 'TRANSITION_FORBIDDEN', '单位关系须由有权人员登记、确认和解除');
    END IF;
    IF TG_ARGV[1] <> '' AND NOT EXISTS (SELECT FROM register_standing WHERE row_id = said.row_id AND act = TG_ARGV[1]) THEN
      PERFORM refuse('SD6', 'STEP_OUT_OF_ORDER', '单位关系尚未登记或确认');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON body_tie
    FOR EACH ROW EXECUTE FUNCTION guard_body_tie_fact('record-body-tie', '');
  CREATE TRIGGER lawful BEFORE INSERT ON body_tie_confirmation
    FOR EACH ROW EXECUTE FUNCTION guard_body_tie_fact('confirm-body-tie', 'record-body-tie');
  CREATE TRIGGER lawful BEFORE INSERT ON body_tie_end
    FOR EACH ROW EXECUTE FUNCTION guard_body_tie_fact('end-body-tie', 'confirm-body-tie');

  -- The confirmed ties that hold on a day.
  CREATE FUNCTION ties_of_bodies(asked date) RETURNS TABLE (upper_id uuid, lower_id uuid, kind text)
      LANGUAGE sql STABLE AS $$
    SELECT tie.upper_id, tie.lower_id, tie.kind FROM body_tie tie
      JOIN register_standing opened ON opened.id = tie.entry_id
      WHERE asked BETWEEN starts_on AND coalesce(ends_on, 'infinity')
        AND EXISTS (SELECT FROM body_tie_confirmation JOIN register_standing said ON said.id = entry_id
          WHERE said.row_id = opened.row_id)
        AND NOT EXISTS (SELECT FROM body_tie_end ended JOIN register_standing said ON said.id = entry_id
          WHERE said.row_id = opened.row_id AND ended.ends_on < asked)
  $$;
  -- Bodies that own, employ or pay this one, through others too, and those it owns.
  CREATE FUNCTION bodies_tied_to(body uuid, asked date) RETURNS TABLE (organisation_id uuid) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE above AS (
      SELECT body AS id UNION SELECT upper_id FROM above JOIN ties_of_bodies(asked) ON lower_id = above.id
    ), below AS (
      SELECT body AS id UNION SELECT lower_id FROM below JOIN ties_of_bodies(asked) tie ON upper_id = below.id
        AND tie.kind = 'owns'
    )
    SELECT id FROM above WHERE id <> body UNION SELECT id FROM below WHERE id <> body
  $$;

  CREATE FUNCTION guard_affiliation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM account JOIN organisation body ON body.id = account.organisation_id
          OR body.id IN (SELECT bodies_tied_to(account.organisation_id, app_today()))
        WHERE account.id = NEW.person_id AND body.kind IN ('firm', 'appraisal-agency', 'builder')) THEN
      PERFORM refuse('SD6、R-50', 'AFFILIATED', '投资监理与被监督单位有关联，请更换投资监理单位');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER a_affiliated BEFORE INSERT ON case_act FOR EACH ROW
    WHEN (NEW.act IN ('check-before-signing', 'review-investment-supervisor', 'release-payment'))
    EXECUTE FUNCTION guard_affiliation();
  `,
);
