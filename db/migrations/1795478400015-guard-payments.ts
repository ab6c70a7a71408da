import { forwardOnly } from './forward-only.js';

/** Four levels by four persons for exactly this list, then the release, then one order per line, once. */
export const GuardPayments1795478400015 = forwardOnly(
  'GuardPayments1795478400015',
  `
  -- What is approved: list, version and every line with amount and payee.
  CREATE FUNCTION list_hash_of(list uuid, list_version integer) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(list, list_version, jsonb_agg(
      jsonb_build_array(item_id, amount_fen, payee_name, payee_account) ORDER BY item_id))::text, 'UTF8')), 'hex')
    FROM payment_list_item WHERE list_id = list AND version = list_version
  $$;

  -- How many levels, counted from the first without a gap, have approved exactly this list and not been refused since.
  CREATE FUNCTION levels_approved(list uuid, hash text) RETURNS integer LANGUAGE sql STABLE AS $$
    WITH standing AS (
      SELECT act, person_id FROM case_act WHERE case_id = list AND content_hash = hash AND verdict = 'approved'
        AND withdrawn_at IS NULL AND seq > coalesce((SELECT max(seq) FROM case_act refused
          WHERE refused.case_id = list AND refused.content_hash = hash AND refused.verdict = 'refused'
            AND refused.withdrawn_at IS NULL), 0))
    SELECT coalesce(min(level) - 1, 4)::integer FROM generate_series(1, 4) level
    WHERE NOT EXISTS (SELECT FROM standing WHERE act = 'approve-payment-' || level)
  $$;

  -- Four levels and the release by five persons other than the maker, all for exactly this list.
  CREATE FUNCTION release_stands(list uuid, hash text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT levels_approved(list, hash) = 4
      AND (SELECT count(DISTINCT person_id) = 5 AND count(DISTINCT act) = 5 AND bool_and(person_id <> made_by)
        FROM case_act JOIN payment_list ON payment_list.id = case_id
        WHERE case_id = list AND content_hash = hash AND verdict = 'approved' AND withdrawn_at IS NULL
          AND (act LIKE 'approve-payment-_' OR act = 'release-payment'))
  $$;

  CREATE FUNCTION guard_payment_act() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    current payment_list;
    level integer := substring(NEW.act from '^approve-payment-([1-4])$')::integer;
  BEGIN
    IF NEW.act IN ('fund-account', 'correct-payee') THEN RETURN NEW; END IF;
    SELECT * INTO current FROM payment_list WHERE id = NEW.case_id;
    IF current.list_hash IS NULL OR NEW.content_hash IS DISTINCT FROM current.list_hash THEN
      PERFORM refuse('R-59', 'LIST_CHANGED', '清单已变更，请刷新后按新清单办理');
    END IF;
    IF NEW.act = 'make-payment-list' THEN
      IF current.made_by <> NEW.person_id THEN
        PERFORM refuse('R-58', 'TRANSITION_FORBIDDEN', '本版清单不是本人编制，请重新编制后再办结');
      END IF;
    ELSIF level IS NOT NULL THEN
      IF levels_approved(NEW.case_id, NEW.content_hash) < level - 1 OR current.status NOT IN ('draft', 'in-review') THEN
        PERFORM refuse('R-59', 'LEVEL_NOT_DUE', '上一级审核尚未通过或清单已退回，请按顺序审核');
      END IF;
    ELSIF NEW.act = 'release-payment' THEN
      IF levels_approved(NEW.case_id, NEW.content_hash) < 4 THEN
        PERFORM refuse('R-59、R-61', 'PAYMENT_INCOMPLETE', '四级审核未全部通过，请等全部通过后再放行');
      END IF;
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER c_payment BEFORE INSERT ON case_act FOR EACH ROW
    WHEN (NEW.case_kind = 'payment-list') EXECUTE FUNCTION guard_payment_act();

  CREATE FUNCTION guard_list_item() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE current payment_list;
  BEGIN
    SELECT * INTO current FROM payment_list WHERE id = NEW.list_id FOR UPDATE;
    IF NEW.version <> current.version + 1 THEN
      PERFORM refuse('R-58', 'LIST_CHANGED', '已形成的清单版本不能增减款项，只能编制新版本');
    END IF;
    IF NOT EXISTS (SELECT FROM payment_item WHERE id = NEW.item_id AND round_id = current.round_id
        AND amount_fen = NEW.amount_fen AND payee_account = NEW.payee_account AND payee_name = NEW.payee_name) THEN
      PERFORM refuse('R-58', 'PAYEE_MISMATCH', '清单的金额或收款人与应付款项不符');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON payment_list_item FOR EACH ROW EXECUTE FUNCTION guard_list_item();

  CREATE FUNCTION guard_list() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.round_id, NEW.number) <> (OLD.round_id, OLD.number) THEN
      PERFORM refuse('R-58', 'TRANSITION_FORBIDDEN', '清单编号和批次不能变更');
    END IF;
    IF NEW.version <> OLD.version THEN
      IF NEW.version <> OLD.version + 1 OR NEW.status <> 'draft' OR OLD.status NOT IN ('draft', 'refused', 'sent')
          OR NEW.total_fen <> (SELECT sum(amount_fen) FROM payment_list_item
            WHERE list_id = NEW.id AND version = NEW.version) THEN
        PERFORM refuse('R-58', 'AMOUNT_MISMATCH', '新版本清单须从编制开始，合计须等于各项之和');
      END IF;
      IF NEW.list_hash IS DISTINCT FROM list_hash_of(NEW.id, NEW.version) THEN
        PERFORM refuse('R-59', 'LIST_CHANGED', '清单哈希与清单内容不符');
      END IF;
      RETURN NEW;
    END IF;
    IF (NEW.list_hash, NEW.total_fen, NEW.made_by) IS DISTINCT FROM (OLD.list_hash, OLD.total_fen, OLD.made_by) THEN
      PERFORM refuse('R-59', 'LIST_CHANGED', '已形成的清单版本不能修改，只能编制新版本');
    END IF;
    IF NEW.status = OLD.status THEN RETURN NEW; END IF;
    IF (OLD.status, NEW.status) NOT IN (('draft', 'in-review'), ('draft', 'refused'), ('in-review', 'refused'),
        ('in-review', 'approved'), ('approved', 'released'), ('approved', 'refused'), ('released', 'sent'),
        ('sent', 'settled')) THEN
      PERFORM refuse('R-59', 'TRANSITION_FORBIDDEN', '清单状态不能这样变更');
    END IF;
    IF NEW.status = 'approved' AND levels_approved(NEW.id, NEW.list_hash) < 4 THEN
      PERFORM refuse('R-59', 'PAYMENT_INCOMPLETE', '四级审核未全部通过');
    END IF;
    IF NEW.status IN ('released', 'sent') AND NOT release_stands(NEW.id, NEW.list_hash) THEN
      PERFORM refuse('R-59、R-61、SD8', 'PAYMENT_INCOMPLETE', '四级审核和投资监理放行须由五名不同的人员对本版清单办理');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE UPDATE ON payment_list FOR EACH ROW EXECUTE FUNCTION guard_list();

  CREATE FUNCTION guard_item() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.status <> 'due' OR NOT EXISTS (SELECT FROM agreement WHERE id = NEW.agreement_id AND status = 'effective'
          AND sealed_at IS NOT NULL AND total_fen = NEW.amount_fen AND household_id = NEW.household_id) THEN
        PERFORM refuse('R-58、R-41', 'AGREEMENT_NOT_PAYABLE', '只有已盖章并生效的协议才有应付款项，金额须与协议一致');
      END IF;
      RETURN NEW;
    END IF;
    IF (NEW.household_id, NEW.agreement_id, NEW.round_id, NEW.amount_fen)
        <> (OLD.household_id, OLD.agreement_id, OLD.round_id, OLD.amount_fen) THEN
      PERFORM refuse('R-58', 'AMOUNT_MISMATCH', '应付款项不能修改');
    END IF;
    IF (NEW.payee_name, NEW.payee_account) <> (OLD.payee_name, OLD.payee_account) AND OLD.status NOT IN ('due', 'failed') THEN
      PERFORM refuse('R-58', 'PAYEE_MISMATCH', '已列入清单的款项不能更改收款人');
    END IF;
    IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (('due', 'listed'), ('listed', 'due'),
        ('listed', 'sent'), ('sent', 'paid'), ('sent', 'failed'), ('failed', 'listed')) THEN
      PERFORM refuse('R-60', 'TRANSITION_FORBIDDEN', '款项状态不能这样变更');
    END IF;
    IF NEW.status IN ('paid', 'failed') AND NEW.status <> OLD.status AND NOT EXISTS (SELECT FROM bank_receipt receipt
        JOIN bank_instruction instruction USING (end_to_end_id)
        WHERE instruction.item_id = NEW.id AND receipt.status = NEW.status) THEN
      PERFORM refuse('R-60', 'RECEIPT_UNKNOWN', '没有银行回单，不能登记付款结果');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT OR UPDATE ON payment_item FOR EACH ROW EXECUTE FUNCTION guard_item();

  CREATE FUNCTION guard_instruction() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    list payment_list;
    line payment_list_item;
    item payment_item;
    version_reference text;
  BEGIN
    SELECT * INTO list FROM payment_list WHERE id = NEW.list_id FOR UPDATE;
    SELECT * INTO item FROM payment_item WHERE id = NEW.item_id FOR UPDATE;
    SELECT * INTO line FROM payment_list_item
      WHERE list_id = NEW.list_id AND version = NEW.version AND item_id = NEW.item_id;
    version_reference := list.id || ':' || list.version;
    IF list.version IS DISTINCT FROM NEW.version OR list.status <> 'released'
        OR NOT release_stands(list.id, list.list_hash) THEN
      PERFORM refuse('R-59、R-61', 'PAYMENT_INCOMPLETE', '本版清单未经四级审核和放行，不得付款');
    END IF;
    IF list.list_hash IS DISTINCT FROM list_hash_of(list.id, list.version) THEN
      PERFORM refuse('R-59', 'LIST_CHANGED', '清单内容与审核通过的哈希不符，不得付款');
    END IF;
    IF line.item_id IS NULL
        OR (NEW.amount_fen, NEW.payee_name, NEW.payee_account) <> (line.amount_fen, line.payee_name, line.payee_account)
        OR (NEW.amount_fen, NEW.payee_name, NEW.payee_account) <> (item.amount_fen, item.payee_name, item.payee_account) THEN
      PERFORM refuse('R-58', 'PAYEE_MISMATCH', '付款指令的金额或收款账号与审核通过的清单不符');
    END IF;
    IF NOT EXISTS (SELECT FROM agreement WHERE id = item.agreement_id AND status = 'effective' AND sealed_at IS NOT NULL
        AND total_fen = NEW.amount_fen) THEN
      PERFORM refuse('R-58、R-41', 'AGREEMENT_NOT_PAYABLE', '协议未盖章或未生效，不得付款');
    END IF;
    IF EXISTS (SELECT FROM bank_instruction earlier LEFT JOIN bank_receipt receipt USING (end_to_end_id)
        WHERE earlier.item_id = NEW.item_id AND receipt.status IS DISTINCT FROM 'failed') THEN
      PERFORM refuse('R-60', 'ITEM_LISTED_TWICE', '该款项已付或结果未知，不得再次付款');
    END IF;
    IF NOT EXISTS (SELECT FROM special_account_entry reserved WHERE reserved.reference = 'reservation:' || version_reference
        AND amount_fen >= list.total_fen)
        OR EXISTS (SELECT FROM special_account_entry back WHERE back.reference = 'return:' || version_reference) THEN
      PERFORM refuse('R-56', 'ACCOUNT_INSUFFICIENT', '专户没有为本版清单留足款项，不得付款');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON bank_instruction FOR EACH ROW EXECUTE FUNCTION guard_instruction();

  CREATE FUNCTION guard_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM bank_instruction WHERE end_to_end_id = NEW.end_to_end_id
        AND amount_fen = NEW.amount_fen) THEN
      PERFORM refuse('R-60', 'AMOUNT_MISMATCH', '回单金额与付款指令不符，请与银行核对');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON bank_receipt FOR EACH ROW EXECUTE FUNCTION guard_receipt();
  `,
);
