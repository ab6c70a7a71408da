import { forwardOnly } from './forward-only.js';

/**
 * What every house is used for, as registered and as determined, and who owns a house that is let at government rent
 * (市政府令第71号 art 29, 30). A calculation follows the determined use and the tenure of the register, whoever writes it.
 */
export const HouseUsesAndOwners1795478400085 = forwardOnly(
  'HouseUsesAndOwners1795478400085',
  `
  CREATE FUNCTION is_house_use(use text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT use IN ('residential', 'shop', 'office', 'factory', 'warehouse', 'other')
  $$;
  ALTER TABLE household DROP CONSTRAINT household_tenure_check;
  ALTER TABLE household ADD CONSTRAINT household_tenure_check
    CHECK (tenure IN ('private', 'public-tenancy', 'government-rent'));
  ALTER TABLE household ADD COLUMN use text NOT NULL DEFAULT 'residential' CHECK (is_house_use(use));
  ALTER TABLE household ADD CONSTRAINT household_fits_use CHECK (use = 'residential' OR NOT non_self_contained
    AND hardship_persons = 0 AND tenure <> 'government-rent' AND certificate_area_hundredths IS NOT NULL);

  CREATE TABLE house_owner (
    household_id uuid PRIMARY KEY REFERENCES household,
    name text NOT NULL CHECK (name <> ''),
    id_number text NOT NULL CHECK (id_number <> ''),
    payee_name text NOT NULL CHECK (payee_name <> ''),
    payee_account text NOT NULL CHECK (payee_account <> ''),
    access_code_hash text
  );
  CREATE TRIGGER fixed_columns BEFORE UPDATE ON house_owner
    FOR EACH ROW EXECUTE FUNCTION guard_fixed_columns('payee_name', 'payee_account', 'access_code_hash');
  CREATE FUNCTION guard_house_owner() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM household WHERE id = NEW.household_id AND tenure <> 'private') THEN
      PERFORM refuse('市政府令第71号第29条、第30条', 'FIELD_NOT_APPLICABLE', '私有产权的产权人就是权利人，不另登记');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER of_let_house BEFORE INSERT ON house_owner FOR EACH ROW EXECUTE FUNCTION guard_house_owner();

  ALTER TABLE area_determination ADD COLUMN use text NOT NULL DEFAULT 'residential' CHECK (is_house_use(use));
  ALTER TABLE area_determination ADD COLUMN use_basis text CHECK (use_basis <> '');
  CREATE FUNCTION guard_determined_use() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE registered household;
  BEGIN
    SELECT * INTO registered FROM household WHERE id = NEW.household_id;
    IF NEW.use_basis IS NULL AND (NEW.use <> 'residential' OR registered.use <> 'residential') THEN
      PERFORM refuse('R-25、征收与补偿条例第24条', 'FIELD_MISSING', '非居住用途或与户册不同的用途须写明依据');
    END IF;
    IF NEW.use <> 'residential' AND (NEW.new_homestead OR registered.tenure = 'government-rent') THEN
      PERFORM refuse('R-16、市政府令第71号第30条', 'FIELD_NOT_APPLICABLE', '新宅基地和执行政府租金的私房只有居住房屋');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER determined_use BEFORE INSERT ON area_determination FOR EACH ROW EXECUTE FUNCTION guard_determined_use();

  CREATE FUNCTION guard_house_of_calculation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.input ->> 'tenure' IS DISTINCT FROM (SELECT tenure FROM household WHERE id = NEW.household_id)
        OR (NEW.input #>> '{nonResidential}' IS NULL)
          IS DISTINCT FROM ((SELECT use FROM area_determination WHERE id = NEW.determination_id) = 'residential') THEN
      PERFORM refuse('R-25、R-26、SD18', 'CONTENT_CHANGED', '补偿须按户册的房屋类型和认定的用途计算，请重新计算');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER q_house BEFORE INSERT ON compensation_calculation
    FOR EACH ROW EXECUTE FUNCTION guard_house_of_calculation();

  CREATE OR REPLACE FUNCTION guard_owner_share() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (NEW.owner_share_fen IS NOT NULL) IS DISTINCT FROM coalesce(
        NEW.input ->> 'tenure' IN ('public-tenancy', 'government-rent') AND NEW.input #>> '{figures,scheme}' = 'state',
        false) THEN
      PERFORM refuse('市政府令第71号第29条、第30条、SD18', 'CONTENT_CHANGED',
        '公房和执行政府租金的私房须同时计算产权人补偿，自有房屋没有产权人补偿');
    END IF;
    RETURN NEW;
  END $$;
  `,
);
