import { forwardOnly } from './forward-only.js';

/**
 * Beside its tenant the owner of a public house has a share of its appraised value (市政府令第71号 art 29). It is computed with
 * the tenant's compensation, from the same price and area, and is no part of the tenant's agreement.
 */
export const PublicOwnerShare1795478400055 = forwardOnly(
  'PublicOwnerShare1795478400055',
  `
  ALTER TABLE compensation_calculation ADD COLUMN owner_share_fen bigint CHECK (owner_share_fen > 0);
  ALTER TABLE compensation_calculation ADD COLUMN owner_share_basis text CHECK (owner_share_basis <> '');
  ALTER TABLE compensation_calculation ADD CONSTRAINT owner_share_with_basis
    CHECK (num_nonnulls(owner_share_fen, owner_share_basis) IN (0, 2));

  CREATE FUNCTION guard_owner_share() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.owner_share_fen IS NOT NULL) IS DISTINCT FROM coalesce(NEW.input ->> 'tenure' = 'public-tenancy'
        AND NEW.input #>> '{figures,scheme}' = 'state', false) THEN
      PERFORM refuse('市政府令第71号第29条、SD18', 'CONTENT_CHANGED', '公房须同时计算产权人份额，私房没有产权人份额');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER public_owner BEFORE INSERT ON compensation_calculation
    FOR EACH ROW EXECUTE FUNCTION guard_owner_share();
  `,
);
