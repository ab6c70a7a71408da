-- Who may use the cluster. No command of the engine reads these tables; one process writes them, one change at a time
-- (identity.ts), so a membership never outlives its two ends.

CREATE TABLE IF NOT EXISTS {schema}.identity_user (
  username text PRIMARY KEY,
  name text,
  email text,
  password_hash text NOT NULL -- scrypt$N$r$p$salt$hash (passwords.ts)
);

CREATE TABLE IF NOT EXISTS {schema}.identity_group (
  group_id text PRIMARY KEY,
  name text NOT NULL,
  description text
);

CREATE TABLE IF NOT EXISTS {schema}.identity_role (
  role_id text PRIMARY KEY,
  name text NOT NULL,
  description text
);

CREATE TABLE IF NOT EXISTS {schema}.identity_tenant (
  tenant_id text PRIMARY KEY,
  tenant_key bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  description text
);

CREATE TABLE IF NOT EXISTS {schema}.identity_mapping_rule (
  mapping_rule_id text PRIMARY KEY,
  claim_name text NOT NULL,
  claim_value text NOT NULL,
  name text NOT NULL,
  UNIQUE (claim_name, claim_value)
);

-- Who belongs to what. Clients are known by their ids only.
CREATE TABLE IF NOT EXISTS {schema}.identity_membership (
  holder_type text NOT NULL, -- GROUP | ROLE | TENANT
  holder_id text NOT NULL,
  member_type text NOT NULL, -- USER | CLIENT | GROUP | ROLE | MAPPING_RULE
  member_id text NOT NULL,
  PRIMARY KEY (holder_type, holder_id, member_type, member_id)
);
CREATE INDEX IF NOT EXISTS identity_membership_member ON {schema}.identity_membership (member_type, member_id);

-- What an owner may do with a resource: the one of that id ('*': any), or the user tasks of which the property names them.
CREATE TABLE IF NOT EXISTS {schema}.identity_authorization (
  authorization_key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner_type text NOT NULL, -- USER | CLIENT | GROUP | ROLE | MAPPING_RULE
  owner_id text NOT NULL,
  resource_type text NOT NULL,
  resource_id text,
  resource_property_name text,
  permission_types text[] NOT NULL,
  CHECK ((resource_id IS NULL) <> (resource_property_name IS NULL))
);
CREATE INDEX IF NOT EXISTS identity_authorization_owner ON {schema}.identity_authorization (owner_type, owner_id);
