import { forwardOnly } from './forward-only.js';

/** A display begins when it is published and is about whom it was prepared for; money goes to the registered payee. */
export const GuardDisplayAndPayee1795478400018 = forwardOnly(
  'GuardDisplayAndPayee1795478400018',
  `
  CREATE FUNCTION guard_notice_period() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' THEN
      IF NEW.status <> 'prepared' OR num_nonnulls(NEW.published_at, NEW.ends_at, NEW.archived_at) > 0 THEN
        PERFORM refuse('R-21', 'TRANSITION_FORBIDDEN', '公示须从“已拟”开始，依次脱敏、审核、发布');
      END IF;
    ELSIF OLD.status IN ('published', 'archived') THEN
      IF NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.ends_at IS NULL THEN
        PERFORM refuse('R-21', 'PERIOD_TOO_SHORT', '公示期限只能延长，不能缩短');
      END IF;
    ELSIF NEW.ends_at IS NULL AND NEW.status IN ('published', 'archived')
        OR NEW.published_at < date_trunc('milliseconds', app_now()) THEN
      PERFORM refuse('R-21', 'PERIOD_TOO_SHORT', '公示期限从实际发布时起算，不能倒填');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER period BEFORE INSERT OR UPDATE ON notice FOR EACH ROW EXECUTE FUNCTION guard_notice_period();

  CREATE FUNCTION guard_notice_subject() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM notice WHERE id = NEW.notice_id AND status = 'prepared') THEN
      PERFORM refuse('R-21', 'TRANSITION_FORBIDDEN', '公示已核对，不能再列入他户');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER lawful BEFORE INSERT ON notice_subject FOR EACH ROW EXECUTE FUNCTION guard_notice_subject();

  -- The payee is the register's until the bank sends a payment back; only then may it be corrected, on both (R-58).
  CREATE FUNCTION guard_payee() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE lawful boolean;
  BEGIN
    IF TG_TABLE_NAME = 'household' THEN
      lawful := EXISTS (SELECT FROM payment_item item WHERE household_id = NEW.id AND item.status = 'failed'
        AND (item.payee_name, item.payee_account) = (NEW.payee_name, NEW.payee_account));
    ELSIF TG_OP = 'INSERT' THEN
      lawful := EXISTS (SELECT FROM household WHERE id = NEW.household_id
        AND (household.payee_name, household.payee_account) = (NEW.payee_name, NEW.payee_account));
    ELSE
      lawful := OLD.status = 'failed';
    END IF;
    IF NOT lawful THEN
      PERFORM refuse('R-58', 'PAYEE_MISMATCH', '收款信息只能在银行退回后更正，且与户册一致');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER of_register BEFORE INSERT ON payment_item FOR EACH ROW EXECUTE FUNCTION guard_payee();
  CREATE TRIGGER only_corrected BEFORE UPDATE ON payment_item FOR EACH ROW
    WHEN ((NEW.payee_name, NEW.payee_account) IS DISTINCT FROM (OLD.payee_name, OLD.payee_account))
    EXECUTE FUNCTION guard_payee();
  CREATE TRIGGER only_corrected BEFORE UPDATE ON household FOR EACH ROW
    WHEN ((NEW.payee_name, NEW.payee_account) IS DISTINCT FROM (OLD.payee_name, OLD.payee_account))
    EXECUTE FUNCTION guard_payee();
  `,
);
