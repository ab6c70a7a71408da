import { forwardOnly } from './forward-only.js';

/**
 * The owner of a let house may sign electronically like the household, with a key of his own and his consent (电子签名法
 * art 3; R-48). Who signs with which key is said once, in `signing_key_of`.
 */
export const OwnersSignThemselves1795478400186 = forwardOnly(
  'OwnersSignThemselves1795478400186',
  `
  ALTER TABLE agreement_signature
    DROP CONSTRAINT agreement_signature_form_of_party,
    ADD CONSTRAINT agreement_signature_form_of_party CHECK (
      (form = 'paper') = (scan_hash IS NOT NULL) AND (form = 'electronic' OR party IN ('household', 'owner'))),
    ADD CONSTRAINT agreement_signature_owner_consents CHECK (party <> 'owner' OR consent <> '');

  CREATE FUNCTION signing_key_of(signed agreement, party text, person uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE party WHEN 'household' THEN 'household:' || person WHEN 'owner' THEN 'owner:' || person
      WHEN 'officer' THEN 'account:' || person
      ELSE 'seal:' || (SELECT town_organisation_id FROM project JOIN household ON project_id = project.id
        WHERE household.id = signed.household_id) END
  $$;

  CREATE OR REPLACE FUNCTION guard_statement() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF NEW.form <> 'paper' AND NEW.signed_with <> signing_key_of(signed, NEW.party, NEW.person_id) THEN
      PERFORM refuse('R-46、R-48', 'CONTENT_CHANGED', '签名须用签署人本人或甲方印章的密钥');
    END IF;
    RETURN NEW;
  END $$;
  `,
);
