import { forwardOnly } from './forward-only.js';

/** From the survey to the frozen area: surveys, determinations, notices with their subjects, objections. */
export const CreateAreaDetermination1795478400005 = forwardOnly(
  'CreateAreaDetermination1795478400005',
  `
  CREATE TABLE area_survey (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    household_id uuid NOT NULL REFERENCES household,
    round integer NOT NULL CHECK (round > 0),
    officer_id uuid NOT NULL REFERENCES account,
    measured_hundredths bigint NOT NULL CHECK (measured_hundredths > 0),
    note text,
    surveyed_at timestamptz NOT NULL DEFAULT app_now(),
    UNIQUE (household_id, round, officer_id)
  );

  CREATE TABLE notice (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES project,
    kind text NOT NULL,
    title text NOT NULL,
    number text NOT NULL UNIQUE,
    content jsonb NOT NULL,
    masked_content jsonb,
    content_hash text,
    minimum_days integer NOT NULL CHECK (minimum_days >= 0),
    status text NOT NULL DEFAULT 'prepared'
      CHECK (status IN ('prepared', 'masked', 'approved', 'published', 'archived')),
    prepared_at timestamptz NOT NULL DEFAULT app_now(),
    published_at timestamptz,
    ends_at timestamptz,
    archived_at timestamptz,
    proof_hash text,
    CHECK (status NOT IN ('published', 'archived') OR (published_at IS NOT NULL AND ends_at > published_at)),
    CHECK (status <> 'archived' OR (archived_at IS NOT NULL AND proof_hash IS NOT NULL))
  );
  CREATE INDEX notice_by_project ON notice (project_id, kind);
  CREATE INDEX notice_running ON notice (ends_at) WHERE status = 'published';

  CREATE TABLE area_determination (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    household_id uuid NOT NULL REFERENCES household,
    version integer NOT NULL CHECK (version > 0),
    area_hundredths bigint NOT NULL CHECK (area_hundredths > 0),
    basis text NOT NULL CHECK (basis <> ''),
    determined_by uuid NOT NULL REFERENCES account,
    determined_at timestamptz NOT NULL DEFAULT app_now(),
    status text NOT NULL DEFAULT 'determined' CHECK (status IN ('determined', 'listed', 'frozen', 'superseded')),
    notice_id uuid REFERENCES notice,
    frozen_at timestamptz,
    UNIQUE (household_id, version)
  );
  CREATE UNIQUE INDEX area_determination_standing ON area_determination (household_id) WHERE status <> 'superseded';
  CREATE INDEX area_determination_by_notice ON area_determination (notice_id);

  CREATE TABLE notice_subject (
    notice_id uuid NOT NULL REFERENCES notice,
    household_id uuid NOT NULL REFERENCES household,
    determination_id uuid REFERENCES area_determination,
    PRIMARY KEY (notice_id, household_id)
  );
  CREATE INDEX notice_subject_by_household ON notice_subject (household_id);

  CREATE TABLE objection (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    notice_id uuid NOT NULL REFERENCES notice,
    household_id uuid NOT NULL REFERENCES household,
    text text NOT NULL CHECK (text <> ''),
    filed_at timestamptz NOT NULL DEFAULT app_now(),
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'answered')),
    answer text,
    upheld boolean,
    handler_id uuid REFERENCES account,
    answered_at timestamptz,
    CHECK (status = 'open' OR (answer IS NOT NULL AND upheld IS NOT NULL AND handler_id IS NOT NULL))
  );
  CREATE INDEX objection_by_notice ON objection (notice_id);
  CREATE INDEX objection_by_household ON objection (household_id);
  `,
);
