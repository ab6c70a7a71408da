-- Tables of the engine. Every name stands in the schema chosen at Engine.open ({schema}).
-- Finished rows stay as history. What is live belongs to active process instances, and is read through them.
-- Elements and jobs change often: no index holds what changes in them, and each page keeps room, so that an update
-- stays in its page and touches no index (HOT).
-- Keys are int64, unique over all tables; times are the engine's clock, to the millisecond.
-- One tenant only: every reply says "<default>".

CREATE SCHEMA IF NOT EXISTS {schema};

-- Highest key handed out so far; raised in blocks, so keys stay unique over restarts and crashes.
CREATE TABLE IF NOT EXISTS {schema}.key_block (
  id smallint PRIMARY KEY CHECK (id = 1),
  next_key bigint NOT NULL
);

-- One row while the clock is pinned (standing still at pinned_at), none while it runs.
CREATE TABLE IF NOT EXISTS {schema}.clock (
  id smallint PRIMARY KEY CHECK (id = 1),
  pinned_at timestamptz NOT NULL
);

CREATE TABLE IF NOT EXISTS {schema}.process_definition (
  process_definition_key bigint PRIMARY KEY,
  process_definition_id text NOT NULL,
  name text,
  version integer NOT NULL,
  version_tag text,
  resource_name text NOT NULL,
  resource_checksum text NOT NULL,
  bpmn_xml text NOT NULL,
  deployment_key bigint NOT NULL,
  start_form_id text,
  start_form_binding text,
  start_form_version_tag text,
  state text NOT NULL, -- ACTIVE | DELETED
  deployed_at timestamptz NOT NULL,
  UNIQUE (process_definition_id, version)
);
-- KEPT | TO_DELETE (once no instance of it runs) | DELETED: of a deleted definition, the instances it had.
ALTER TABLE {schema}.process_definition ADD COLUMN IF NOT EXISTS history text NOT NULL DEFAULT 'KEPT';

CREATE TABLE IF NOT EXISTS {schema}.form (
  form_key bigint PRIMARY KEY,
  form_id text NOT NULL,
  version integer NOT NULL,
  version_tag text,
  resource_name text NOT NULL,
  resource_checksum text NOT NULL,
  schema text NOT NULL, -- the .form file, as deployed
  deployment_key bigint NOT NULL,
  state text NOT NULL, -- ACTIVE | DELETED
  deployed_at timestamptz NOT NULL,
  UNIQUE (form_id, version)
);

-- Deployed files that the engine only keeps and hands out (scripts of RPA workers).
CREATE TABLE IF NOT EXISTS {schema}.resource (
  resource_key bigint PRIMARY KEY,
  resource_id text NOT NULL,
  version integer NOT NULL,
  version_tag text,
  resource_name text NOT NULL,
  resource_checksum text NOT NULL,
  content text NOT NULL, -- the file, as deployed
  deployment_key bigint NOT NULL,
  state text NOT NULL, -- ACTIVE | DELETED
  deployed_at timestamptz NOT NULL,
  UNIQUE (resource_id, version)
);

-- One deployed DMN file.
CREATE TABLE IF NOT EXISTS {schema}.decision_requirements (
  decision_requirements_key bigint PRIMARY KEY,
  decision_requirements_id text NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  resource_name text NOT NULL,
  resource_checksum text NOT NULL,
  dmn_xml text NOT NULL,
  deployment_key bigint NOT NULL,
  state text NOT NULL, -- ACTIVE | DELETED
  deployed_at timestamptz NOT NULL,
  UNIQUE (decision_requirements_id, version)
);

CREATE TABLE IF NOT EXISTS {schema}.decision_definition (
  decision_definition_key bigint PRIMARY KEY,
  decision_definition_id text NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  version_tag text,
  decision_requirements_key bigint NOT NULL,
  decision_requirements_id text NOT NULL,
  deployment_key bigint NOT NULL,
  state text NOT NULL, -- ACTIVE | DELETED
  deployed_at timestamptz NOT NULL,
  UNIQUE (decision_definition_id, version)
);
CREATE INDEX IF NOT EXISTS decision_definition_requirements ON {schema}.decision_definition (decision_requirements_key);

