import { forwardOnly } from './forward-only.js';

/**
 * What a compensation decision owes is paid by the lists, as agreements are: once it was fulfilled or enforced, once, to the
 * payee of the register, from the money that was reserved for it. A reservation is given back for one reason only.
 */
export const PayDecisions1795478400071 = forwardOnly(
  'PayDecisions1795478400071',
  `
  ALTER TABLE payment_item ALTER COLUMN agreement_id DROP NOT NULL,
    ADD COLUMN decision_id uuid UNIQUE REFERENCES decision_due,
    ADD CONSTRAINT payment_item_of_one_claim CHECK (num_nonnulls(agreement_id, decision_id) = 1);

  -- An effective agreement, or a decision that was carried out, of this household and for this amount.
  CREATE FUNCTION claim_stands(item payment_item) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM agreement WHERE id = item.agreement_id AND status = 'effective' AND sealed_at IS NOT NULL
        AND total_fen = item.amount_fen AND household_id = item.household_id)
      OR EXISTS (SELECT FROM decision_due due JOIN compensation_decision decision ON decision.id = due.decision_id
        WHERE due.decision_id = item.decision_id AND due.amount_fen = item.amount_fen
          AND decision.household_id = item.household_id)
  $$;

  CREATE OR REPLACE FUNCTION guard_item() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.status <> 'due' OR NOT claim_stands(NEW) THEN
        PERFORM refuse('R-58、R-41', 'AGREEMENT_NOT_PAYABLE',
          '只有已盖章并生效的协议、已履行或已执行的补偿决定才有应付款项，金额须一致');
      END IF;
      RETURN NEW;
    END IF;
    IF (NEW.household_id, NEW.agreement_id, NEW.decision_id, NEW.round_id, NEW.amount_fen) IS DISTINCT FROM
        (OLD.household_id, OLD.agreement_id, OLD.decision_id, OLD.round_id, OLD.amount_fen) THEN
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

  CREATE OR REPLACE FUNCTION guard_instruction() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    list payment_list;
    line payment_list_item;
    item payment_item;
    version_reference text;
    own bigint;
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
    IF NOT claim_stands(item) THEN
      PERFORM refuse('R-58、R-41', 'AGREEMENT_NOT_PAYABLE', '协议未盖章或未生效，补偿决定未履行或未执行，不得付款');
    END IF;
    IF EXISTS (SELECT FROM bank_instruction earlier LEFT JOIN bank_receipt receipt USING (end_to_end_id)
        WHERE earlier.item_id = NEW.item_id AND receipt.status IS DISTINCT FROM 'failed') THEN
      PERFORM refuse('R-60', 'ITEM_LISTED_TWICE', '该款项已付或结果未知，不得再次付款');
    END IF;
    -- What a decision pays is its own money; the rest of the list is reserved for this version.
    SELECT coalesce(sum(each.amount_fen), 0) INTO own FROM payment_list_item each
      JOIN payment_item ON payment_item.id = each.item_id
      WHERE each.list_id = list.id AND each.version = list.version AND payment_item.decision_id IS NULL;
    IF (own > 0 AND NOT EXISTS (SELECT FROM special_account_entry reserved
          WHERE reserved.reference = 'reservation:' || version_reference AND amount_fen >= own))
        OR EXISTS (SELECT FROM special_account_entry back WHERE back.reference = 'return:' || version_reference)
        OR (item.decision_id IS NOT NULL AND decision_reserved_fen(item.decision_id) < NEW.amount_fen) THEN
      PERFORM refuse('R-56', 'ACCOUNT_INSUFFICIENT', '专户没有为本版清单留足款项，不得付款');
    END IF;
    RETURN NEW;
  END $$;

  -- Money comes back into the account for a list that was refused, or for a payment that the bank sent back.
  CREATE FUNCTION guard_return() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM payment_list list JOIN special_account_entry reserved
          ON reserved.reference = 'reservation:' || list.id || ':' || list.version
        WHERE NEW.reference = 'return:' || list.id || ':' || list.version AND list.status = 'refused'
          AND reserved.project_id = NEW.project_id AND reserved.amount_fen = NEW.amount_fen)
      AND NOT EXISTS (SELECT FROM bank_receipt receipt JOIN bank_instruction instruction USING (end_to_end_id)
          JOIN payment_item item ON item.id = item_id JOIN household ON household.id = item.household_id
        WHERE NEW.reference = 'return:' || receipt.end_to_end_id AND receipt.status = 'failed'
          AND receipt.amount_fen = NEW.amount_fen AND item.decision_id IS NULL
          AND household.project_id = NEW.project_id) THEN
      PERFORM refuse('R-56', 'TRANSITION_FORBIDDEN', '只有退回的清单或银行退回的款项才能转回专户余额');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER b_return BEFORE INSERT ON special_account_entry FOR EACH ROW
    WHEN (NEW.kind = 'return' AND NEW.decision_id IS NULL) EXECUTE FUNCTION guard_return();

  CREATE OR REPLACE FUNCTION guard_court_application() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    decided date := served_on(NEW.case_id, 'serve-decision');
    demanded date := served_on(NEW.case_id, 'demand-performance');
    remedy decision_remedy;
    issued compensation_report := issued_report(NEW.case_id);
    application court_application;
  BEGIN
    IF NEW.verdict <> 'applied' THEN RETURN NEW; END IF;
    SELECT fact.* INTO remedy FROM decision_remedy fact JOIN task_entry entry ON entry.id = entry_id
      WHERE decision_id = NEW.case_id AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1;
    SELECT fact.* INTO application FROM court_application fact JOIN task_entry entry ON entry.id = entry_id
      WHERE decision_id = NEW.case_id AND superseded_at IS NULL ORDER BY entry.seq DESC LIMIT 1;
    IF issued.entry_id IS NULL OR decided IS NULL THEN
      PERFORM refuse('征收与补偿条例第26条', 'TRANSITION_FORBIDDEN', '补偿决定尚未作出或送达');
    END IF;
    IF remedy.entry_id IS NULL OR remedy.annulled OR remedy.moved_out
        OR (remedy.suit_filed_on IS NOT NULL AND remedy.judged_on IS NULL)
        OR (remedy.review_filed_on IS NOT NULL AND remedy.review_result_served_on IS NULL AND remedy.judged_on IS NULL)
        OR (remedy.suit_filed_on IS NULL AND remedy.review_result_served_on IS NULL
          AND app_today() <= decided + interval '6 months')
        OR (remedy.suit_filed_on IS NULL AND app_today() <= remedy.review_result_served_on + 15) THEN
      PERFORM refuse('征收与补偿条例第28条', 'REMEDY_OPEN', '复议、诉讼期限未满或尚在审理，不得申请强制执行');
    END IF;
    IF demanded IS NULL OR demanded < decided OR app_today() <= demanded + 10 THEN
      PERFORM refuse('行政强制法第54条', 'DEMAND_RUNNING', '尚未催告或催告期未满，不得申请强制执行');
    END IF;
    IF application.entry_id IS NULL OR decision_reserved_fen(NEW.case_id) < issued.amount_fen THEN
      PERFORM refuse('征收与补偿条例第27条', 'ACCOUNT_INSUFFICIENT', '先补偿、后搬迁：补偿金额未在专户留存，不得申请');
    END IF;
    RETURN NEW;
  END $$;

  -- A household that moved by its decision handed its house over by it: its case ends once the money is paid, and not before.
  CREATE FUNCTION unpaid_by_decision(household uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (SELECT FROM payment_item WHERE payment_item.decision_id = due.decision_id AND status = 'paid')
      AND amount_fen > 0
    FROM decision_due due JOIN compensation_decision decision ON decision.id = due.decision_id
    WHERE decision.household_id = household
  $$;
  CREATE OR REPLACE FUNCTION guard_paid_case() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF unpaid_by_decision(NEW.id) IS NULL AND (NOT handed_over(NEW.id) OR NOT EXISTS (SELECT FROM case_act
        WHERE case_id = NEW.id AND act = 'deregister-rights' AND withdrawn_at IS NULL)) THEN
      PERFORM refuse('R-47', 'STEP_OUT_OF_ORDER', '尚未交房或者权利凭证尚未注销，不能结案');
    END IF;
    RETURN NEW;
  END $$;
  CREATE FUNCTION guard_unpaid_case() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF unpaid_by_decision(NEW.id) THEN
      PERFORM refuse('征收与补偿条例第27条、R-57', 'STEP_OUT_OF_ORDER', '补偿决定的款项尚未付清，不能结案');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER paid_by_decision BEFORE UPDATE ON household FOR EACH ROW
    WHEN (OLD.stage <> 'closed' AND NEW.stage = 'closed') EXECUTE FUNCTION guard_unpaid_case();
  `,
);
