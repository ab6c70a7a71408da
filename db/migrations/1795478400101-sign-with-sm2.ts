import { forwardOnly } from './forward-only.js';

/**
 * A signature on an agreement is an SM2 signature of a statement that names the file, the role and the statement before:
 * household, two officers, seal, in this order. On paper, the scan takes the household's place.
 */
export const SignWithSm21795478400101 = forwardOnly(
  'SignWithSm21795478400101',
  `
  CREATE TABLE signer_key (
    owner text PRIMARY KEY,
    public_key text NOT NULL UNIQUE CHECK (public_key ~ '^04[0-9a-f]{128}$'),
    sealed_key bytea NOT NULL,
    certificate bytea NOT NULL,
    authority bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT app_now()
  );
  SELECT keep_append_only('signer_key'::regclass);

  -- What was signed before agreements had a file was their text.
  INSERT INTO document_blob (content_hash, media_type, bytes)
    SELECT content_hash, 'text/plain', convert_to(text, 'UTF8') FROM agreement ON CONFLICT DO NOTHING;

  ALTER TABLE agreement_signature
    ADD COLUMN position integer CHECK (position BETWEEN 1 AND 4),
    ADD COLUMN form text NOT NULL DEFAULT 'electronic' CHECK (form IN ('electronic', 'paper')),
    ADD COLUMN scan_hash text REFERENCES document_blob,
    ADD COLUMN signed_with text REFERENCES signer_key,
    ADD COLUMN statement text,
    ADD COLUMN statement_hash text,
    ADD COLUMN signature bytea,
    ADD COLUMN certificate bytea,
    DROP CONSTRAINT agreement_signature_party_check,
    ADD CHECK (party IN ('household', 'officer', 'seal')),
    DROP CONSTRAINT agreement_signature_check,
    ADD CHECK (party <> 'household' OR consent <> ''),
    ADD CHECK ((form = 'paper') = (scan_hash IS NOT NULL) AND (form = 'electronic' OR party = 'household'));
  ALTER TABLE agreement_signature DISABLE TRIGGER append_only;
  UPDATE agreement_signature signed SET position = place.position FROM (
    SELECT agreement_id, person_id, row_number() OVER (PARTITION BY agreement_id ORDER BY signed_at) AS position
    FROM agreement_signature) place
    WHERE place.agreement_id = signed.agreement_id AND place.person_id = signed.person_id;
  ALTER TABLE agreement_signature ENABLE TRIGGER append_only;
  ALTER TABLE agreement_signature ALTER COLUMN position SET NOT NULL;
  CREATE UNIQUE INDEX agreement_signature_position ON agreement_signature (agreement_id, position);

  -- Did this officer negotiate the household's last round, with a certificate that holds today?
  CREATE FUNCTION officer_may_sign(household uuid, officer uuid) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT certificate_valid_on(officer, app_today()) THEN
      PERFORM refuse('R-42、SD16', 'CERTIFICATE_INVALID', '上岗证今日无效，请换证或改派持证人员');
    END IF;
    IF NOT EXISTS (SELECT FROM negotiation_record WHERE household_id = household
        AND officer_id = officer AND round = last_negotiated_round(household)) THEN
      PERFORM refuse('R-42', 'NOT_NEGOTIATING_OFFICER', '本人未参加本轮协商，请由本轮协商的经办人签字');
    END IF;
  END $$;

  CREATE OR REPLACE FUNCTION guard_signature() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE signed agreement;
  BEGIN
    SELECT * INTO signed FROM agreement WHERE id = NEW.agreement_id FOR UPDATE;
    NEW.signed_at := app_now();
    IF signed.content_hash IS DISTINCT FROM NEW.content_hash THEN
      PERFORM refuse('R-48', 'CONTENT_CHANGED', '协议内容已变更，请刷新后核对新文本再签署');
    END IF;
    IF NEW.party = 'household' AND (NEW.person_id <> signed.household_id OR signed.status <> 'prepared') THEN
      PERFORM refuse('R-48', 'TRANSITION_FORBIDDEN', '只有协议当事人能签署待签署的协议');
    ELSIF NEW.party = 'officer' AND signed.status <> 'household-signed' THEN
      PERFORM refuse('R-42', 'TRANSITION_FORBIDDEN', '户尚未签署或两名经办人已签字');
    ELSIF NEW.party = 'officer' THEN
      PERFORM officer_may_sign(signed.household_id, NEW.person_id);
    ELSIF NEW.party = 'seal' AND (signed.status <> 'approved' OR NOT EXISTS (SELECT FROM case_act
        WHERE case_id = signed.household_id AND act = 'seal-agreement' AND content_hash = NEW.content_hash
          AND person_id = NEW.person_id AND withdrawn_at IS NULL)) THEN
      PERFORM refuse('R-41', 'REVIEW_INCOMPLETE', '审核未全部通过或用印人尚未办理用印，不得盖电子印章');
    END IF;
    IF NEW.form = 'paper' THEN
      IF NOT EXISTS (SELECT FROM file_bag_document WHERE household_id = signed.household_id
          AND type = 'signed-agreement' AND content_hash = NEW.scan_hash AND superseded_at IS NULL) THEN
        PERFORM refuse('R-47、R-48', 'FILE_BAG_INCOMPLETE', '请先把户签字的纸质协议扫描件归入件袋');
      END IF;
      PERFORM officer_may_sign(signed.household_id, substr(NEW.signed_with, length('account:') + 1)::uuid);
    END IF;
    RETURN NEW;
  END $$;

  -- Who made the signature, and that it comes after exactly the one before. Whether it fits, anybody can compute.
  CREATE FUNCTION guard_statement() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    before agreement_signature;
    said jsonb := NEW.statement::jsonb;
    signed agreement;
  BEGIN
    SELECT * INTO signed FROM agreement WHERE id = NEW.agreement_id;
    SELECT * INTO before FROM agreement_signature WHERE agreement_id = NEW.agreement_id ORDER BY position DESC LIMIT 1;
    IF NEW.signature IS NULL OR NEW.statement IS NULL OR NEW.statement_hash IS NULL
        OR NEW.certificate IS DISTINCT FROM (SELECT certificate FROM signer_key WHERE owner = NEW.signed_with)
        OR NEW.position <> coalesce(before.position, 0) + 1
        OR said ->> 'previous' IS DISTINCT FROM coalesce(before.statement_hash, repeat('0', 64))
        OR said ->> 'contentHash' IS DISTINCT FROM NEW.content_hash OR said ->> 'role' IS DISTINCT FROM NEW.party
        OR said ->> 'agreement' IS DISTINCT FROM signed.number OR said ->> 'form' IS DISTINCT FROM NEW.form
        OR said ->> 'scanHash' IS DISTINCT FROM NEW.scan_hash OR said ->> 'words' IS DISTINCT FROM NEW.consent THEN
      PERFORM refuse('R-46、R-48', 'CONTENT_CHANGED', '签名与协议、签署人或前一个签名不符');
    END IF;
    IF NEW.signed_with <> (CASE WHEN NEW.form = 'paper' THEN NEW.signed_with
        WHEN NEW.party = 'household' THEN 'household:' || NEW.person_id
        WHEN NEW.party = 'officer' THEN 'account:' || NEW.person_id
        ELSE 'seal:' || (SELECT town_organisation_id FROM project JOIN household ON project_id = project.id
          WHERE household.id = signed.household_id) END) THEN
      PERFORM refuse('R-46、R-48', 'CONTENT_CHANGED', '签名须用签署人本人或甲方印章的密钥');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER m_statement BEFORE INSERT ON agreement_signature FOR EACH ROW EXECUTE FUNCTION guard_statement();

  CREATE FUNCTION guard_seal_signature() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM agreement_signature WHERE agreement_id = NEW.id AND party = 'seal'
        AND content_hash = NEW.content_hash AND person_id = NEW.sealed_by) THEN
      PERFORM refuse('R-41、R-48', 'REVIEW_INCOMPLETE', '用印人尚未用电子印章签署本版协议');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER c_seal_signature BEFORE UPDATE ON agreement FOR EACH ROW
    WHEN (NEW.status = 'sealed' AND OLD.status <> 'sealed') EXECUTE FUNCTION guard_seal_signature();
  `,
);