-- Each decision of each evaluation; history only.
CREATE TABLE IF NOT EXISTS {schema}.decision_instance (
  decision_evaluation_instance_key text PRIMARY KEY, -- <decision_evaluation_key>-<place in it, from 1>
  decision_evaluation_key bigint NOT NULL,
  state text NOT NULL, -- EVALUATED | FAILED
  evaluation_date timestamptz NOT NULL,
  evaluation_failure text,
  decision_definition_key bigint NOT NULL,
  decision_definition_id text NOT NULL,
  decision_definition_name text NOT NULL,
  decision_definition_version integer NOT NULL,
  decision_definition_type text NOT NULL, -- DECISION_TABLE | LITERAL_EXPRESSION | CONTEXT | LIST | RELATION | INVOCATION
  decision_requirements_key bigint NOT NULL,
  root_decision_definition_key bigint NOT NULL, -- the decision that was asked for
  process_definition_key bigint, -- null outside of processes
  process_definition_id text,
  process_instance_key bigint,
  root_process_instance_key bigint,
  element_instance_key bigint,
  result text NOT NULL, -- JSON text
  evaluated_inputs jsonb NOT NULL,
  matched_rules jsonb NOT NULL
);
CREATE INDEX IF NOT EXISTS decision_instance_evaluation ON {schema}.decision_instance (decision_evaluation_key);
CREATE INDEX IF NOT EXISTS decision_instance_definition ON {schema}.decision_instance (decision_definition_id, evaluation_date);
CREATE INDEX IF NOT EXISTS decision_instance_date ON {schema}.decision_instance (evaluation_date) WHERE process_instance_key IS NULL;
CREATE INDEX IF NOT EXISTS decision_instance_process ON {schema}.decision_instance (process_instance_key) WHERE process_instance_key IS NOT NULL;

CREATE TABLE IF NOT EXISTS {schema}.process_instance (
  process_instance_key bigint PRIMARY KEY,
  process_definition_key bigint NOT NULL,
  process_definition_id text NOT NULL,
  process_definition_name text,
  process_definition_version integer NOT NULL,
  process_definition_version_tag text,
  parent_process_instance_key bigint,
  parent_element_instance_key bigint,
  root_process_instance_key bigint NOT NULL,
  state text NOT NULL, -- ACTIVE | COMPLETED | TERMINATED
  start_date timestamptz NOT NULL,
  end_date timestamptz,
  incident_count integer NOT NULL, -- open incidents, those of called processes included
  tags text[] NOT NULL,
  business_id text,
  start_correlation_key text -- set when a message started it: at most one active instance per process id and key
);
DROP INDEX IF EXISTS {schema}.process_instance_live;
ALTER TABLE {schema}.process_instance DROP COLUMN IF EXISTS has_incident;
CREATE INDEX IF NOT EXISTS process_instance_definition ON {schema}.process_instance (process_definition_id, state);
CREATE INDEX IF NOT EXISTS process_instance_definition_key ON {schema}.process_instance (process_definition_key);
CREATE INDEX IF NOT EXISTS process_instance_statistics ON {schema}.process_instance (process_definition_id, process_definition_key, process_definition_version, incident_count) WHERE state = 'ACTIVE';
CREATE INDEX IF NOT EXISTS process_instance_parent ON {schema}.process_instance (parent_process_instance_key) WHERE parent_process_instance_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS process_instance_ended ON {schema}.process_instance (end_date, process_instance_key) WHERE end_date IS NOT NULL;
CREATE INDEX IF NOT EXISTS process_instance_start ON {schema}.process_instance (start_date);
CREATE INDEX IF NOT EXISTS process_instance_business_id ON {schema}.process_instance (business_id) WHERE business_id IS NOT NULL;

