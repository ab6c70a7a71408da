import { forwardOnly } from './forward-only.js';

/**
 * An agreement is a PDF whose bytes are kept; its hash is what is signed, reviewed and sealed. Its number
 * is used once, and a number that became void stays accounted for, with where the form stood then.
 */
export const AgreementPapers1795478400100 = forwardOnly(
  'AgreementPapers1795478400100',
  `
  -- From here on the hash is that of the kept file. What was prepared before keeps the hash of its text.
  ALTER TABLE agreement DROP CONSTRAINT agreement_hash_is_of_text;

  CREATE FUNCTION guard_agreement_paper() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM document_blob WHERE content_hash = NEW.content_hash AND media_type = 'application/pdf'
        AND position(convert_to(NEW.text, 'UTF8') IN bytes) > 0) THEN
      PERFORM refuse('R-46、R-48', 'CONTENT_CHANGED', '协议须与归档的协议文件一致，不能另用文本');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER paper BEFORE INSERT ON agreement FOR EACH ROW EXECUTE FUNCTION guard_agreement_paper();

  CREATE TABLE agreement_void (
    agreement_id uuid PRIMARY KEY REFERENCES agreement,
    stood_at text NOT NULL,
    voided_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only('agreement_void'::regclass);

  CREATE FUNCTION note_void() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO agreement_void (agreement_id, stood_at) VALUES (NEW.id, OLD.status);
    RETURN NULL;
  END $$;
  CREATE TRIGGER z_void AFTER UPDATE ON agreement FOR EACH ROW
    WHEN (NEW.status = 'superseded' AND OLD.status <> 'superseded') EXECUTE FUNCTION note_void();

  CREATE FUNCTION guard_void() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    NEW.voided_at := app_now();
    IF (SELECT status FROM agreement WHERE id = NEW.agreement_id) IS DISTINCT FROM 'superseded' THEN
      PERFORM refuse('R-46', 'TRANSITION_FORBIDDEN', '协议仍然有效，不能登记作废');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON agreement_void FOR EACH ROW EXECUTE FUNCTION guard_void();
  `,
);
