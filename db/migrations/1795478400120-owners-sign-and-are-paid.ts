import { forwardOnly } from './forward-only.js';

/**
 * The owner of a house that is let at government rent is the third party of its agreement: without his signature it is not
 * sealed, and his share is paid to him by the lists, beside the household's (市政府令第71号 art 29, 30, R-41, R-58).
 */
export const OwnersSignAndArePaid1795478400120 = forwardOnly(
  'OwnersSignAndArePaid1795478400120',
  `
  ALTER TABLE agreement_signature
    DROP CONSTRAINT agreement_signature_party_check,
    ADD CONSTRAINT agreement_signature_party_check CHECK (party IN ('household', 'owner', 'officer', 'seal')),
    DROP CONSTRAINT agreement_signature_position_check,
    ADD CONSTRAINT agreement_signature_position_check CHECK (position BETWEEN 1 AND 5);
  DO $$
  BEGIN
    EXECUTE (SELECT 'ALTER TABLE agreement_signature DROP CONSTRAINT ' || conname FROM pg_constraint
      WHERE conrelid = 'agreement_signature'::regclass AND pg_get_constraintdef(oid) LIKE '%scan_hash IS NOT NULL%');
  END $$;
  ALTER TABLE agreement_signature ADD CONSTRAINT agreement_signature_form_of_party CHECK (
    (form = 'paper') = (scan_hash IS NOT NULL) AND (form = 'electronic' OR party IN ('household', 'owner'))
      AND (form = 'paper' OR party <> 'owner'));

  CREATE FUNCTION owner_must_sign(signed agreement) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM compensation_calculation WHERE id = signed.calculation_id AND owner_share_fen IS NOT NULL)
      AND EXISTS (SELECT FROM house_owner WHERE household_id = signed.household_id)
  $$;

  CREATE FUNCTION guard_owner_signature() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE signed agreement;
  BEGIN
    SELECT * INTO signed FROM agreement WHERE id = NEW.agreement_id;
    IF NEW.person_id <> signed.household_id OR signed.status <> 'prepared' OR NOT owner_must_sign(signed) THEN
      PERFORM refuse('市政府令第71号第29条、第30条', 'TRANSITION_FORBIDDEN', '只有登记的产权人能签署待签署的三方协议');
    END IF;
    IF NOT EXISTS (SELECT FROM agreement_signature WHERE agreement_id = signed.id AND party = 'household') THEN
      PERFORM refuse('市政府令第71号第29条、第30条', 'TRANSITION_FORBIDDEN', '户签署后产权人再签署');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER k_owner BEFORE INSERT ON agreement_signature FOR EACH ROW WHEN (NEW.party = 'owner')
    EXECUTE FUNCTION guard_owner_signature();

  CREATE FUNCTION guard_owner_signed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF owner_must_sign(NEW) AND NOT EXISTS (SELECT FROM agreement_signature WHERE agreement_id = NEW.id
        AND party = 'owner' AND content_hash = NEW.content_hash) THEN
      PERFORM refuse('市政府令第71号第29条、第30条、R-41', 'REVIEW_INCOMPLETE', '产权人尚未签署本版三方协议，不得用印');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_owner_signed BEFORE UPDATE OF status ON agreement FOR EACH ROW
    WHEN (NEW.status IN ('household-signed', 'sealed') AND NEW.status <> OLD.status)
    EXECUTE FUNCTION guard_owner_signed();

  ALTER TABLE payment_item
    DROP CONSTRAINT payment_item_agreement_id_key,
    ADD COLUMN payee text NOT NULL DEFAULT 'household' CHECK (payee IN ('household', 'owner')),
    ADD CONSTRAINT payment_item_once UNIQUE (agreement_id, payee),
    ADD CONSTRAINT payment_item_owner_by_agreement CHECK (payee = 'household' OR agreement_id IS NOT NULL);

  -- Each payee exactly what the calculation gives him: the household its total, the owner his share.
  CREATE OR REPLACE FUNCTION claim_stands(item payment_item) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM agreement JOIN compensation_calculation calculation ON calculation.id = calculation_id
        WHERE agreement.id = item.agreement_id AND status = 'effective' AND sealed_at IS NOT NULL
          AND agreement.household_id = item.household_id
          AND item.amount_fen = CASE item.payee WHEN 'owner' THEN owner_share_fen ELSE agreement.total_fen END)
      OR EXISTS (SELECT FROM decision_due due JOIN compensation_decision decision ON decision.id = due.decision_id
        WHERE due.decision_id = item.decision_id AND due.amount_fen = item.amount_fen
          AND decision.household_id = item.household_id)
  $$;

  CREATE FUNCTION guard_payee_kind() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM refuse('R-58', 'PAYEE_MISMATCH', '应付款项的收款方不能更改');
    RETURN NEW;
  END $$;
  CREATE TRIGGER payee_kind BEFORE UPDATE OF payee ON payment_item FOR EACH ROW
    WHEN (NEW.payee <> OLD.payee) EXECUTE FUNCTION guard_payee_kind();

  CREATE OR REPLACE FUNCTION guard_payee() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    fields jsonb := to_jsonb(NEW);
    kind text := CASE TG_TABLE_NAME WHEN 'household' THEN 'household' WHEN 'house_owner' THEN 'owner'
      ELSE fields ->> 'payee' END;
    of uuid := coalesce(fields ->> 'household_id', fields ->> 'id')::uuid;
    lawful boolean;
  BEGIN
    IF TG_TABLE_NAME <> 'payment_item' THEN
      lawful := EXISTS (SELECT FROM payment_item item WHERE household_id = of AND item.payee = kind
        AND item.status = 'failed' AND (item.payee_name, item.payee_account) = (NEW.payee_name, NEW.payee_account));
    ELSIF TG_OP = 'INSERT' THEN
      lawful := EXISTS (SELECT FROM household WHERE id = of AND kind = 'household'
          AND (household.payee_name, household.payee_account) = (NEW.payee_name, NEW.payee_account))
        OR EXISTS (SELECT FROM house_owner WHERE household_id = of AND kind = 'owner'
          AND (house_owner.payee_name, house_owner.payee_account) = (NEW.payee_name, NEW.payee_account));
    ELSE
      lawful := OLD.status = 'failed';
    END IF;
    IF NOT lawful THEN
      PERFORM refuse('R-58', 'PAYEE_MISMATCH', '收款信息只能在银行退回后更正，且与户册一致');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER only_corrected BEFORE UPDATE ON house_owner FOR EACH ROW
    WHEN ((NEW.payee_name, NEW.payee_account) IS DISTINCT FROM (OLD.payee_name, OLD.payee_account))
    EXECUTE FUNCTION guard_payee();

  -- A house is paid for when everybody is paid who has a share in it.
  CREATE FUNCTION guard_owner_paid() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM agreement WHERE household_id = NEW.id AND status = 'effective' AND owner_must_sign(agreement)
        AND NOT EXISTS (SELECT FROM payment_item WHERE agreement_id = agreement.id AND payee = 'owner'
          AND payment_item.status = 'paid')) THEN
      PERFORM refuse('市政府令第71号第29条、第30条、R-57', 'STEP_OUT_OF_ORDER', '产权人补偿尚未付清，本户不算付清');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER owner_paid BEFORE UPDATE ON household FOR EACH ROW
    WHEN (NEW.stage = 'paid' AND OLD.stage <> 'paid') EXECUTE FUNCTION guard_owner_paid();
  `,
);