-- Holds the process instance itself too (type PROCESS, same key): leave it out of element instance searches.
CREATE TABLE IF NOT EXISTS {schema}.element_instance (
  element_instance_key bigint PRIMARY KEY,
  process_instance_key bigint NOT NULL,
  root_process_instance_key bigint NOT NULL,
  process_definition_key bigint NOT NULL,
  process_definition_id text NOT NULL,
  scope_key bigint, -- enclosing element instance; null for type PROCESS
  element_id text NOT NULL,
  element_name text,
  type text NOT NULL,
  state text NOT NULL, -- ACTIVE | COMPLETED | TERMINATED
  start_date timestamptz NOT NULL,
  end_date timestamptz,
  incident_key bigint,
  incident_count integer NOT NULL,
  phase text NOT NULL, -- inner life cycle: ACTIVATING | ACTIVATED | COMPLETING | TERMINATING | ENDED
  runtime jsonb NOT NULL -- what only the engine needs: arrived tokens, loop, pending trigger (element-runtime.ts)
);
DROP INDEX IF EXISTS {schema}.element_instance_live;
ALTER TABLE {schema}.element_instance DROP COLUMN IF EXISTS has_incident, SET (fillfactor = 70);
CREATE INDEX IF NOT EXISTS element_instance_process ON {schema}.element_instance (process_instance_key, element_id);
DROP INDEX IF EXISTS {schema}.element_instance_statistics;
CREATE INDEX IF NOT EXISTS element_instance_definition ON {schema}.element_instance (process_definition_key, element_id);
CREATE INDEX IF NOT EXISTS element_instance_scope ON {schema}.element_instance (scope_key);

CREATE TABLE IF NOT EXISTS {schema}.sequence_flow (
  process_instance_key bigint NOT NULL,
  sequence_flow_id text NOT NULL,
  root_process_instance_key bigint NOT NULL,
  process_definition_key bigint NOT NULL,
  process_definition_id text NOT NULL,
  PRIMARY KEY (process_instance_key, sequence_flow_id)
);

CREATE TABLE IF NOT EXISTS {schema}.variable (
  variable_key bigint PRIMARY KEY,
  scope_key bigint NOT NULL,
  process_instance_key bigint NOT NULL,
  root_process_instance_key bigint NOT NULL,
  name text NOT NULL,
  value text NOT NULL -- compact JSON text, as JSON.stringify writes it
);
CREATE UNIQUE INDEX IF NOT EXISTS variable_scope ON {schema}.variable (scope_key, name);
CREATE INDEX IF NOT EXISTS variable_process ON {schema}.variable (process_instance_key, name);
CREATE INDEX IF NOT EXISTS variable_name_value ON {schema}.variable (name, md5(value));

CREATE TABLE IF NOT EXISTS {schema}.job (
  job_key bigint PRIMARY KEY,
  type text NOT NULL,
  kind text NOT NULL,
  listener_event_type text NOT NULL,
  state text NOT NULL, -- as in the REST contract; an activated job is CREATED (FAILED, TIMED_OUT …) with a deadline
  status text NOT NULL, -- inner: ACTIVATABLE | ACTIVATED | BACKING_OFF | BLOCKED (incident) | DONE
  process_instance_key bigint NOT NULL,
  root_process_instance_key bigint NOT NULL,
  process_definition_key bigint NOT NULL,
  process_definition_id text NOT NULL,
  process_definition_version integer NOT NULL,
  element_id text NOT NULL,
  element_instance_key bigint NOT NULL,
  user_task_key bigint,
  worker text NOT NULL,
  retries integer NOT NULL,
  deadline timestamptz,
  retry_at timestamptz,
  custom_headers jsonb NOT NULL,
  is_denied boolean,
  denied_reason text,
  error_code text,
  error_message text,
  has_failed_with_retries_left boolean NOT NULL,
  creation_time timestamptz NOT NULL,
  last_update_time timestamptz NOT NULL,
  end_time timestamptz
);
DROP INDEX IF EXISTS {schema}.job_live;
DROP INDEX IF EXISTS {schema}.job_type;
ALTER TABLE {schema}.job SET (fillfactor = 60);
CREATE INDEX IF NOT EXISTS job_process ON {schema}.job (process_instance_key);
CREATE INDEX IF NOT EXISTS job_of_type ON {schema}.job (type);
-- For statistics of a time: jobs come in its order, and this index costs nothing to keep.
CREATE INDEX IF NOT EXISTS job_creation ON {schema}.job USING brin (creation_time);

