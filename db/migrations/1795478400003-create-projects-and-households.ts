import { forwardOnly } from './forward-only.js';

/** Projects and their households (one certificate or voucher each: the counting unit). Money in fen, areas in 0.01 m². */
export const CreateProjectsAndHouseholds1795478400003 = forwardOnly(
  'CreateProjectsAndHouseholds1795478400003',
  `
  CREATE TABLE project (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('negotiated', 'state', 'collective')),
    policy_version text NOT NULL,
    registered_on date NOT NULL,
    average_price_fen bigint NOT NULL CHECK (average_price_fen >= 0),
    subsidy_coefficient_bp integer NOT NULL CHECK (subsidy_coefficient_bp BETWEEN 0 AND 10000),
    unit_size_subsidy_hundredths bigint NOT NULL CHECK (unit_size_subsidy_hundredths >= 0),
    effective_rate_bp integer NOT NULL CHECK (effective_rate_bp BETWEEN 1 AND 10000),
    signing_period_days integer NOT NULL CHECK (signing_period_days > 0),
    conversion_price_fen bigint CHECK (conversion_price_fen > 0),
    signing_opened_at timestamptz,
    signing_ends_at timestamptz,
    rate_reached_at timestamptz,
    town_organisation_id uuid NOT NULL REFERENCES organisation,
    firm_organisation_id uuid NOT NULL REFERENCES organisation
  );

  CREATE TABLE household (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id uuid NOT NULL REFERENCES project,
    number text NOT NULL CHECK (number <> ''),
    case_number text NOT NULL UNIQUE,
    address text NOT NULL,
    holder_name text NOT NULL,
    id_number text NOT NULL,
    phone text NOT NULL,
    tenure text NOT NULL CHECK (tenure IN ('private', 'public-tenancy')),
    certificate_area_hundredths bigint CHECK (certificate_area_hundredths > 0),
    living_area_hundredths bigint CHECK (living_area_hundredths > 0),
    unit_price_fen bigint NOT NULL CHECK (unit_price_fen >= 0),
    non_self_contained boolean NOT NULL,
    registered_persons integer NOT NULL CHECK (registered_persons >= 0),
    hardship_persons integer NOT NULL DEFAULT 0 CHECK (hardship_persons BETWEEN 0 AND registered_persons),
    payee_name text NOT NULL,
    payee_account text NOT NULL,
    access_code_hash text,
    stage text NOT NULL DEFAULT 'registered' CHECK (stage IN ('registered', 'surveying', 'determined', 'displayed',
      'frozen', 'negotiating', 'checking', 'signing', 'reviewing', 'sealed', 'effective', 'paid', 'closed')),
    survey_round integer NOT NULL DEFAULT 1 CHECK (survey_round > 0),
    negotiation_round integer NOT NULL DEFAULT 1 CHECK (negotiation_round > 0),
    UNIQUE (project_id, number),
    CHECK (certificate_area_hundredths IS NOT NULL OR living_area_hundredths IS NOT NULL)
  );
  CREATE INDEX household_by_stage ON household (project_id, stage, number);
  `,
);
