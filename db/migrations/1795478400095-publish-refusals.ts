import { forwardOnly } from './forward-only.js';

/** What the district government decides is published, also when it does not expropriate. */
export const PublishRefusals1795478400095 = forwardOnly(
  'PublishRefusals1795478400095',
  `
  -- Refusals that were made before had no notice.
  ALTER TABLE expropriation_refusal ADD COLUMN notice_id uuid REFERENCES notice;
  CREATE FUNCTION guard_refusal_notice() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (SELECT FROM notice JOIN track ON track.project_id = notice.project_id
        WHERE notice.id = NEW.notice_id AND kind = 'expropriation-refusal' AND track.id = NEW.track_id) THEN
      PERFORM refuse('R-21', 'TRANSITION_FORBIDDEN', '不予征收的决定须有本项目的公布');
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER published BEFORE INSERT ON expropriation_refusal
    FOR EACH ROW EXECUTE FUNCTION guard_refusal_notice();
  `,
);