CREATE TABLE IF NOT EXISTS {schema}.user_task (
  user_task_key bigint PRIMARY KEY,
  name text,
  state text NOT NULL,
  element_id text NOT NULL,
  element_instance_key bigint NOT NULL,
  process_instance_key bigint NOT NULL,
  root_process_instance_key bigint NOT NULL,
  process_definition_key bigint NOT NULL,
  process_definition_id text NOT NULL,
  process_definition_version integer NOT NULL,
  process_name text,
  assignee text, -- null = nobody
  candidate_groups text[] NOT NULL,
  candidate_users text[] NOT NULL,
  priority integer NOT NULL,
  due_date timestamptz,
  follow_up_date timestamptz,
  creation_date timestamptz NOT NULL,
  completion_date timestamptz,
  form_key bigint,
  external_form_reference text,
  custom_headers jsonb NOT NULL,
  tags text[] NOT NULL,
  action text NOT NULL,
  pending jsonb -- the change that waits for its listeners (pending-change.ts)
);
DROP INDEX IF EXISTS {schema}.user_task_live;
CREATE INDEX IF NOT EXISTS user_task_state ON {schema}.user_task (state, assignee);
DROP INDEX IF EXISTS {schema}.user_task_unassigned;
-- The list of those whom nobody works on yet, oldest first; with the groups it also answers how many they are.
CREATE INDEX IF NOT EXISTS user_task_waiting ON {schema}.user_task (creation_date, user_task_key) INCLUDE (candidate_groups) WHERE state = 'CREATED' AND assignee IS NULL;
DROP INDEX IF EXISTS {schema}.user_task_groups;
DROP INDEX IF EXISTS {schema}.user_task_users;
CREATE INDEX IF NOT EXISTS user_task_open_groups ON {schema}.user_task USING gin (candidate_groups) WHERE state <> 'COMPLETED';
CREATE INDEX IF NOT EXISTS user_task_open_users ON {schema}.user_task USING gin (candidate_users) WHERE state <> 'COMPLETED';
CREATE INDEX IF NOT EXISTS user_task_process ON {schema}.user_task (process_instance_key);

CREATE TABLE IF NOT EXISTS {schema}.incident (
  incident_key bigint PRIMARY KEY,
  error_type text NOT NULL,
  error_message text NOT NULL,
  state text NOT NULL, -- ACTIVE | RESOLVED
  element_id text NOT NULL,
  element_instance_key bigint NOT NULL,
  process_instance_key bigint NOT NULL,
  root_process_instance_key bigint NOT NULL,
  process_definition_key bigint NOT NULL,
  process_definition_id text NOT NULL,
  job_key bigint,
  creation_time timestamptz NOT NULL,
  resolved_at timestamptz
);
CREATE INDEX IF NOT EXISTS incident_live ON {schema}.incident (incident_key) WHERE state = 'ACTIVE';
CREATE INDEX IF NOT EXISTS incident_process ON {schema}.incident (process_instance_key);

-- Waiting timers only: a timer that has fired or was cancelled is deleted.
CREATE TABLE IF NOT EXISTS {schema}.timer (
  timer_key bigint PRIMARY KEY,
  process_definition_key bigint NOT NULL,
  process_instance_key bigint, -- null for a timer start event
  element_instance_key bigint, -- the instance that waits; null for a timer start event
  element_id text NOT NULL, -- the event that fires
  due_date timestamptz NOT NULL,
  repetitions integer NOT NULL, -- left after this one; -1 = without end
  cycle text -- ISO interval or cron text of a repeating timer
);

