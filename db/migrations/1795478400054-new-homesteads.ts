import { forwardOnly } from './forward-only.js';

/**
 * A household on collective land that is granted a new homestead is not paid for the land (R-16, 沪府发〔2011〕75号). It is
 * determined and displayed with the area, by somebody who measured nothing, and the money follows from it.
 */
export const NewHomesteads1795478400054 = forwardOnly(
  'NewHomesteads1795478400054',
  `
  ALTER TABLE area_determination ADD COLUMN new_homestead boolean NOT NULL DEFAULT false;

  CREATE FUNCTION guard_new_homestead() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM household JOIN project ON project.id = project_id
        WHERE household.id = NEW.household_id AND tenure = 'private' AND (mode = 'collective'
          OR EXISTS (SELECT FROM project_scope scope JOIN task_entry entry ON entry.id = scope.entry_id
            WHERE scope.project_id = project.id AND entry.superseded_at IS NULL AND land <> 'state'))) THEN
      PERFORM refuse('R-16', 'FIELD_NOT_APPLICABLE', '只有集体土地上的私有房屋可以安排新宅基地');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER new_homestead BEFORE INSERT ON area_determination FOR EACH ROW WHEN (NEW.new_homestead)
    EXECUTE FUNCTION guard_new_homestead();

  -- By the prices of collective land the land is left out exactly where a new homestead was determined (SD18).
  CREATE FUNCTION guard_land_of_calculation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF (SELECT new_homestead FROM area_determination WHERE id = NEW.determination_id)
        IS DISTINCT FROM (NEW.input #>> '{figures,landBasePriceFen}' IS NULL) THEN
      PERFORM refuse('R-16、SD18', 'CONTENT_CHANGED', '土地使用权基价与认定的新宅基地情况不符，请重新计算');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER new_homestead BEFORE INSERT ON compensation_calculation FOR EACH ROW
    WHEN (NEW.input #>> '{figures,scheme}' = 'collective') EXECUTE FUNCTION guard_land_of_calculation();
  `,
);