-- Buffered messages only: a message is deleted when its time to live is over.
CREATE TABLE IF NOT EXISTS {schema}.message (
  message_key bigint PRIMARY KEY,
  name text NOT NULL,
  correlation_key text NOT NULL,
  message_id text NOT NULL, -- '' = none
  variables jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  correlated_process_ids text[] NOT NULL
);

CREATE TABLE IF NOT EXISTS {schema}.message_subscription (
  message_subscription_key bigint PRIMARY KEY,
  process_definition_key bigint NOT NULL,
  process_definition_id text NOT NULL,
  process_instance_key bigint, -- null for a message start event
  root_process_instance_key bigint,
  element_id text NOT NULL,
  element_instance_key bigint,
  state text NOT NULL, -- CREATED | CORRELATED | DELETED | MIGRATED
  last_updated_date timestamptz NOT NULL,
  message_name text NOT NULL,
  correlation_key text,
  live boolean NOT NULL -- still listening (a non-interrupting one is CORRELATED and goes on listening)
);
CREATE INDEX IF NOT EXISTS message_subscription_live ON {schema}.message_subscription (message_subscription_key) WHERE live;
CREATE INDEX IF NOT EXISTS message_subscription_definition ON {schema}.message_subscription (process_definition_key, process_instance_key) WHERE live;
CREATE INDEX IF NOT EXISTS message_subscription_process ON {schema}.message_subscription (process_instance_key);
CREATE INDEX IF NOT EXISTS message_subscription_name ON {schema}.message_subscription (message_name, correlation_key);

CREATE TABLE IF NOT EXISTS {schema}.correlated_message_subscription (
  message_key bigint NOT NULL,
  subscription_key bigint NOT NULL,
  message_name text NOT NULL,
  correlation_key text,
  correlation_time timestamptz NOT NULL,
  element_id text NOT NULL,
  element_instance_key bigint,
  process_instance_key bigint NOT NULL,
  root_process_instance_key bigint NOT NULL,
  process_definition_key bigint NOT NULL,
  process_definition_id text NOT NULL,
  PRIMARY KEY (message_key, subscription_key)
);
CREATE INDEX IF NOT EXISTS correlated_message_subscription_process ON {schema}.correlated_message_subscription (process_instance_key);

-- Documents of the REST API; no command reads them. Those past their time are gone for every reader.
CREATE TABLE IF NOT EXISTS {schema}.document (
  document_id text PRIMARY KEY,
  content_hash text NOT NULL, -- sha256, hexadecimal
  content bytea NOT NULL,
  metadata jsonb NOT NULL,
  expires_at timestamptz
);
CREATE INDEX IF NOT EXISTS document_expiry ON {schema}.document (expires_at) WHERE expires_at IS NOT NULL;

-- Secrets that the surface makes for itself: the key that signs document links.
CREATE TABLE IF NOT EXISTS {schema}.secret (
  name text PRIMARY KEY,
  value bytea NOT NULL
);

-- Live subscriptions only.
CREATE TABLE IF NOT EXISTS {schema}.signal_subscription (
  signal_subscription_key bigint PRIMARY KEY,
  process_definition_key bigint NOT NULL,
  process_instance_key bigint, -- null for a signal start event
  element_instance_key bigint,
  element_id text NOT NULL,
  signal_name text NOT NULL
);

-- The same operation on many things at once.
CREATE TABLE IF NOT EXISTS {schema}.batch_operation (
  batch_operation_key bigint PRIMARY KEY,
  batch_operation_type text NOT NULL,
  state text NOT NULL, -- CREATED | ACTIVE | SUSPENDED | COMPLETED | CANCELED | FAILED
  start_date timestamptz,
  end_date timestamptz,
  actor_type text NOT NULL, -- ANONYMOUS | USER
  actor_id text,
  total_count integer NOT NULL,
  failed_count integer NOT NULL,
  completed_count integer NOT NULL,
  plan jsonb NOT NULL, -- what it does, and to what (BatchPlan)
  found_up_to bigint, -- key of the last item that has been looked up; null = all have been
  fault text, -- why the items could not be looked up
  live boolean NOT NULL
);
CREATE INDEX IF NOT EXISTS batch_operation_live ON {schema}.batch_operation (batch_operation_key) WHERE live;

CREATE TABLE IF NOT EXISTS {schema}.batch_operation_item (
  batch_operation_key bigint NOT NULL,
  batch_operation_type text NOT NULL,
  item_key bigint NOT NULL, -- of the process instance, or of the incident to resolve
  process_instance_key bigint NOT NULL,
  root_process_instance_key bigint,
  state text NOT NULL, -- ACTIVE | COMPLETED | FAILED | CANCELED
  processed_date timestamptz,
  error_message text,
  PRIMARY KEY (batch_operation_key, item_key)
);
CREATE INDEX IF NOT EXISTS batch_operation_item_live ON {schema}.batch_operation_item (batch_operation_key) WHERE state = 'ACTIVE';
CREATE INDEX IF NOT EXISTS batch_operation_item_process ON {schema}.batch_operation_item (process_instance_key);

-- Values that every expression of the cluster (tenant_id is null) or of one tenant can read.
CREATE TABLE IF NOT EXISTS {schema}.cluster_variable (
  cluster_variable_key bigint PRIMARY KEY,
  scope text NOT NULL, -- GLOBAL | TENANT
  tenant_id text,
  name text NOT NULL,
  value text NOT NULL -- compact JSON text
);
-- Not unique: one commit may delete a variable and create it anew, in no particular order.
CREATE INDEX IF NOT EXISTS cluster_variable_name ON {schema}.cluster_variable (name);

-- Listeners that take part in the events of every user task.
CREATE TABLE IF NOT EXISTS {schema}.global_task_listener (
  global_task_listener_key bigint PRIMARY KEY,
  id text NOT NULL,
  type text NOT NULL,
  retries integer NOT NULL,
  event_types text[] NOT NULL, -- all | creating | assigning | updating | completing | canceling
  after_non_global boolean NOT NULL,
  priority integer NOT NULL, -- the highest first
  source text NOT NULL -- API
);

-- What known users have done. The engine gives the keys of what it does itself; identities (identity.ts) get theirs here.
CREATE TABLE IF NOT EXISTS {schema}.audit_log (
  audit_log_key bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 4611686018427387904) PRIMARY KEY,
  entity_key text NOT NULL,
  entity_type text NOT NULL,
  operation_type text NOT NULL,
  batch_operation_key bigint,
  batch_operation_type text,
  occurred_at timestamptz NOT NULL,
  actor_id text NOT NULL,
  actor_type text NOT NULL, -- USER
  tenant_id text, -- null for batches and identities
  result text NOT NULL, -- SUCCESS | FAIL
  category text NOT NULL, -- ADMIN | DEPLOYED_RESOURCES | USER_TASKS
  process_definition_id text,
  process_definition_key bigint,
  process_instance_key bigint,
  root_process_instance_key bigint,
  element_instance_key bigint,
  user_task_key bigint,
  decision_requirements_id text,
  decision_requirements_key bigint,
  decision_definition_id text,
  decision_definition_key bigint,
  decision_evaluation_key bigint,
  deployment_key bigint,
  form_key bigint,
  resource_key bigint,
  related_entity_key text,
  related_entity_type text,
  entity_description text
);
CREATE INDEX IF NOT EXISTS audit_log_time ON {schema}.audit_log (occurred_at);
CREATE INDEX IF NOT EXISTS audit_log_user_task ON {schema}.audit_log (user_task_key) WHERE user_task_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS audit_log_process_instance ON {schema}.audit_log (process_instance_key) WHERE process_instance_key IS NOT NULL;
