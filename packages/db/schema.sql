-- Printed from the catalogues by `npm run generate`. Do not edit.

-- accounts
  access_token text
  access_token_expires_at timestamp with time zone
  account_id text not null
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  id_token text
  password text
  provider_id text not null
  refresh_token text
  refresh_token_expires_at timestamp with time zone
  scope text
  updated_at timestamp with time zone not null default now()
  user_id uuid not null
  constraint accounts_pkey PRIMARY KEY (id)
  constraint accounts_provider_account UNIQUE (provider_id, account_id)
  constraint accounts_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX accounts_pkey ON accounts USING btree (id)
  CREATE UNIQUE INDEX accounts_provider_account ON accounts USING btree (provider_id, account_id)
  CREATE INDEX accounts_user ON accounts USING btree (user_id)
  policy accounts_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- alert_evaluators
  cursor bigint not null
  id uuid not null default uuidv7()
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint alert_evaluators_pkey PRIMARY KEY (id)
  constraint alert_evaluators_workspace UNIQUE (workspace_id)
  constraint alert_evaluators_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX alert_evaluators_pkey ON alert_evaluators USING btree (id)
  CREATE UNIQUE INDEX alert_evaluators_workspace ON alert_evaluators USING btree (workspace_id)
  policy alert_evaluators_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy alert_evaluators_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- alert_held_messages
  alert_id uuid not null
  channel_id uuid not null
  created_at timestamp with time zone not null default now()
  episode integer not null
  id uuid not null default uuidv7()
  release_at timestamp with time zone not null
  route_id uuid not null
  why text not null
  workspace_id uuid not null
  constraint alert_held_messages_alert FOREIGN KEY (workspace_id, alert_id) REFERENCES alerts(workspace_id, id) ON DELETE CASCADE
  constraint alert_held_messages_once UNIQUE (workspace_id, channel_id, alert_id, episode)
  constraint alert_held_messages_pkey PRIMARY KEY (id)
  constraint alert_held_messages_route FOREIGN KEY (workspace_id, route_id) REFERENCES alert_routes(workspace_id, id) ON DELETE CASCADE
  constraint alert_held_messages_workspace_id UNIQUE (workspace_id, id)
  constraint alert_held_messages_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX alert_held_messages_due ON alert_held_messages USING btree (workspace_id, route_id, channel_id, release_at)
  CREATE UNIQUE INDEX alert_held_messages_once ON alert_held_messages USING btree (workspace_id, channel_id, alert_id, episode)
  CREATE UNIQUE INDEX alert_held_messages_pkey ON alert_held_messages USING btree (id)
  CREATE UNIQUE INDEX alert_held_messages_workspace_id ON alert_held_messages USING btree (workspace_id, id)
  policy alert_held_messages_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy alert_held_messages_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- alert_routes
  channel_ids uuid[] not null
  created_at timestamp with time zone not null default now()
  digest_seconds integer
  enabled boolean not null default true
  id uuid not null default uuidv7()
  matchers jsonb
  name text not null
  policy_id uuid
  quiet_hours jsonb
  tenant_id uuid
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint alert_routes_pkey PRIMARY KEY (id)
  constraint alert_routes_tenant FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenants(workspace_id, id)
  constraint alert_routes_workspace_id UNIQUE (workspace_id, id)
  constraint alert_routes_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX alert_routes_pkey ON alert_routes USING btree (id)
  CREATE UNIQUE INDEX alert_routes_workspace_id ON alert_routes USING btree (workspace_id, id)
  policy alert_routes_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy alert_routes_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- alert_rule_versions
  created_at timestamp with time zone not null default now()
  definition jsonb not null
  id uuid not null default uuidv7()
  made_by text not null
  rule_id uuid not null
  version integer not null
  workspace_id uuid not null
  constraint alert_rule_versions_number UNIQUE (workspace_id, rule_id, version)
  constraint alert_rule_versions_pkey PRIMARY KEY (id)
  constraint alert_rule_versions_rule FOREIGN KEY (workspace_id, rule_id) REFERENCES alert_rules(workspace_id, id) ON DELETE CASCADE
  constraint alert_rule_versions_workspace_id UNIQUE (workspace_id, id)
  constraint alert_rule_versions_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX alert_rule_versions_number ON alert_rule_versions USING btree (workspace_id, rule_id, version)
  CREATE UNIQUE INDEX alert_rule_versions_pkey ON alert_rule_versions USING btree (id)
  CREATE UNIQUE INDEX alert_rule_versions_workspace_id ON alert_rule_versions USING btree (workspace_id, id)
  policy alert_rule_versions_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy alert_rule_versions_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- alert_rules
  active_since timestamp with time zone not null default now()
  archived_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  enabled boolean not null default true
  evaluated_at timestamp with time zone
  evaluated_what text
  event_types text[] not null default '{}'::text[]
  failed_reason text
  failing_since timestamp with time zone
  id uuid not null default uuidv7()
  kind text not null
  name text not null
  owner text
  severity text not null
  tenant_id uuid
  updated_at timestamp with time zone not null default now()
  version integer not null default 1
  workspace_id uuid not null
  constraint alert_rules_kind CHECK ((kind = ANY (ARRAY['event'::text, 'absence'::text, 'threshold'::text, 'rate'::text, 'change'::text])))
  constraint alert_rules_pkey PRIMARY KEY (id)
  constraint alert_rules_severity CHECK ((severity = ANY (ARRAY['critical'::text, 'error'::text, 'warning'::text, 'info'::text])))
  constraint alert_rules_tenant FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenants(workspace_id, id)
  constraint alert_rules_workspace_id UNIQUE (workspace_id, id)
  constraint alert_rules_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX alert_rules_active ON alert_rules USING btree (workspace_id) WHERE (enabled AND (archived_at IS NULL))
  CREATE UNIQUE INDEX alert_rules_pkey ON alert_rules USING btree (id)
  CREATE UNIQUE INDEX alert_rules_workspace_id ON alert_rules USING btree (workspace_id, id)
  policy alert_rules_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy alert_rules_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- alert_samples
  alert_id uuid not null
  at timestamp with time zone not null
  event_id uuid not null
  id uuid not null default uuidv7()
  title text not null
  workspace_id uuid not null
  constraint alert_samples_alert FOREIGN KEY (workspace_id, alert_id) REFERENCES alerts(workspace_id, id) ON DELETE CASCADE
  constraint alert_samples_once UNIQUE (workspace_id, alert_id, event_id)
  constraint alert_samples_pkey PRIMARY KEY (id)
  constraint alert_samples_workspace_id UNIQUE (workspace_id, id)
  constraint alert_samples_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX alert_samples_once ON alert_samples USING btree (workspace_id, alert_id, event_id)
  CREATE UNIQUE INDEX alert_samples_pkey ON alert_samples USING btree (id)
  CREATE UNIQUE INDEX alert_samples_workspace_id ON alert_samples USING btree (workspace_id, id)
  policy alert_samples_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy alert_samples_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- alert_silences
  comment text not null
  created_at timestamp with time zone not null default now()
  ends_at timestamp with time zone not null
  id uuid not null default uuidv7()
  made_by text not null
  matchers jsonb not null
  silenced integer not null default 0
  starts_at timestamp with time zone not null
  workspace_id uuid not null
  constraint alert_silences_pkey PRIMARY KEY (id)
  constraint alert_silences_span CHECK ((ends_at >= starts_at))
  constraint alert_silences_workspace_id UNIQUE (workspace_id, id)
  constraint alert_silences_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX alert_silences_ends ON alert_silences USING btree (workspace_id, ends_at)
  CREATE UNIQUE INDEX alert_silences_pkey ON alert_silences USING btree (id)
  CREATE UNIQUE INDEX alert_silences_workspace_id ON alert_silences USING btree (workspace_id, id)
  policy alert_silences_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy alert_silences_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- alert_windows
  group_key text not null
  id uuid not null default uuidv7()
  labels jsonb not null
  rule_id uuid not null
  state jsonb not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint alert_windows_group UNIQUE (workspace_id, rule_id, group_key)
  constraint alert_windows_pkey PRIMARY KEY (id)
  constraint alert_windows_rule FOREIGN KEY (workspace_id, rule_id) REFERENCES alert_rules(workspace_id, id) ON DELETE CASCADE
  constraint alert_windows_workspace_id UNIQUE (workspace_id, id)
  constraint alert_windows_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX alert_windows_group ON alert_windows USING btree (workspace_id, rule_id, group_key)
  CREATE UNIQUE INDEX alert_windows_pkey ON alert_windows USING btree (id)
  CREATE UNIQUE INDEX alert_windows_workspace_id ON alert_windows USING btree (workspace_id, id)
  policy alert_windows_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy alert_windows_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- alerts
  acknowledge_comment text
  acknowledged_at timestamp with time zone
  acknowledged_by text
  count bigint not null
  created_at timestamp with time zone not null default now()
  episode integer not null default 1
  escalate_at timestamp with time zone
  escalation_step integer
  fingerprint text not null
  first_seen_at timestamp with time zone not null
  group_reason text not null
  id uuid not null default uuidv7()
  inhibit_reason text
  inhibited_by uuid
  labels jsonb not null default '{}'::jsonb
  last_seen_at timestamp with time zone not null
  opened_at timestamp with time zone not null
  policy_id uuid
  reason text not null
  resolve_cause text
  resolved_at timestamp with time zone
  resolved_by text
  routed_episode integer not null default 0
  rule_id uuid
  rule_version integer
  severity text not null
  silence_id uuid
  silenced_until timestamp with time zone
  source text not null
  state text not null default 'open'::text
  tenant_id uuid
  title text not null
  update_told_at timestamp with time zone not null
  updated_at timestamp with time zone not null default now()
  url text
  workspace_id uuid not null
  constraint alerts_pkey PRIMARY KEY (id)
  constraint alerts_resolved_why CHECK (((state = 'resolved'::text) = ((resolved_at IS NOT NULL) AND (resolve_cause IS NOT NULL))))
  constraint alerts_rule_id FOREIGN KEY (workspace_id, rule_id) REFERENCES alert_rules(workspace_id, id)
  constraint alerts_severity CHECK ((severity = ANY (ARRAY['critical'::text, 'error'::text, 'warning'::text, 'info'::text])))
  constraint alerts_state CHECK ((state = ANY (ARRAY['open'::text, 'acknowledged'::text, 'resolved'::text])))
  constraint alerts_tenant_id FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenants(workspace_id, id)
  constraint alerts_workspace_id UNIQUE (workspace_id, id)
  constraint alerts_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX alerts_fingerprint ON alerts USING btree (workspace_id, fingerprint, resolved_at)
  CREATE UNIQUE INDEX alerts_one_open ON alerts USING btree (workspace_id, fingerprint) WHERE (state <> 'resolved'::text)
  CREATE INDEX alerts_open ON alerts USING btree (workspace_id, id) WHERE (state <> 'resolved'::text)
  CREATE UNIQUE INDEX alerts_pkey ON alerts USING btree (id)
  CREATE INDEX alerts_resolved ON alerts USING btree (resolved_at) WHERE (state = 'resolved'::text)
  CREATE INDEX alerts_rule ON alerts USING btree (workspace_id, rule_id, id)
  CREATE INDEX alerts_tenant ON alerts USING btree (workspace_id, tenant_id, id)
  CREATE UNIQUE INDEX alerts_workspace_id ON alerts USING btree (workspace_id, id)
  policy alerts_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy alerts_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- api_keys
  created_at timestamp with time zone not null default now()
  created_by uuid
  environment_id uuid
  expires_at timestamp with time zone
  id uuid not null default uuidv7()
  key_hash text not null
  kind text not null
  last4 text not null
  last_used_at timestamp with time zone
  name text not null
  origins text[]
  revoked_at timestamp with time zone
  rotated_from uuid
  scopes text[] not null
  start text not null
  workspace_id uuid not null
  constraint api_keys_created_by_users_id_fk FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL
  constraint api_keys_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id)
  constraint api_keys_environment_known CHECK (((kind = 'secret'::text) OR (environment_id IS NOT NULL)))
  constraint api_keys_key_hash_unique UNIQUE (key_hash)
  constraint api_keys_kind CHECK ((kind = ANY (ARRAY['secret'::text, 'publishable'::text])))
  constraint api_keys_pkey PRIMARY KEY (id)
  constraint api_keys_rotated_from FOREIGN KEY (workspace_id, rotated_from) REFERENCES api_keys(workspace_id, id)
  constraint api_keys_workspace_id UNIQUE (workspace_id, id)
  constraint api_keys_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX api_keys_key_hash_unique ON api_keys USING btree (key_hash)
  CREATE UNIQUE INDEX api_keys_pkey ON api_keys USING btree (id)
  CREATE UNIQUE INDEX api_keys_workspace_id ON api_keys USING btree (workspace_id, id)
  policy api_keys_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy api_keys_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- channels
  broken_at timestamp with time zone
  config jsonb not null default '{}'::jsonb
  created_at timestamp with time zone not null default now()
  deleted_at timestamp with time zone
  failing_since timestamp with time zone
  failure_next_step text
  failure_reason text
  failures integer not null default 0
  id uuid not null default uuidv7()
  kind text not null
  muted_at timestamp with time zone
  name text not null
  paused_until timestamp with time zone
  previous_secrets text
  previous_secrets_until timestamp with time zone
  proven_at timestamp with time zone
  proven_from text
  proven_what text
  rate_count integer not null
  rate_seconds integer not null default 60
  secrets text
  tenant_id uuid
  updated_at timestamp with time zone not null default now()
  user_id uuid
  window_count integer not null default 0
  window_started_at timestamp with time zone
  workspace_id uuid not null
  constraint channels_pkey PRIMARY KEY (id)
  constraint channels_rate CHECK (((rate_count > 0) AND (rate_seconds > 0)))
  constraint channels_tenant_fk FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenants(workspace_id, id) ON DELETE CASCADE
  constraint channels_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint channels_workspace_id UNIQUE (workspace_id, id)
  constraint channels_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX channels_personal ON channels USING btree (workspace_id, user_id, kind) WHERE (user_id IS NOT NULL)
  CREATE UNIQUE INDEX channels_pkey ON channels USING btree (id)
  CREATE INDEX channels_tenant ON channels USING btree (workspace_id, tenant_id)
  CREATE UNIQUE INDEX channels_workspace_id ON channels USING btree (workspace_id, id)
  policy channels_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy channels_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- claim_takings
  claim_key text not null
  id uuid not null default uuidv7()
  member_id uuid not null
  taken_at timestamp with time zone not null default now()
  tenant_id uuid
  title text not null
  workspace_id uuid not null
  constraint claim_takings_member_id FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE
  constraint claim_takings_once UNIQUE (workspace_id, claim_key, member_id)
  constraint claim_takings_pkey PRIMARY KEY (id)
  constraint claim_takings_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX claim_takings_member ON claim_takings USING btree (workspace_id, member_id)
  CREATE UNIQUE INDEX claim_takings_once ON claim_takings USING btree (workspace_id, claim_key, member_id)
  CREATE UNIQUE INDEX claim_takings_pkey ON claim_takings USING btree (id)
  policy claim_takings_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy claim_takings_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- connect_attempts
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  id uuid not null default uuidv7()
  provider text not null
  sealed text not null
  session_hash text not null
  used_at timestamp with time zone
  workspace_id uuid not null
  constraint connect_attempts_pkey PRIMARY KEY (id)
  constraint connect_attempts_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX connect_attempts_expires ON connect_attempts USING btree (expires_at)
  CREATE UNIQUE INDEX connect_attempts_pkey ON connect_attempts USING btree (id)
  policy connect_attempts_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy connect_attempts_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- deliveries
  answered_ms integer not null
  body bytea not null
  body_bytes integer not null
  event text
  external_id text
  headers jsonb not null
  id uuid not null default uuidv7()
  integration_id uuid not null
  outcome text
  processed_at timestamp with time zone
  provider text not null
  reason text
  received_at timestamp with time zone not null
  replay_of uuid
  signal_count integer
  verdict text not null
  workspace_id uuid not null
  constraint deliveries_integration_fk FOREIGN KEY (workspace_id, integration_id) REFERENCES integrations(workspace_id, id) ON DELETE CASCADE
  constraint deliveries_pkey PRIMARY KEY (id)
  constraint deliveries_verdict CHECK ((verdict = ANY (ARRAY['accepted'::text, 'duplicate'::text, 'refused'::text])))
  constraint deliveries_workspace_id UNIQUE (workspace_id, id)
  CREATE INDEX deliveries_integration ON deliveries USING btree (workspace_id, integration_id, received_at)
  CREATE UNIQUE INDEX deliveries_once ON deliveries USING btree (workspace_id, integration_id, external_id) WHERE ((verdict = 'accepted'::text) AND (replay_of IS NULL))
  CREATE UNIQUE INDEX deliveries_pkey ON deliveries USING btree (id)
  CREATE INDEX deliveries_received ON deliveries USING btree (workspace_id, received_at)
  CREATE UNIQUE INDEX deliveries_workspace_id ON deliveries USING btree (workspace_id, id)
  policy deliveries_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy deliveries_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- document_changes
  actor text
  created_at timestamp with time zone not null default now()
  draft_failure text
  drafted_at timestamp with time zone
  edited_documents uuid[] not null default '{}'::uuid[]
  files jsonb not null
  gathers text[] not null default '{}'::text[]
  id uuid not null default uuidv7()
  key text not null
  message text not null default ''::text
  occurred_at timestamp with time zone not null
  paths text[] not null default '{}'::text[]
  signal_id uuid
  title text not null
  url text
  workspace_id uuid not null
  constraint document_changes_key UNIQUE (workspace_id, key)
  constraint document_changes_pkey PRIMARY KEY (id)
  constraint document_changes_signal FOREIGN KEY (workspace_id, signal_id) REFERENCES signals(workspace_id, id) ON DELETE CASCADE
  constraint document_changes_workspace_id UNIQUE (workspace_id, id)
  constraint document_changes_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX document_changes_key ON document_changes USING btree (workspace_id, key)
  CREATE UNIQUE INDEX document_changes_pkey ON document_changes USING btree (id)
  CREATE UNIQUE INDEX document_changes_workspace_id ON document_changes USING btree (workspace_id, id)
  policy document_changes_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy document_changes_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- document_sources
  created_at timestamp with time zone not null default now()
  document_count integer not null default 0
  failing_since timestamp with time zone
  failure_next_step text
  failure_reason text
  id uuid not null default uuidv7()
  integration_id uuid not null
  pattern text not null
  read_at timestamp with time zone
  target text not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint document_sources_integration FOREIGN KEY (workspace_id, integration_id) REFERENCES integrations(workspace_id, id) ON DELETE CASCADE
  constraint document_sources_pkey PRIMARY KEY (id)
  constraint document_sources_place UNIQUE (workspace_id, integration_id, target, pattern)
  constraint document_sources_workspace_id UNIQUE (workspace_id, id)
  constraint document_sources_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX document_sources_pkey ON document_sources USING btree (id)
  CREATE UNIQUE INDEX document_sources_place ON document_sources USING btree (workspace_id, integration_id, target, pattern)
  CREATE UNIQUE INDEX document_sources_workspace_id ON document_sources USING btree (workspace_id, id)
  policy document_sources_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy document_sources_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- document_versions
  content text not null
  document_id uuid not null
  hash text not null
  id uuid not null default uuidv7()
  number integer not null
  read_at timestamp with time zone not null
  workspace_id uuid not null
  constraint document_versions_document FOREIGN KEY (workspace_id, document_id) REFERENCES documents(workspace_id, id) ON DELETE CASCADE
  constraint document_versions_number UNIQUE (workspace_id, document_id, number)
  constraint document_versions_pkey PRIMARY KEY (id)
  constraint document_versions_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX document_versions_number ON document_versions USING btree (workspace_id, document_id, number)
  CREATE UNIQUE INDEX document_versions_pkey ON document_versions USING btree (id)
  policy document_versions_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy document_versions_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- documents
  bias real not null default 0
  changed_at timestamp with time zone
  content text
  created_at timestamp with time zone not null default now()
  failing_since timestamp with time zone
  failure_reason text
  hash text
  id uuid not null default uuidv7()
  kind text not null default 'document'::text
  path text not null
  read_at timestamp with time zone
  removed_at timestamp with time zone
  revision text
  source_id uuid
  title text not null
  updated_at timestamp with time zone not null default now()
  url text
  version integer not null default 0
  workspace_id uuid not null
  constraint documents_kind CHECK ((kind = ANY (ARRAY['document'::text, 'runbook'::text])))
  constraint documents_pkey PRIMARY KEY (id)
  constraint documents_source_fk FOREIGN KEY (workspace_id, source_id) REFERENCES document_sources(workspace_id, id) ON DELETE CASCADE
  constraint documents_workspace_id UNIQUE (workspace_id, id)
  constraint documents_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX documents_path ON documents USING btree (workspace_id, COALESCE(source_id, '00000000-0000-0000-0000-000000000000'::uuid), path) WHERE (removed_at IS NULL)
  CREATE UNIQUE INDEX documents_pkey ON documents USING btree (id)
  CREATE INDEX documents_source ON documents USING btree (workspace_id, source_id)
  CREATE UNIQUE INDEX documents_workspace_id ON documents USING btree (workspace_id, id)
  policy documents_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy documents_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- door_watch
  id integer not null
  seen_at timestamp with time zone not null
  constraint door_watch_one CHECK ((id = 1))
  constraint door_watch_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX door_watch_pkey ON door_watch USING btree (id)
  policy door_watch_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- drift_candidates
  change_id uuid not null
  comment text
  created_at timestamp with time zone not null default now()
  decided_at timestamp with time zone
  decided_by text
  dismiss_reason text
  document_id uuid not null
  draft jsonb
  evidence text
  id uuid not null default uuidv7()
  lesson jsonb
  line integer not null
  lines jsonb not null
  reasons jsonb not null
  score real not null
  section text[] not null default '{}'::text[]
  sentence text not null
  sentence_hash text not null
  state text not null default 'open'::text
  terms jsonb not null
  updated_at timestamp with time zone not null default now()
  version integer not null
  workspace_id uuid not null
  constraint drift_candidates_change_fk FOREIGN KEY (workspace_id, change_id) REFERENCES document_changes(workspace_id, id) ON DELETE CASCADE
  constraint drift_candidates_document FOREIGN KEY (workspace_id, document_id) REFERENCES documents(workspace_id, id) ON DELETE CASCADE
  constraint drift_candidates_once UNIQUE (workspace_id, document_id, change_id, sentence_hash)
  constraint drift_candidates_pkey PRIMARY KEY (id)
  constraint drift_candidates_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'fixed'::text, 'dismissed'::text])))
  constraint drift_candidates_workspace_id UNIQUE (workspace_id, id)
  constraint drift_candidates_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX drift_candidates_change ON drift_candidates USING btree (workspace_id, change_id)
  CREATE UNIQUE INDEX drift_candidates_once ON drift_candidates USING btree (workspace_id, document_id, change_id, sentence_hash)
  CREATE UNIQUE INDEX drift_candidates_pkey ON drift_candidates USING btree (id)
  CREATE INDEX drift_candidates_state ON drift_candidates USING btree (workspace_id, state, id)
  CREATE UNIQUE INDEX drift_candidates_workspace_id ON drift_candidates USING btree (workspace_id, id)
  policy drift_candidates_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy drift_candidates_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- drift_settings
  channel_ids uuid[] not null default '{}'::uuid[]
  created_at timestamp with time zone not null default now()
  factors jsonb not null default '{}'::jsonb
  id uuid not null default uuidv7()
  learning boolean not null default true
  model_drafts boolean not null default true
  threshold real not null
  updated_at timestamp with time zone not null default now()
  verdicts integer not null default 0
  workspace_id uuid not null
  constraint drift_settings_pkey PRIMARY KEY (id)
  constraint drift_settings_workspace UNIQUE (workspace_id)
  constraint drift_settings_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX drift_settings_pkey ON drift_settings USING btree (id)
  CREATE UNIQUE INDEX drift_settings_workspace ON drift_settings USING btree (workspace_id)
  policy drift_settings_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy drift_settings_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- embed_tokens
  api_key_id uuid
  component text not null
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  id uuid not null default uuidv7()
  origins text[] not null
  revoked_at timestamp with time zone
  subject text
  tenant_id uuid not null
  workspace_id uuid not null
  constraint embed_tokens_api_key FOREIGN KEY (workspace_id, api_key_id) REFERENCES api_keys(workspace_id, id) ON DELETE CASCADE
  constraint embed_tokens_pkey PRIMARY KEY (id)
  constraint embed_tokens_tenant FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenants(workspace_id, id) ON DELETE CASCADE
  constraint embed_tokens_workspace_id UNIQUE (workspace_id, id)
  constraint embed_tokens_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX embed_tokens_expires ON embed_tokens USING btree (expires_at)
  CREATE UNIQUE INDEX embed_tokens_pkey ON embed_tokens USING btree (id)
  CREATE UNIQUE INDEX embed_tokens_workspace_id ON embed_tokens USING btree (workspace_id, id)
  policy embed_tokens_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy embed_tokens_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- environments
  archived_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  key text not null
  kind text not null
  name text not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint environments_kind CHECK ((kind = ANY (ARRAY['production'::text, 'staging'::text, 'development'::text, 'other'::text])))
  constraint environments_pkey PRIMARY KEY (id)
  constraint environments_workspace_id UNIQUE (workspace_id, id)
  constraint environments_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  constraint environments_workspace_key UNIQUE (workspace_id, key)
  CREATE UNIQUE INDEX environments_pkey ON environments USING btree (id)
  CREATE UNIQUE INDEX environments_workspace_id ON environments USING btree (workspace_id, id)
  CREATE UNIQUE INDEX environments_workspace_key ON environments USING btree (workspace_id, key)
  policy environments_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy environments_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- error_counts
  at timestamp with time zone not null
  count bigint not null
  pattern_id uuid not null
  step smallint not null
  workspace_id uuid not null
  constraint error_counts_pattern FOREIGN KEY (workspace_id, pattern_id) REFERENCES error_patterns(workspace_id, id) ON DELETE CASCADE
  constraint error_counts_pkey PRIMARY KEY (workspace_id, step, pattern_id, at)
  constraint error_counts_step CHECK ((step = ANY (ARRAY[1, 60])))
  constraint error_counts_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX error_counts_at ON error_counts USING btree (workspace_id, step, at)
  CREATE UNIQUE INDEX error_counts_pkey ON error_counts USING btree (workspace_id, step, pattern_id, at)
  policy error_counts_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy error_counts_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- error_facets
  count bigint not null
  first_seen_at timestamp with time zone not null
  kind text not null
  last_arrived_at timestamp with time zone not null
  last_seen_at timestamp with time zone not null
  pattern_id uuid not null
  value text not null
  workspace_id uuid not null
  constraint error_facets_kind CHECK ((kind = ANY (ARRAY['tenant'::text, 'release'::text, 'environment'::text])))
  constraint error_facets_pattern FOREIGN KEY (workspace_id, pattern_id) REFERENCES error_patterns(workspace_id, id) ON DELETE CASCADE
  constraint error_facets_pkey PRIMARY KEY (workspace_id, pattern_id, kind, value)
  constraint error_facets_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX error_facets_pkey ON error_facets USING btree (workspace_id, pattern_id, kind, value)
  CREATE INDEX error_facets_value ON error_facets USING btree (workspace_id, kind, value)
  policy error_facets_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy error_facets_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- error_group_moves
  because text not null
  created_at timestamp with time zone not null default now()
  from_id uuid not null
  id uuid not null default uuidv7()
  into_id uuid not null
  kind text not null
  made_by text
  pattern_ids uuid[] not null
  undone_at timestamp with time zone
  undone_by text
  workspace_id uuid not null
  constraint error_group_moves_from_fk FOREIGN KEY (workspace_id, from_id) REFERENCES error_groups(workspace_id, id) ON DELETE CASCADE
  constraint error_group_moves_into_fk FOREIGN KEY (workspace_id, into_id) REFERENCES error_groups(workspace_id, id) ON DELETE CASCADE
  constraint error_group_moves_kind CHECK ((kind = ANY (ARRAY['merge'::text, 'split'::text])))
  constraint error_group_moves_pkey PRIMARY KEY (id)
  constraint error_group_moves_workspace_id UNIQUE (workspace_id, id)
  constraint error_group_moves_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX error_group_moves_from ON error_group_moves USING btree (workspace_id, from_id, id)
  CREATE INDEX error_group_moves_into ON error_group_moves USING btree (workspace_id, into_id, id)
  CREATE UNIQUE INDEX error_group_moves_pkey ON error_group_moves USING btree (id)
  CREATE UNIQUE INDEX error_group_moves_workspace_id ON error_group_moves USING btree (workspace_id, id)
  policy error_group_moves_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy error_group_moves_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- error_groups
  assignee_id uuid
  count bigint not null default 0
  count_told_at timestamp with time zone not null
  created_at timestamp with time zone not null default now()
  environments text[] not null default '{}'::text[]
  exception_type text
  first_release text
  first_seen_at timestamp with time zone not null
  frames text[] not null default '{}'::text[]
  id uuid not null default uuidv7()
  last_release text
  last_seen_at timestamp with time zone not null
  merged_into uuid
  muted_by text
  muted_until timestamp with time zone
  muted_until_count bigint
  newest_seq bigint not null
  regressed_at timestamp with time zone
  regressions integer not null default 0
  resolved_at timestamp with time zone
  resolved_by text
  resolved_in text
  service text not null
  severity smallint not null
  signature uuid not null
  state text not null default 'open'::text
  template text not null
  title text not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint error_groups_assignee FOREIGN KEY (assignee_id) REFERENCES users(id) ON DELETE SET NULL
  constraint error_groups_count CHECK ((count >= 0))
  constraint error_groups_merged_into FOREIGN KEY (workspace_id, merged_into) REFERENCES error_groups(workspace_id, id)
  constraint error_groups_pkey PRIMARY KEY (id)
  constraint error_groups_resolved CHECK (((state = 'resolved'::text) = (resolved_at IS NOT NULL)))
  constraint error_groups_signature UNIQUE (workspace_id, signature)
  constraint error_groups_state CHECK ((state = ANY (ARRAY['open'::text, 'resolved'::text, 'muted'::text])))
  constraint error_groups_workspace_id UNIQUE (workspace_id, id)
  constraint error_groups_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX error_groups_merged ON error_groups USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL)
  CREATE INDEX error_groups_mutes ON error_groups USING btree (muted_until) WHERE (state = 'muted'::text)
  CREATE INDEX error_groups_newest ON error_groups USING btree (workspace_id, newest_seq) WHERE (merged_into IS NULL)
  CREATE UNIQUE INDEX error_groups_pkey ON error_groups USING btree (id)
  CREATE UNIQUE INDEX error_groups_signature ON error_groups USING btree (workspace_id, signature)
  CREATE UNIQUE INDEX error_groups_workspace_id ON error_groups USING btree (workspace_id, id)
  policy error_groups_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy error_groups_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- error_lessons
  because text not null
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  pattern_id uuid not null
  positions integer[] not null
  slot bigint not null
  template text not null
  together boolean not null
  workspace_id uuid not null
  constraint error_lessons_pattern_fk FOREIGN KEY (workspace_id, pattern_id) REFERENCES error_patterns(workspace_id, id) ON DELETE CASCADE
  constraint error_lessons_pkey PRIMARY KEY (id)
  constraint error_lessons_workspace_id UNIQUE (workspace_id, id)
  constraint error_lessons_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX error_lessons_pattern ON error_lessons USING btree (workspace_id, pattern_id)
  CREATE UNIQUE INDEX error_lessons_pkey ON error_lessons USING btree (id)
  CREATE UNIQUE INDEX error_lessons_workspace_id ON error_lessons USING btree (workspace_id, id)
  policy error_lessons_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy error_lessons_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- error_patterns
  count bigint not null default 0
  first_seen_at timestamp with time zone not null
  group_id uuid not null
  id uuid not null
  last_seen_at timestamp with time zone not null
  newest_seq bigint not null default 0
  number bigint not null default nextval('error_patterns_number_seq'::regclass)
  pinned boolean not null default false
  template text not null
  tokens jsonb
  workspace_id uuid not null
  constraint error_patterns_group_fk FOREIGN KEY (workspace_id, group_id) REFERENCES error_groups(workspace_id, id) ON DELETE CASCADE
  constraint error_patterns_pkey PRIMARY KEY (id)
  constraint error_patterns_workspace_id UNIQUE (workspace_id, id)
  constraint error_patterns_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX error_patterns_group ON error_patterns USING btree (workspace_id, group_id, newest_seq)
  CREATE INDEX error_patterns_mined ON error_patterns USING btree (workspace_id, number) WHERE (tokens IS NOT NULL)
  CREATE UNIQUE INDEX error_patterns_pkey ON error_patterns USING btree (id)
  CREATE UNIQUE INDEX error_patterns_workspace_id ON error_patterns USING btree (workspace_id, id)
  policy error_patterns_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy error_patterns_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- error_readers
  cursor bigint not null
  id uuid not null default uuidv7()
  updated_at timestamp with time zone not null default now()
  version bigint not null default 0
  workspace_id uuid not null
  constraint error_readers_pkey PRIMARY KEY (id)
  constraint error_readers_workspace UNIQUE (workspace_id)
  constraint error_readers_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX error_readers_pkey ON error_readers USING btree (id)
  CREATE UNIQUE INDEX error_readers_workspace ON error_readers USING btree (workspace_id)
  policy error_readers_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy error_readers_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- escalation_policies
  archived_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  name text not null
  repeats integer not null default 0
  steps jsonb not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint escalation_policies_pkey PRIMARY KEY (id)
  constraint escalation_policies_workspace_id UNIQUE (workspace_id, id)
  constraint escalation_policies_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX escalation_policies_pkey ON escalation_policies USING btree (id)
  CREATE UNIQUE INDEX escalation_policies_workspace_id ON escalation_policies USING btree (workspace_id, id)
  policy escalation_policies_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy escalation_policies_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- events
  actor_id uuid
  actor_name text not null
  actor_type text not null
  after jsonb
  before jsonb
  data jsonb not null
  id uuid not null default uuidv7()
  occurred_at timestamp with time zone not null default clock_timestamp()
  position bigint
  request_id text
  seq bigint not null identity
  subject_id uuid not null
  subject_type text not null
  tenant_id uuid
  type text not null
  workspace_id uuid not null
  constraint events_id UNIQUE (id)
  constraint events_pkey PRIMARY KEY (seq)
  constraint events_position UNIQUE ("position")
  CREATE INDEX events_audit ON events USING btree (workspace_id, "position") WHERE ((actor_type <> 'system'::text) OR (before IS NOT NULL) OR (after IS NOT NULL))
  CREATE UNIQUE INDEX events_id ON events USING btree (id)
  CREATE UNIQUE INDEX events_pkey ON events USING btree (seq)
  CREATE UNIQUE INDEX events_position ON events USING btree ("position")
  CREATE INDEX events_unnumbered ON events USING btree (seq) WHERE ("position" IS NULL)
  CREATE INDEX events_workspace_position ON events USING btree (workspace_id, "position")
  CREATE INDEX events_workspace_subject ON events USING btree (workspace_id, subject_id, "position")
  CREATE INDEX events_workspace_type ON events USING btree (workspace_id, type, "position")
  policy events_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy events_system (*) to plumbline_system using true check true
  grant INSERT, SELECT to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_change_requests
  after jsonb not null
  apply_at timestamp with time zone
  base_version integer not null
  before jsonb
  change jsonb not null
  changed text[] not null
  comment text
  created_at timestamp with time zone not null default now()
  decided_at timestamp with time zone
  decided_by_name text
  environment_id uuid
  flag_id uuid
  id uuid not null default uuidv7()
  reason text not null
  requested_by_id uuid
  requested_by_name text not null
  requested_by_type text not null
  segment_id uuid
  state text not null default 'pending'::text
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint flag_change_requests_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_change_requests_flag_id FOREIGN KEY (workspace_id, flag_id) REFERENCES flags(workspace_id, id) ON DELETE CASCADE
  constraint flag_change_requests_of_one CHECK (((num_nonnulls(flag_id, segment_id) = 1) OR ((num_nonnulls(flag_id, segment_id) = 0) AND (environment_id IS NOT NULL))))
  constraint flag_change_requests_pkey PRIMARY KEY (id)
  constraint flag_change_requests_segment FOREIGN KEY (workspace_id, segment_id) REFERENCES flag_segments(workspace_id, id) ON DELETE CASCADE
  constraint flag_change_requests_state CHECK ((state = ANY (ARRAY['pending'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text])))
  constraint flag_change_requests_workspace_id UNIQUE (workspace_id, id)
  constraint flag_change_requests_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX flag_change_requests_flag ON flag_change_requests USING btree (workspace_id, flag_id, id)
  CREATE INDEX flag_change_requests_pending ON flag_change_requests USING btree (workspace_id, id) WHERE (state = 'pending'::text)
  CREATE UNIQUE INDEX flag_change_requests_pkey ON flag_change_requests USING btree (id)
  CREATE UNIQUE INDEX flag_change_requests_workspace_id ON flag_change_requests USING btree (workspace_id, id)
  policy flag_change_requests_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_change_requests_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_configurations
  allow jsonb
  created_at timestamp with time zone not null default now()
  default_variant text not null
  deny jsonb
  enabled boolean not null default false
  environment_id uuid not null
  flag_id uuid not null
  id uuid not null default uuidv7()
  kill_reason text
  killed boolean not null default false
  killed_at timestamp with time zone
  prerequisites jsonb not null default '[]'::jsonb
  rollout jsonb
  rules jsonb not null default '[]'::jsonb
  schedule jsonb
  serve jsonb not null
  updated_at timestamp with time zone not null default now()
  version integer not null default 1
  workspace_id uuid not null
  constraint flag_configurations_environment_id FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_configurations_flag FOREIGN KEY (workspace_id, flag_id) REFERENCES flags(workspace_id, id) ON DELETE CASCADE
  constraint flag_configurations_killed CHECK ((killed = (kill_reason IS NOT NULL)))
  constraint flag_configurations_once UNIQUE (workspace_id, flag_id, environment_id)
  constraint flag_configurations_pkey PRIMARY KEY (id)
  constraint flag_configurations_workspace_id UNIQUE (workspace_id, id)
  constraint flag_configurations_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX flag_configurations_environment ON flag_configurations USING btree (workspace_id, environment_id)
  CREATE UNIQUE INDEX flag_configurations_once ON flag_configurations USING btree (workspace_id, flag_id, environment_id)
  CREATE UNIQUE INDEX flag_configurations_pkey ON flag_configurations USING btree (id)
  CREATE UNIQUE INDEX flag_configurations_workspace_id ON flag_configurations USING btree (workspace_id, id)
  policy flag_configurations_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_configurations_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_decisions
  count bigint not null
  environment_id uuid not null
  flag_id uuid not null
  minute timestamp with time zone not null
  rule_id text not null
  step text not null
  workspace_id uuid not null
  constraint flag_decisions_count CHECK ((count > 0))
  constraint flag_decisions_environment_id FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_decisions_flag FOREIGN KEY (workspace_id, flag_id) REFERENCES flags(workspace_id, id) ON DELETE CASCADE
  constraint flag_decisions_pkey PRIMARY KEY (workspace_id, flag_id, environment_id, minute, step, rule_id)
  constraint flag_decisions_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX flag_decisions_environment ON flag_decisions USING btree (workspace_id, environment_id, minute)
  CREATE INDEX flag_decisions_minute ON flag_decisions USING btree (minute)
  CREATE UNIQUE INDEX flag_decisions_pkey ON flag_decisions USING btree (workspace_id, flag_id, environment_id, minute, step, rule_id)
  policy flag_decisions_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_decisions_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_deltas
  created_at timestamp with time zone not null default now()
  delta jsonb not null
  environment_id uuid not null
  id uuid not null default uuidv7()
  version bigint not null
  workspace_id uuid not null
  constraint flag_deltas_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_deltas_pkey PRIMARY KEY (id)
  constraint flag_deltas_version UNIQUE (workspace_id, environment_id, version)
  constraint flag_deltas_workspace_id UNIQUE (workspace_id, id)
  constraint flag_deltas_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX flag_deltas_created ON flag_deltas USING btree (created_at)
  CREATE UNIQUE INDEX flag_deltas_pkey ON flag_deltas USING btree (id)
  CREATE UNIQUE INDEX flag_deltas_version ON flag_deltas USING btree (workspace_id, environment_id, version)
  CREATE UNIQUE INDEX flag_deltas_workspace_id ON flag_deltas USING btree (workspace_id, id)
  policy flag_deltas_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_deltas_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_environments
  created_at timestamp with time zone not null default now()
  environment_id uuid not null
  id uuid not null default uuidv7()
  requires_approval boolean not null default false
  updated_at timestamp with time zone not null default now()
  version bigint not null default 1
  workspace_id uuid not null
  constraint flag_environments_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_environments_once UNIQUE (workspace_id, environment_id)
  constraint flag_environments_pkey PRIMARY KEY (id)
  constraint flag_environments_workspace_id UNIQUE (workspace_id, id)
  constraint flag_environments_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX flag_environments_once ON flag_environments USING btree (workspace_id, environment_id)
  CREATE UNIQUE INDEX flag_environments_pkey ON flag_environments USING btree (id)
  CREATE UNIQUE INDEX flag_environments_workspace_id ON flag_environments USING btree (workspace_id, id)
  policy flag_environments_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_environments_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_exposures
  count bigint not null
  environment_id uuid not null
  flag_id uuid not null
  hour timestamp with time zone not null
  last_at timestamp with time zone not null
  variant text not null
  workspace_id uuid not null
  constraint flag_exposures_count CHECK ((count > 0))
  constraint flag_exposures_environment_id FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_exposures_flag FOREIGN KEY (workspace_id, flag_id) REFERENCES flags(workspace_id, id) ON DELETE CASCADE
  constraint flag_exposures_pkey PRIMARY KEY (workspace_id, flag_id, environment_id, hour, variant)
  constraint flag_exposures_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX flag_exposures_environment ON flag_exposures USING btree (workspace_id, environment_id, hour)
  CREATE UNIQUE INDEX flag_exposures_pkey ON flag_exposures USING btree (workspace_id, flag_id, environment_id, hour, variant)
  policy flag_exposures_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_exposures_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_guards
  action text not null
  alert_id uuid
  checked_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  data_at timestamp with time zone
  detail text not null
  id uuid not null default uuidv7()
  kind text not null
  name text not null
  rollout_id uuid not null
  rule_id uuid
  service_id uuid
  severity text
  state text not null default 'unproven'::text
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint flag_guards_alert FOREIGN KEY (workspace_id, alert_id) REFERENCES alerts(workspace_id, id)
  constraint flag_guards_kind CHECK ((kind = ANY (ARRAY['rule'::text, 'condition'::text, 'service'::text])))
  constraint flag_guards_of_one CHECK (((kind = 'service'::text) = (rule_id IS NULL)))
  constraint flag_guards_pkey PRIMARY KEY (id)
  constraint flag_guards_rollout_id FOREIGN KEY (workspace_id, rollout_id) REFERENCES flag_rollouts(workspace_id, id) ON DELETE CASCADE
  constraint flag_guards_rule_id FOREIGN KEY (workspace_id, rule_id) REFERENCES alert_rules(workspace_id, id)
  constraint flag_guards_service FOREIGN KEY (workspace_id, service_id) REFERENCES services(workspace_id, id)
  constraint flag_guards_workspace_id UNIQUE (workspace_id, id)
  constraint flag_guards_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX flag_guards_pkey ON flag_guards USING btree (id)
  CREATE INDEX flag_guards_rollout ON flag_guards USING btree (workspace_id, rollout_id, id)
  CREATE INDEX flag_guards_rule ON flag_guards USING btree (workspace_id, rule_id)
  CREATE UNIQUE INDEX flag_guards_workspace_id ON flag_guards USING btree (workspace_id, id)
  policy flag_guards_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_guards_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_overrides
  created_at timestamp with time zone not null default now()
  environment_id uuid not null
  expires_at timestamp with time zone
  flag_id uuid not null
  id uuid not null default uuidv7()
  kind text not null
  made_by text not null
  reason text not null
  subject text not null
  updated_at timestamp with time zone not null default now()
  variant text not null
  workspace_id uuid not null
  constraint flag_overrides_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_overrides_flag FOREIGN KEY (workspace_id, flag_id) REFERENCES flags(workspace_id, id) ON DELETE CASCADE
  constraint flag_overrides_kind CHECK ((kind = ANY (ARRAY['user'::text, 'tenant'::text])))
  constraint flag_overrides_once UNIQUE (workspace_id, flag_id, environment_id, kind, subject)
  constraint flag_overrides_pkey PRIMARY KEY (id)
  constraint flag_overrides_workspace_id UNIQUE (workspace_id, id)
  constraint flag_overrides_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX flag_overrides_expires ON flag_overrides USING btree (expires_at) WHERE (expires_at IS NOT NULL)
  CREATE UNIQUE INDEX flag_overrides_once ON flag_overrides USING btree (workspace_id, flag_id, environment_id, kind, subject)
  CREATE UNIQUE INDEX flag_overrides_pkey ON flag_overrides USING btree (id)
  CREATE INDEX flag_overrides_subject ON flag_overrides USING btree (workspace_id, kind, subject)
  CREATE UNIQUE INDEX flag_overrides_workspace_id ON flag_overrides USING btree (workspace_id, id)
  policy flag_overrides_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_overrides_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_revisions
  actor_id uuid
  actor_name text not null
  actor_type text not null
  after jsonb not null
  before jsonb
  changed text[] not null
  created_at timestamp with time zone not null default now()
  environment_id uuid
  event_id uuid not null
  flag_id uuid
  id uuid not null default uuidv7()
  number integer not null
  reason text
  segment_id uuid
  what text not null
  workspace_id uuid not null
  constraint flag_revisions_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_revisions_flag FOREIGN KEY (workspace_id, flag_id) REFERENCES flags(workspace_id, id) ON DELETE CASCADE
  constraint flag_revisions_number UNIQUE (workspace_id, flag_id, number)
  constraint flag_revisions_of_one CHECK (((flag_id IS NULL) <> (segment_id IS NULL)))
  constraint flag_revisions_pkey PRIMARY KEY (id)
  constraint flag_revisions_segment FOREIGN KEY (workspace_id, segment_id) REFERENCES flag_segments(workspace_id, id) ON DELETE CASCADE
  constraint flag_revisions_segment_number UNIQUE (workspace_id, segment_id, number)
  constraint flag_revisions_workspace_id UNIQUE (workspace_id, id)
  constraint flag_revisions_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX flag_revisions_number ON flag_revisions USING btree (workspace_id, flag_id, number)
  CREATE UNIQUE INDEX flag_revisions_pkey ON flag_revisions USING btree (id)
  CREATE UNIQUE INDEX flag_revisions_segment_number ON flag_revisions USING btree (workspace_id, segment_id, number)
  CREATE UNIQUE INDEX flag_revisions_workspace_id ON flag_revisions USING btree (workspace_id, id)
  policy flag_revisions_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_revisions_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_rollouts
  alert_id uuid
  baseline jsonb not null
  channel_ids uuid[] not null default '{}'::uuid[]
  configuration_version integer
  created_at timestamp with time zone not null default now()
  ended_at timestamp with time zone
  environment_id uuid not null
  flag_id uuid not null
  hours jsonb
  id uuid not null default uuidv7()
  interval_seconds integer not null
  last_step_at timestamp with time zone
  next_at timestamp with time zone
  percentage double precision
  reason text
  require_proof boolean not null
  started_by text not null
  started_by_user_id uuid
  state text not null default 'running'::text
  step integer not null default 0
  steps double precision[] not null
  updated_at timestamp with time zone not null default now()
  waiting_for text
  workspace_id uuid not null
  constraint flag_rollouts_alert FOREIGN KEY (workspace_id, alert_id) REFERENCES alerts(workspace_id, id)
  constraint flag_rollouts_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_rollouts_flag_id FOREIGN KEY (workspace_id, flag_id) REFERENCES flags(workspace_id, id) ON DELETE CASCADE
  constraint flag_rollouts_pkey PRIMARY KEY (id)
  constraint flag_rollouts_state CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'completed'::text, 'aborted'::text, 'rolled_back'::text])))
  constraint flag_rollouts_step CHECK (((step >= 0) AND (step <= cardinality(steps))))
  constraint flag_rollouts_workspace_id UNIQUE (workspace_id, id)
  constraint flag_rollouts_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX flag_rollouts_flag ON flag_rollouts USING btree (workspace_id, flag_id, id)
  CREATE UNIQUE INDEX flag_rollouts_one_open ON flag_rollouts USING btree (workspace_id, flag_id, environment_id) WHERE (state = ANY (ARRAY['running'::text, 'paused'::text]))
  CREATE UNIQUE INDEX flag_rollouts_pkey ON flag_rollouts USING btree (id)
  CREATE INDEX flag_rollouts_running ON flag_rollouts USING btree (workspace_id, next_at) WHERE (state = 'running'::text)
  CREATE UNIQUE INDEX flag_rollouts_workspace_id ON flag_rollouts USING btree (workspace_id, id)
  policy flag_rollouts_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_rollouts_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_scheduled_changes
  apply_at timestamp with time zone not null
  change jsonb not null
  change_request_id uuid
  changed text[] not null
  created_at timestamp with time zone not null default now()
  ended_at timestamp with time zone
  environment_id uuid
  flag_id uuid not null
  id uuid not null default uuidv7()
  made_by text not null
  reason text not null
  refusal text
  state text not null default 'waiting'::text
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint flag_scheduled_changes_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_scheduled_changes_flag_id FOREIGN KEY (workspace_id, flag_id) REFERENCES flags(workspace_id, id) ON DELETE CASCADE
  constraint flag_scheduled_changes_pkey PRIMARY KEY (id)
  constraint flag_scheduled_changes_request FOREIGN KEY (workspace_id, change_request_id) REFERENCES flag_change_requests(workspace_id, id)
  constraint flag_scheduled_changes_state CHECK ((state = ANY (ARRAY['waiting'::text, 'applied'::text, 'refused'::text, 'cancelled'::text])))
  constraint flag_scheduled_changes_workspace_id UNIQUE (workspace_id, id)
  constraint flag_scheduled_changes_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX flag_scheduled_changes_due ON flag_scheduled_changes USING btree (apply_at) WHERE (state = 'waiting'::text)
  CREATE INDEX flag_scheduled_changes_flag ON flag_scheduled_changes USING btree (workspace_id, flag_id, id)
  CREATE UNIQUE INDEX flag_scheduled_changes_pkey ON flag_scheduled_changes USING btree (id)
  CREATE UNIQUE INDEX flag_scheduled_changes_workspace_id ON flag_scheduled_changes USING btree (workspace_id, id)
  policy flag_scheduled_changes_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_scheduled_changes_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_segments
  conditions jsonb not null
  created_at timestamp with time zone not null default now()
  description text not null default ''::text
  id uuid not null default uuidv7()
  key text not null
  name text not null
  revision integer not null default 1
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint flag_segments_pkey PRIMARY KEY (id)
  constraint flag_segments_workspace_id UNIQUE (workspace_id, id)
  constraint flag_segments_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  constraint flag_segments_workspace_key UNIQUE (workspace_id, key)
  CREATE UNIQUE INDEX flag_segments_pkey ON flag_segments USING btree (id)
  CREATE UNIQUE INDEX flag_segments_workspace_id ON flag_segments USING btree (workspace_id, id)
  CREATE UNIQUE INDEX flag_segments_workspace_key ON flag_segments USING btree (workspace_id, key)
  policy flag_segments_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_segments_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_snapshots
  built_at timestamp with time zone not null default now()
  environment_id uuid not null
  snapshot text not null
  version bigint not null
  workspace_id uuid not null
  constraint flag_snapshots_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_snapshots_pkey PRIMARY KEY (workspace_id, environment_id)
  constraint flag_snapshots_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX flag_snapshots_pkey ON flag_snapshots USING btree (workspace_id, environment_id)
  policy flag_snapshots_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_snapshots_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flag_sources
  api_key_id uuid not null
  created_at timestamp with time zone not null default now()
  dropped bigint not null default 0
  environment_id uuid not null
  evaluations bigint not null default 0
  first_evaluated_at timestamp with time zone
  id uuid not null default uuidv7()
  last_evaluated_at timestamp with time zone
  last_seen_at timestamp with time zone not null
  sdk text not null
  sdk_version text not null
  workspace_id uuid not null
  constraint flag_sources_api_key FOREIGN KEY (workspace_id, api_key_id) REFERENCES api_keys(workspace_id, id) ON DELETE CASCADE
  constraint flag_sources_environment FOREIGN KEY (workspace_id, environment_id) REFERENCES environments(workspace_id, id) ON DELETE CASCADE
  constraint flag_sources_once UNIQUE (workspace_id, environment_id, api_key_id, sdk, sdk_version)
  constraint flag_sources_pkey PRIMARY KEY (id)
  constraint flag_sources_workspace_id UNIQUE (workspace_id, id)
  constraint flag_sources_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX flag_sources_once ON flag_sources USING btree (workspace_id, environment_id, api_key_id, sdk, sdk_version)
  CREATE UNIQUE INDEX flag_sources_pkey ON flag_sources USING btree (id)
  CREATE UNIQUE INDEX flag_sources_workspace_id ON flag_sources USING btree (workspace_id, id)
  policy flag_sources_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flag_sources_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- flags
  archived_at timestamp with time zone
  bucket_by text
  category text not null default 'general'::text
  created_at timestamp with time zone not null default now()
  description text not null default ''::text
  id uuid not null default uuidv7()
  initial_default text not null
  initial_serve jsonb not null
  json_schema jsonb
  key text not null
  name text not null
  owner_user_id uuid
  review_at timestamp with time zone
  revision integer not null default 1
  salt text not null
  service_id uuid
  stale_reason text
  state text not null default 'active'::text
  tags text[] not null default '{}'::text[]
  type text not null
  updated_at timestamp with time zone not null default now()
  value_kind text not null
  variants jsonb not null
  workspace_id uuid not null
  constraint flags_pkey PRIMARY KEY (id)
  constraint flags_service_id FOREIGN KEY (workspace_id, service_id) REFERENCES services(workspace_id, id)
  constraint flags_state CHECK ((state = ANY (ARRAY['draft'::text, 'active'::text, 'stale'::text, 'archived'::text])))
  constraint flags_type CHECK ((type = ANY (ARRAY['boolean'::text, 'percentage'::text, 'tenantList'::text, 'userList'::text, 'schedule'::text, 'variant'::text])))
  constraint flags_value_kind CHECK ((value_kind = ANY (ARRAY['boolean'::text, 'string'::text, 'number'::text, 'json'::text])))
  constraint flags_workspace_id UNIQUE (workspace_id, id)
  constraint flags_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  constraint flags_workspace_key UNIQUE (workspace_id, key)
  CREATE UNIQUE INDEX flags_pkey ON flags USING btree (id)
  CREATE INDEX flags_service ON flags USING btree (workspace_id, service_id)
  CREATE INDEX flags_tags ON flags USING gin (tags)
  CREATE UNIQUE INDEX flags_workspace_id ON flags USING btree (workspace_id, id)
  CREATE UNIQUE INDEX flags_workspace_key ON flags USING btree (workspace_id, key)
  policy flags_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy flags_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- forward_attempts
  answer text not null
  duration_ms integer not null
  forward_id uuid not null
  id uuid not null default uuidv7()
  number integer not null
  outcome text not null
  started_at timestamp with time zone not null
  workspace_id uuid not null
  constraint forward_attempts_forward FOREIGN KEY (workspace_id, forward_id) REFERENCES forwards(workspace_id, id) ON DELETE CASCADE
  constraint forward_attempts_number UNIQUE (workspace_id, forward_id, number)
  constraint forward_attempts_outcome CHECK ((outcome = ANY (ARRAY['sent'::text, 'failed'::text])))
  constraint forward_attempts_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX forward_attempts_number ON forward_attempts USING btree (workspace_id, forward_id, number)
  CREATE UNIQUE INDEX forward_attempts_pkey ON forward_attempts USING btree (id)
  CREATE INDEX forward_attempts_started ON forward_attempts USING btree (workspace_id, started_at)
  policy forward_attempts_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy forward_attempts_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- forwards
  attempts integer not null default 0
  created_at timestamp with time zone not null
  finished_at timestamp with time zone
  id uuid not null default uuidv7()
  integration_id uuid not null
  signal_id uuid not null
  state text not null default 'pending'::text
  workspace_id uuid not null
  constraint forwards_integration FOREIGN KEY (workspace_id, integration_id) REFERENCES integrations(workspace_id, id) ON DELETE CASCADE
  constraint forwards_once UNIQUE (workspace_id, integration_id, signal_id)
  constraint forwards_pkey PRIMARY KEY (id)
  constraint forwards_signal FOREIGN KEY (workspace_id, signal_id) REFERENCES signals(workspace_id, id) ON DELETE CASCADE
  constraint forwards_state CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text])))
  constraint forwards_workspace_id UNIQUE (workspace_id, id)
  CREATE UNIQUE INDEX forwards_once ON forwards USING btree (workspace_id, integration_id, signal_id)
  CREATE UNIQUE INDEX forwards_pkey ON forwards USING btree (id)
  CREATE UNIQUE INDEX forwards_workspace_id ON forwards USING btree (workspace_id, id)
  policy forwards_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy forwards_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- idempotency_keys
  answer text
  caller text not null
  created_at timestamp with time zone not null default now()
  fingerprint text not null
  id uuid not null default uuidv7()
  key text not null
  refused boolean not null default false
  constraint idempotency_keys_caller_key UNIQUE (caller, key)
  constraint idempotency_keys_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX idempotency_keys_caller_key ON idempotency_keys USING btree (caller, key)
  CREATE INDEX idempotency_keys_created ON idempotency_keys USING btree (created_at)
  CREATE UNIQUE INDEX idempotency_keys_pkey ON idempotency_keys USING btree (id)
  policy idempotency_keys_app (*) to plumbline_app using (caller = ( SELECT NULLIF(current_setting('plumbline.caller'::text, true), ''::text) AS "nullif")) check (caller = ( SELECT NULLIF(current_setting('plumbline.caller'::text, true), ''::text) AS "nullif"))
  policy idempotency_keys_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- inbox_items
  body text not null
  created_at timestamp with time zone not null default now()
  event_id uuid not null
  id uuid not null default uuidv7()
  kind text not null
  place text not null
  read_at timestamp with time zone
  title text not null
  user_id uuid not null
  workspace_id uuid not null
  constraint inbox_items_once UNIQUE (workspace_id, user_id, event_id)
  constraint inbox_items_pkey PRIMARY KEY (id)
  constraint inbox_items_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint inbox_items_workspace_id UNIQUE (workspace_id, id)
  constraint inbox_items_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX inbox_items_once ON inbox_items USING btree (workspace_id, user_id, event_id)
  CREATE UNIQUE INDEX inbox_items_pkey ON inbox_items USING btree (id)
  CREATE INDEX inbox_items_user ON inbox_items USING btree (user_id, created_at)
  CREATE UNIQUE INDEX inbox_items_workspace_id ON inbox_items USING btree (workspace_id, id)
  policy inbox_items_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy inbox_items_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- incident_error_groups
  because text
  created_at timestamp with time zone not null default now()
  error_group_id uuid not null
  id uuid not null default uuidv7()
  incident_id uuid not null
  linked_by text not null
  workspace_id uuid not null
  constraint incident_error_groups_group_fk FOREIGN KEY (workspace_id, error_group_id) REFERENCES error_groups(workspace_id, id) ON DELETE CASCADE
  constraint incident_error_groups_incident FOREIGN KEY (workspace_id, incident_id) REFERENCES incidents(workspace_id, id) ON DELETE CASCADE
  constraint incident_error_groups_pair UNIQUE (workspace_id, incident_id, error_group_id)
  constraint incident_error_groups_pkey PRIMARY KEY (id)
  constraint incident_error_groups_workspace_id UNIQUE (workspace_id, id)
  constraint incident_error_groups_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX incident_error_groups_group ON incident_error_groups USING btree (workspace_id, error_group_id)
  CREATE UNIQUE INDEX incident_error_groups_pair ON incident_error_groups USING btree (workspace_id, incident_id, error_group_id)
  CREATE UNIQUE INDEX incident_error_groups_pkey ON incident_error_groups USING btree (id)
  CREATE UNIQUE INDEX incident_error_groups_workspace_id ON incident_error_groups USING btree (workspace_id, id)
  policy incident_error_groups_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy incident_error_groups_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- incidents
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  investigating_at timestamp with time zone
  investigating_by text
  mitigated_at timestamp with time zone
  mitigated_by text
  number integer not null
  opened_at timestamp with time zone not null
  opened_by text not null
  resolved_at timestamp with time zone
  resolved_by text
  severity text not null
  state text not null default 'open'::text
  summary text
  title text not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint incidents_mitigated CHECK (((state = ANY (ARRAY['mitigated'::text, 'resolved'::text])) = (mitigated_at IS NOT NULL)))
  constraint incidents_number UNIQUE (workspace_id, number)
  constraint incidents_pkey PRIMARY KEY (id)
  constraint incidents_resolved CHECK (((state = 'resolved'::text) = (resolved_at IS NOT NULL)))
  constraint incidents_severity CHECK ((severity = ANY (ARRAY['sev1'::text, 'sev2'::text, 'sev3'::text, 'sev4'::text])))
  constraint incidents_state CHECK ((state = ANY (ARRAY['open'::text, 'investigating'::text, 'mitigated'::text, 'resolved'::text])))
  constraint incidents_workspace_id UNIQUE (workspace_id, id)
  constraint incidents_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX incidents_number ON incidents USING btree (workspace_id, number)
  CREATE UNIQUE INDEX incidents_pkey ON incidents USING btree (id)
  CREATE INDEX incidents_unresolved ON incidents USING btree (workspace_id, number) WHERE (state <> 'resolved'::text)
  CREATE UNIQUE INDEX incidents_workspace_id ON incidents USING btree (workspace_id, id)
  policy incidents_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy incidents_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- integrations
  account text
  app_id uuid
  call_failures integer not null default 0
  covered_until timestamp with time zone
  created_at timestamp with time zone not null default now()
  credentials text
  credentials_expire_at timestamp with time zone
  credentials_issued_at timestamp with time zone
  credentials_version integer not null default 1
  door_version integer not null default 1
  evidence jsonb not null default '{}'::jsonb
  external_account text
  forward_types text[] not null default '{}'::text[]
  gap_since timestamp with time zone
  id uuid not null default uuidv7()
  last_delivery_at timestamp with time zone
  last_polled_at timestamp with time zone
  last_signal_at timestamp with time zone
  method text not null
  mode text not null
  name text not null
  next_poll_at timestamp with time zone
  next_refresh_at timestamp with time zone
  paused_reason text
  paused_until timestamp with time zone
  poll_cursor jsonb
  poll_failures integer not null default 0
  previous_webhook_secret text
  previous_webhook_secret_until timestamp with time zone
  provider text not null
  quiet_after_seconds integer
  rate_limit jsonb
  refresh_failure jsonb
  refresh_failures integer not null default 0
  refreshing_until timestamp with time zone
  scopes text[] not null default '{}'::text[]
  state text not null default 'pending'::text
  targets jsonb not null default '[]'::jsonb
  tenant_id uuid
  updated_at timestamp with time zone not null default now()
  webhook_secret text
  workspace_id uuid not null
  constraint integrations_app_fk FOREIGN KEY (workspace_id, app_id) REFERENCES provider_apps(workspace_id, id)
  constraint integrations_mode CHECK ((mode = ANY (ARRAY['webhook'::text, 'polling'::text])))
  constraint integrations_pkey PRIMARY KEY (id)
  constraint integrations_state CHECK ((state = ANY (ARRAY['pending'::text, 'authorised'::text, 'webhook_registered'::text, 'live'::text, 'stale'::text, 'degraded'::text, 'disconnected'::text])))
  constraint integrations_tenant_fk FOREIGN KEY (workspace_id, tenant_id) REFERENCES tenants(workspace_id, id) ON DELETE CASCADE
  constraint integrations_workspace_id UNIQUE (workspace_id, id)
  constraint integrations_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX integrations_app ON integrations USING btree (workspace_id, app_id)
  CREATE INDEX integrations_door ON integrations USING btree (provider, external_account) WHERE (external_account IS NOT NULL)
  CREATE INDEX integrations_forward ON integrations USING btree (workspace_id, id) WHERE (forward_types <> '{}'::text[])
  CREATE UNIQUE INDEX integrations_pkey ON integrations USING btree (id)
  CREATE INDEX integrations_poll ON integrations USING btree (next_poll_at) WHERE (next_poll_at IS NOT NULL)
  CREATE INDEX integrations_refresh ON integrations USING btree (next_refresh_at) WHERE (next_refresh_at IS NOT NULL)
  CREATE INDEX integrations_tenant ON integrations USING btree (workspace_id, tenant_id)
  CREATE UNIQUE INDEX integrations_workspace_id ON integrations USING btree (workspace_id, id)
  policy integrations_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy integrations_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- invitations
  accepted_at timestamp with time zone
  accepted_by uuid
  created_at timestamp with time zone not null default now()
  email text not null
  expired_at timestamp with time zone
  expires_at timestamp with time zone not null
  id uuid not null default uuidv7()
  invited_by uuid
  last_sent_at timestamp with time zone not null default now()
  resent_count integer not null default 0
  revoked_at timestamp with time zone
  role text not null
  token_hash text not null
  workspace_id uuid not null
  constraint invitations_accepted_by_users_id_fk FOREIGN KEY (accepted_by) REFERENCES users(id) ON DELETE SET NULL
  constraint invitations_email_lower CHECK ((email = lower(email)))
  constraint invitations_invited_by_users_id_fk FOREIGN KEY (invited_by) REFERENCES users(id) ON DELETE SET NULL
  constraint invitations_pkey PRIMARY KEY (id)
  constraint invitations_role CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'operator'::text, 'viewer'::text])))
  constraint invitations_token_hash_unique UNIQUE (token_hash)
  constraint invitations_workspace_id UNIQUE (workspace_id, id)
  constraint invitations_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX invitations_one_open ON invitations USING btree (workspace_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL) AND (expired_at IS NULL))
  CREATE INDEX invitations_open_expires ON invitations USING btree (expires_at) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL) AND (expired_at IS NULL))
  CREATE UNIQUE INDEX invitations_pkey ON invitations USING btree (id)
  CREATE UNIQUE INDEX invitations_token_hash_unique ON invitations USING btree (token_hash)
  CREATE UNIQUE INDEX invitations_workspace_id ON invitations USING btree (workspace_id, id)
  policy invitations_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy invitations_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- live_connections
  connections integer not null
  credential text not null
  id uuid not null default uuidv7()
  process text not null
  since timestamp with time zone not null
  subscriptions integer not null
  transport text not null
  workspace_id uuid not null
  constraint live_connections_credential CHECK ((credential = ANY (ARRAY['session'::text, 'api_key'::text, 'embed_token'::text, 'anonymous'::text])))
  constraint live_connections_once UNIQUE (workspace_id, process, transport, credential)
  constraint live_connections_pkey PRIMARY KEY (id)
  constraint live_connections_process FOREIGN KEY (process) REFERENCES serve_processes(name) ON DELETE CASCADE
  constraint live_connections_transport CHECK ((transport = ANY (ARRAY['websocket'::text, 'sse'::text])))
  constraint live_connections_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX live_connections_once ON live_connections USING btree (workspace_id, process, transport, credential)
  CREATE UNIQUE INDEX live_connections_pkey ON live_connections USING btree (id)
  policy live_connections_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy live_connections_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- local_mail
  created_at timestamp with time zone not null default now()
  html text not null
  id uuid not null default uuidv7()
  recipient text not null
  subject text not null
  text text not null
  constraint local_mail_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX local_mail_pkey ON local_mail USING btree (id)
  CREATE INDEX local_mail_recipient ON local_mail USING btree (recipient, created_at)
  policy local_mail_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- log_batches
  accepted integer not null
  created_at timestamp with time zone not null default now()
  fingerprint text not null
  id uuid not null default uuidv7()
  key text not null
  message text
  rejected integer not null
  workspace_id uuid not null
  constraint log_batches_counts CHECK (((accepted >= 0) AND (rejected >= 0)))
  constraint log_batches_once UNIQUE (workspace_id, key)
  constraint log_batches_pkey PRIMARY KEY (id)
  constraint log_batches_workspace_id UNIQUE (workspace_id, id)
  constraint log_batches_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX log_batches_created ON log_batches USING btree (created_at)
  CREATE UNIQUE INDEX log_batches_once ON log_batches USING btree (workspace_id, key)
  CREATE UNIQUE INDEX log_batches_pkey ON log_batches USING btree (id)
  CREATE UNIQUE INDEX log_batches_workspace_id ON log_batches USING btree (workspace_id, id)
  policy log_batches_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy log_batches_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- log_deletions
  created_at timestamp with time zone not null default now()
  deleted bigint not null default 0
  expected bigint not null
  failure text
  filter jsonb not null
  finished_at timestamp with time zone
  id uuid not null default uuidv7()
  left bigint
  reason text not null
  requested_by text not null
  state text not null default 'running'::text
  up_to_seq bigint not null
  workspace_id uuid not null
  constraint log_deletions_pkey PRIMARY KEY (id)
  constraint log_deletions_state CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text])))
  constraint log_deletions_workspace_id UNIQUE (workspace_id, id)
  constraint log_deletions_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX log_deletions_created ON log_deletions USING btree (workspace_id, created_at)
  CREATE UNIQUE INDEX log_deletions_pkey ON log_deletions USING btree (id)
  CREATE UNIQUE INDEX log_deletions_workspace_id ON log_deletions USING btree (workspace_id, id)
  policy log_deletions_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy log_deletions_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- log_entries
  attributes jsonb not null
  body text not null
  body_json jsonb
  environment_id uuid
  event_name text
  flags integer
  group_id uuid
  keep_days smallint not null
  observed_at timestamp with time zone not null
  observed_nanos smallint not null default 0
  origin jsonb
  received_at timestamp with time zone not null
  resource jsonb not null
  scope text
  seq bigint not null default nextval('log_entries_seq_seq'::regclass)
  service text not null
  severity smallint not null
  severity_text text
  span_id bytea
  tenant text
  time timestamp with time zone not null
  time_nanos smallint not null default 0
  trace_id bytea
  workspace_id uuid not null
  CREATE INDEX log_entries_arrival ON ONLY log_entries USING brin (seq) WITH (pages_per_range='32', autosummarize='true')
  CREATE INDEX log_entries_group ON ONLY log_entries USING btree (workspace_id, group_id, "time") WHERE (group_id IS NOT NULL)
  CREATE INDEX log_entries_level ON ONLY log_entries USING brin (severity) WITH (pages_per_range='32', autosummarize='true')
  CREATE INDEX log_entries_page ON ONLY log_entries USING btree (workspace_id, "time", seq)
  CREATE INDEX log_entries_severe ON ONLY log_entries USING btree (workspace_id, "time", seq) WHERE (severity >= 13)
  policy log_entries_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy log_entries_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- log_redaction_counts
  day date not null
  replaced bigint not null default 0
  rule text not null
  workspace_id uuid not null
  constraint log_redaction_counts_day UNIQUE (workspace_id, rule, day)
  constraint log_redaction_counts_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX log_redaction_counts_day ON log_redaction_counts USING btree (workspace_id, rule, day)
  policy log_redaction_counts_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy log_redaction_counts_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- log_redaction_rules
  created_at timestamp with time zone not null default now()
  enabled boolean not null default true
  id uuid not null default uuidv7()
  name text not null
  pattern text not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint log_redaction_rules_name UNIQUE (workspace_id, name)
  constraint log_redaction_rules_pkey PRIMARY KEY (id)
  constraint log_redaction_rules_workspace_id UNIQUE (workspace_id, id)
  constraint log_redaction_rules_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX log_redaction_rules_name ON log_redaction_rules USING btree (workspace_id, name)
  CREATE UNIQUE INDEX log_redaction_rules_pkey ON log_redaction_rules USING btree (id)
  CREATE UNIQUE INDEX log_redaction_rules_workspace_id ON log_redaction_rules USING btree (workspace_id, id)
  policy log_redaction_rules_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy log_redaction_rules_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- log_settings
  bytes_per_day bigint
  debug_days smallint
  entries_per_second integer
  error_days smallint
  info_days smallint
  redaction_off text[] not null default '{}'::text[]
  updated_at timestamp with time zone not null default now()
  warn_days smallint
  workspace_id uuid not null
  constraint log_settings_pkey PRIMARY KEY (workspace_id)
  constraint log_settings_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX log_settings_pkey ON log_settings USING btree (workspace_id)
  policy log_settings_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy log_settings_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- log_sources
  api_key_id uuid not null
  client text
  door text not null
  entries bigint not null default 0
  first_at timestamp with time zone not null
  id uuid not null default uuidv7()
  last_at timestamp with time zone not null
  service text not null
  workspace_id uuid not null
  constraint log_sources_api_key FOREIGN KEY (workspace_id, api_key_id) REFERENCES api_keys(workspace_id, id) ON DELETE CASCADE
  constraint log_sources_door CHECK ((door = ANY (ARRAY['otlp-protobuf'::text, 'otlp-json'::text, 'ndjson'::text, 'graphql'::text])))
  constraint log_sources_once UNIQUE (workspace_id, api_key_id, service)
  constraint log_sources_pkey PRIMARY KEY (id)
  constraint log_sources_workspace_id UNIQUE (workspace_id, id)
  constraint log_sources_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX log_sources_once ON log_sources USING btree (workspace_id, api_key_id, service)
  CREATE UNIQUE INDEX log_sources_pkey ON log_sources USING btree (id)
  CREATE UNIQUE INDEX log_sources_workspace_id ON log_sources USING btree (workspace_id, id)
  policy log_sources_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy log_sources_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- log_usage
  bytes bigint not null default 0
  day date not null
  entries bigint not null default 0
  rejected bigint not null default 0
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint log_usage_day UNIQUE (workspace_id, day)
  constraint log_usage_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX log_usage_day ON log_usage USING btree (workspace_id, day)
  policy log_usage_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy log_usage_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- mails
  about_id uuid
  attempts jsonb not null default '[]'::jsonb
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  recipient text not null
  sealed text
  sent_at timestamp with time zone
  state text not null default 'queued'::text
  subject text not null
  template text not null
  workspace_id uuid
  constraint mails_pkey PRIMARY KEY (id)
  constraint mails_state CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text])))
  CREATE INDEX mails_created ON mails USING btree (created_at)
  CREATE UNIQUE INDEX mails_pkey ON mails USING btree (id)
  CREATE INDEX mails_recipient ON mails USING btree (recipient, template, created_at)
  CREATE INDEX mails_workspace_about ON mails USING btree (workspace_id, about_id)
  policy mails_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy mails_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- members
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  role text not null
  updated_at timestamp with time zone not null default now()
  user_id uuid not null
  workspace_id uuid not null
  constraint members_pkey PRIMARY KEY (id)
  constraint members_role CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'operator'::text, 'viewer'::text])))
  constraint members_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint members_workspace_id UNIQUE (workspace_id, id)
  constraint members_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  constraint members_workspace_user UNIQUE (workspace_id, user_id)
  CREATE UNIQUE INDEX members_pkey ON members USING btree (id)
  CREATE INDEX members_user ON members USING btree (user_id)
  CREATE UNIQUE INDEX members_workspace_id ON members USING btree (workspace_id, id)
  CREATE UNIQUE INDEX members_workspace_user ON members USING btree (workspace_id, user_id)
  policy members_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy members_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- notification_attempts
  created_at timestamp with time zone not null default now()
  duration_ms integer not null
  error text
  id uuid not null default uuidv7()
  notification_id uuid not null
  number integer not null
  purpose text not null
  response text
  started_at timestamp with time zone not null
  status integer
  workspace_id uuid not null
  constraint notification_attempts_notification_id FOREIGN KEY (workspace_id, notification_id) REFERENCES notifications(workspace_id, id) ON DELETE CASCADE
  constraint notification_attempts_number UNIQUE (workspace_id, notification_id, number)
  constraint notification_attempts_pkey PRIMARY KEY (id)
  constraint notification_attempts_purpose CHECK ((purpose = ANY (ARRAY['send'::text, 'update'::text])))
  constraint notification_attempts_workspace_id UNIQUE (workspace_id, id)
  constraint notification_attempts_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX notification_attempts_number ON notification_attempts USING btree (workspace_id, notification_id, number)
  CREATE UNIQUE INDEX notification_attempts_pkey ON notification_attempts USING btree (id)
  CREATE UNIQUE INDEX notification_attempts_workspace_id ON notification_attempts USING btree (workspace_id, id)
  policy notification_attempts_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy notification_attempts_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- notification_preferences
  email boolean not null
  id uuid not null default uuidv7()
  inbox boolean not null
  kind text not null
  push boolean not null default false
  updated_at timestamp with time zone not null default now()
  user_id uuid not null
  constraint notification_preferences_pkey PRIMARY KEY (id)
  constraint notification_preferences_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  constraint notification_preferences_user_kind UNIQUE (user_id, kind)
  CREATE UNIQUE INDEX notification_preferences_pkey ON notification_preferences USING btree (id)
  CREATE UNIQUE INDEX notification_preferences_user_kind ON notification_preferences USING btree (user_id, kind)
  policy notification_preferences_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- notification_presses
  action_id text not null
  by_external_id text not null
  by_name text not null
  by_user_id uuid
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  notification_id uuid not null
  press_key text not null
  refusal text
  value text not null
  workspace_id uuid not null
  constraint notification_presses_notification_id FOREIGN KEY (workspace_id, notification_id) REFERENCES notifications(workspace_id, id) ON DELETE CASCADE
  constraint notification_presses_once UNIQUE (workspace_id, press_key)
  constraint notification_presses_pkey PRIMARY KEY (id)
  constraint notification_presses_workspace_id UNIQUE (workspace_id, id)
  constraint notification_presses_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX notification_presses_once ON notification_presses USING btree (workspace_id, press_key)
  CREATE UNIQUE INDEX notification_presses_pkey ON notification_presses USING btree (id)
  CREATE UNIQUE INDEX notification_presses_workspace_id ON notification_presses USING btree (workspace_id, id)
  policy notification_presses_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy notification_presses_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- notifications
  attempts integer not null default 0
  channel_id uuid not null
  collecting boolean not null default false
  created_at timestamp with time zone not null default now()
  dedupe_key text not null
  group_key text not null
  id uuid not null default uuidv7()
  mergeable boolean not null default true
  merged_count integer not null default 0
  merged_into_id uuid
  message jsonb not null
  next_attempt_at timestamp with time zone default now()
  reason text
  remote jsonb
  revision integer not null default 1
  schedule_step integer not null default 0
  scheduled_from timestamp with time zone not null default now()
  sending_until timestamp with time zone
  sent_at timestamp with time zone
  sent_revision integer not null default 0
  state text not null default 'queued'::text
  subject_id text not null
  subject_type text not null
  tenant_id uuid
  uncertain boolean not null default false
  workspace_id uuid not null
  constraint notifications_channel_id FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id) ON DELETE CASCADE
  constraint notifications_once UNIQUE (workspace_id, channel_id, dedupe_key)
  constraint notifications_pkey PRIMARY KEY (id)
  constraint notifications_state CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'merged'::text, 'suppressed'::text])))
  constraint notifications_workspace_id UNIQUE (workspace_id, id)
  constraint notifications_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX notifications_channel ON notifications USING btree (workspace_id, channel_id, id)
  CREATE UNIQUE INDEX notifications_collecting ON notifications USING btree (workspace_id, channel_id) WHERE collecting
  CREATE INDEX notifications_created ON notifications USING btree (created_at)
  CREATE INDEX notifications_group ON notifications USING btree (workspace_id, group_key, channel_id, id)
  CREATE INDEX notifications_merged ON notifications USING btree (workspace_id, merged_into_id) WHERE (merged_into_id IS NOT NULL)
  CREATE UNIQUE INDEX notifications_once ON notifications USING btree (workspace_id, channel_id, dedupe_key)
  CREATE UNIQUE INDEX notifications_pkey ON notifications USING btree (id)
  CREATE INDEX notifications_queued ON notifications USING btree (workspace_id, channel_id, group_key) WHERE (state = 'queued'::text)
  CREATE INDEX notifications_subject ON notifications USING btree (workspace_id, subject_type, subject_id)
  CREATE UNIQUE INDEX notifications_workspace_id ON notifications USING btree (workspace_id, id)
  policy notifications_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy notifications_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- on_call_overrides
  comment text not null default ''::text
  created_at timestamp with time zone not null default now()
  ends_at timestamp with time zone not null
  id uuid not null default uuidv7()
  made_by text not null
  schedule_id uuid not null
  starts_at timestamp with time zone not null
  user_id uuid not null
  workspace_id uuid not null
  constraint on_call_overrides_pkey PRIMARY KEY (id)
  constraint on_call_overrides_schedule_id FOREIGN KEY (workspace_id, schedule_id) REFERENCES on_call_schedules(workspace_id, id) ON DELETE CASCADE
  constraint on_call_overrides_span CHECK ((ends_at > starts_at))
  constraint on_call_overrides_workspace_id UNIQUE (workspace_id, id)
  constraint on_call_overrides_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX on_call_overrides_pkey ON on_call_overrides USING btree (id)
  CREATE INDEX on_call_overrides_schedule ON on_call_overrides USING btree (workspace_id, schedule_id, ends_at)
  CREATE UNIQUE INDEX on_call_overrides_workspace_id ON on_call_overrides USING btree (workspace_id, id)
  policy on_call_overrides_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy on_call_overrides_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- on_call_schedules
  archived_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  layers jsonb not null
  name text not null
  time_zone text not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint on_call_schedules_pkey PRIMARY KEY (id)
  constraint on_call_schedules_workspace_id UNIQUE (workspace_id, id)
  constraint on_call_schedules_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX on_call_schedules_pkey ON on_call_schedules USING btree (id)
  CREATE UNIQUE INDEX on_call_schedules_workspace_id ON on_call_schedules USING btree (workspace_id, id)
  policy on_call_schedules_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy on_call_schedules_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- passkeys
  aaguid text
  backed_up boolean not null
  counter integer not null
  created_at timestamp with time zone not null default now()
  credential_id text not null
  device_type text not null
  id uuid not null default uuidv7()
  name text
  public_key text not null
  transports text
  user_id uuid not null
  constraint passkeys_pkey PRIMARY KEY (id)
  constraint passkeys_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX passkeys_credential ON passkeys USING btree (credential_id)
  CREATE UNIQUE INDEX passkeys_pkey ON passkeys USING btree (id)
  CREATE INDEX passkeys_user ON passkeys USING btree (user_id)
  policy passkeys_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- provider_apps
  client_id text
  created_at timestamp with time zone not null default now()
  external_id text not null
  id uuid not null default uuidv7()
  name text not null
  provider text not null
  secrets text not null
  updated_at timestamp with time zone not null default now()
  url text not null
  webhook_secret text not null
  workspace_id uuid not null
  constraint provider_apps_external UNIQUE (workspace_id, provider, external_id)
  constraint provider_apps_pkey PRIMARY KEY (id)
  constraint provider_apps_workspace_id UNIQUE (workspace_id, id)
  constraint provider_apps_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX provider_apps_door ON provider_apps USING btree (provider, external_id)
  CREATE UNIQUE INDEX provider_apps_external ON provider_apps USING btree (workspace_id, provider, external_id)
  CREATE UNIQUE INDEX provider_apps_pkey ON provider_apps USING btree (id)
  CREATE UNIQUE INDEX provider_apps_workspace_id ON provider_apps USING btree (workspace_id, id)
  policy provider_apps_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy provider_apps_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- push_devices
  created_at timestamp with time zone not null default now()
  endpoint_hash text not null
  failure_reason text
  id uuid not null default uuidv7()
  last_taken_at timestamp with time zone
  name text not null
  service text not null
  subscription text not null
  user_id uuid not null
  constraint push_devices_endpoint UNIQUE (endpoint_hash)
  constraint push_devices_pkey PRIMARY KEY (id)
  constraint push_devices_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX push_devices_endpoint ON push_devices USING btree (endpoint_hash)
  CREATE UNIQUE INDEX push_devices_pkey ON push_devices USING btree (id)
  CREATE INDEX push_devices_user ON push_devices USING btree (user_id, id)
  policy push_devices_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- push_keys
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  name text not null
  private_key text not null
  public_key text not null
  constraint push_keys_name UNIQUE (name)
  constraint push_keys_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX push_keys_name ON push_keys USING btree (name)
  CREATE UNIQUE INDEX push_keys_pkey ON push_keys USING btree (id)
  policy push_keys_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- question_clusters
  asker_count integer not null default 0
  created_at timestamp with time zone not null default now()
  decided_at timestamp with time zone
  decided_by text
  document_id uuid
  document_section text
  first_asked_at timestamp with time zone not null
  id uuid not null default uuidv7()
  last_asked_at timestamp with time zone not null
  message_count integer not null default 0
  question text not null
  state text not null default 'open'::text
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint question_clusters_pkey PRIMARY KEY (id)
  constraint question_clusters_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'dismissed'::text])))
  constraint question_clusters_workspace_id UNIQUE (workspace_id, id)
  constraint question_clusters_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX question_clusters_pkey ON question_clusters USING btree (id)
  CREATE INDEX question_clusters_state ON question_clusters USING btree (workspace_id, state, id)
  CREATE UNIQUE INDEX question_clusters_workspace_id ON question_clusters USING btree (workspace_id, id)
  policy question_clusters_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy question_clusters_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- question_messages
  asked_at timestamp with time zone not null
  asker text
  channel text not null
  cluster_id uuid not null
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  signal_id uuid not null
  text text not null
  tokens text[] not null
  url text
  workspace_id uuid not null
  constraint question_messages_cluster_fk FOREIGN KEY (workspace_id, cluster_id) REFERENCES question_clusters(workspace_id, id) ON DELETE CASCADE
  constraint question_messages_pkey PRIMARY KEY (id)
  constraint question_messages_signal UNIQUE (workspace_id, signal_id)
  constraint question_messages_signal_fk FOREIGN KEY (workspace_id, signal_id) REFERENCES signals(workspace_id, id) ON DELETE CASCADE
  constraint question_messages_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX question_messages_asked ON question_messages USING btree (workspace_id, asked_at)
  CREATE INDEX question_messages_cluster ON question_messages USING btree (workspace_id, cluster_id, asked_at)
  CREATE UNIQUE INDEX question_messages_pkey ON question_messages USING btree (id)
  CREATE UNIQUE INDEX question_messages_signal ON question_messages USING btree (workspace_id, signal_id)
  policy question_messages_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy question_messages_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- rate_buckets
  key text not null
  level double precision not null
  updated_at timestamp with time zone not null default now()
  constraint rate_buckets_pkey PRIMARY KEY (key)
  CREATE UNIQUE INDEX rate_buckets_pkey ON rate_buckets USING btree (key)
  CREATE INDEX rate_buckets_updated ON rate_buckets USING btree (updated_at)
  policy rate_buckets_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- rate_limits
  count integer not null
  id uuid not null default uuidv7()
  key text not null
  last_request bigint not null
  constraint rate_limits_key_unique UNIQUE (key)
  constraint rate_limits_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX rate_limits_key_unique ON rate_limits USING btree (key)
  CREATE INDEX rate_limits_last_request ON rate_limits USING btree (last_request)
  CREATE UNIQUE INDEX rate_limits_pkey ON rate_limits USING btree (id)
  policy rate_limits_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- reconciliations
  adopted integer not null default 0
  backfilled integer not null default 0
  finished_at timestamp with time zone not null
  gap_from timestamp with time zone
  id uuid not null default uuidv7()
  integration_id uuid not null
  looked integer not null default 0
  looked_back boolean
  notes text[] not null default '{}'::text[]
  problem text
  recreated integer not null default 0
  removed integer not null default 0
  renewed integer not null default 0
  repaired integer not null default 0
  started_at timestamp with time zone not null
  trigger text not null
  workspace_id uuid not null
  constraint reconciliations_integration_fk FOREIGN KEY (workspace_id, integration_id) REFERENCES integrations(workspace_id, id) ON DELETE CASCADE
  constraint reconciliations_pkey PRIMARY KEY (id)
  constraint reconciliations_trigger CHECK ((trigger = ANY (ARRAY['schedule'::text, 'person'::text, 'connection'::text])))
  constraint reconciliations_workspace_id UNIQUE (workspace_id, id)
  CREATE INDEX reconciliations_integration ON reconciliations USING btree (workspace_id, integration_id, id)
  CREATE UNIQUE INDEX reconciliations_pkey ON reconciliations USING btree (id)
  CREATE UNIQUE INDEX reconciliations_workspace_id ON reconciliations USING btree (workspace_id, id)
  policy reconciliations_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy reconciliations_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- relay_state
  alive_at timestamp with time zone
  fence bigint not null default 0
  holder text
  id integer not null default 1
  position bigint not null default 0
  constraint relay_state_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX relay_state_pkey ON relay_state USING btree (id)
  policy relay_state_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- saved_searches
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  made_by text not null
  name text not null
  owner_id uuid
  query text not null
  shared boolean not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint saved_searches_own CHECK ((shared OR (owner_id IS NOT NULL)))
  constraint saved_searches_pkey PRIMARY KEY (id)
  constraint saved_searches_workspace_id UNIQUE (workspace_id, id)
  constraint saved_searches_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX saved_searches_owner ON saved_searches USING btree (workspace_id, owner_id)
  CREATE UNIQUE INDEX saved_searches_pkey ON saved_searches USING btree (id)
  CREATE UNIQUE INDEX saved_searches_workspace_id ON saved_searches USING btree (workspace_id, id)
  policy saved_searches_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy saved_searches_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- serve_processes
  name text not null
  reported_at timestamp with time zone not null default now()
  started_at timestamp with time zone not null default now()
  constraint serve_processes_pkey PRIMARY KEY (name)
  CREATE UNIQUE INDEX serve_processes_pkey ON serve_processes USING btree (name)
  policy serve_processes_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- service_dependencies
  created_at timestamp with time zone not null default now()
  depends_on_id uuid not null
  id uuid not null default uuidv7()
  service_id uuid not null
  workspace_id uuid not null
  constraint service_dependencies_depends_on FOREIGN KEY (workspace_id, depends_on_id) REFERENCES services(workspace_id, id) ON DELETE CASCADE
  constraint service_dependencies_not_itself CHECK ((service_id <> depends_on_id))
  constraint service_dependencies_pair UNIQUE (workspace_id, service_id, depends_on_id)
  constraint service_dependencies_pkey PRIMARY KEY (id)
  constraint service_dependencies_service FOREIGN KEY (workspace_id, service_id) REFERENCES services(workspace_id, id) ON DELETE CASCADE
  constraint service_dependencies_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX service_dependencies_pair ON service_dependencies USING btree (workspace_id, service_id, depends_on_id)
  CREATE UNIQUE INDEX service_dependencies_pkey ON service_dependencies USING btree (id)
  CREATE INDEX service_dependencies_reverse ON service_dependencies USING btree (workspace_id, depends_on_id)
  policy service_dependencies_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy service_dependencies_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- services
  archived_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  description text not null default ''::text
  id uuid not null default uuidv7()
  key text not null
  name text not null
  owner text
  tier integer not null default 3
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint services_pkey PRIMARY KEY (id)
  constraint services_tier CHECK (((tier >= 1) AND (tier <= 4)))
  constraint services_workspace_id UNIQUE (workspace_id, id)
  constraint services_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  constraint services_workspace_key UNIQUE (workspace_id, key)
  CREATE UNIQUE INDEX services_pkey ON services USING btree (id)
  CREATE UNIQUE INDEX services_workspace_id ON services USING btree (workspace_id, id)
  CREATE UNIQUE INDEX services_workspace_key ON services USING btree (workspace_id, key)
  policy services_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy services_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- sessions
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  id uuid not null default uuidv7()
  ip_address text
  token text not null
  updated_at timestamp with time zone not null default now()
  user_agent text
  user_id uuid not null
  constraint sessions_pkey PRIMARY KEY (id)
  constraint sessions_token_unique UNIQUE (token)
  constraint sessions_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE INDEX sessions_expires ON sessions USING btree (expires_at)
  CREATE UNIQUE INDEX sessions_pkey ON sessions USING btree (id)
  CREATE UNIQUE INDEX sessions_token_unique ON sessions USING btree (token)
  CREATE INDEX sessions_user ON sessions USING btree (user_id)
  policy sessions_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- signals
  actor text
  by text not null
  data jsonb not null default '{}'::jsonb
  delivery_id uuid
  id uuid not null default uuidv7()
  integration_id uuid not null
  key text not null
  occurred_at timestamp with time zone not null
  provider text not null
  received_at timestamp with time zone not null default now()
  subject text not null
  tenant_id uuid
  title text not null
  type text not null
  url text
  workspace_id uuid not null
  constraint signals_by CHECK ((by = ANY (ARRAY['webhook'::text, 'polling'::text])))
  constraint signals_integration FOREIGN KEY (workspace_id, integration_id) REFERENCES integrations(workspace_id, id) ON DELETE CASCADE
  constraint signals_once UNIQUE (workspace_id, integration_id, key)
  constraint signals_pkey PRIMARY KEY (id)
  constraint signals_workspace_id UNIQUE (workspace_id, id)
  CREATE UNIQUE INDEX signals_once ON signals USING btree (workspace_id, integration_id, key)
  CREATE UNIQUE INDEX signals_pkey ON signals USING btree (id)
  CREATE INDEX signals_received ON signals USING btree (workspace_id, received_at)
  CREATE INDEX signals_tenant ON signals USING btree (workspace_id, tenant_id, received_at)
  CREATE INDEX signals_type ON signals USING btree (workspace_id, type, received_at)
  CREATE UNIQUE INDEX signals_workspace_id ON signals USING btree (workspace_id, id)
  policy signals_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy signals_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- tenants
  archived_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  id uuid not null default uuidv7()
  key text not null
  metadata jsonb not null default '{}'::jsonb
  name text not null
  updated_at timestamp with time zone not null default now()
  workspace_id uuid not null
  constraint tenants_pkey PRIMARY KEY (id)
  constraint tenants_workspace_id UNIQUE (workspace_id, id)
  constraint tenants_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  constraint tenants_workspace_key UNIQUE (workspace_id, key)
  CREATE UNIQUE INDEX tenants_pkey ON tenants USING btree (id)
  CREATE UNIQUE INDEX tenants_workspace_id ON tenants USING btree (workspace_id, id)
  CREATE UNIQUE INDEX tenants_workspace_key ON tenants USING btree (workspace_id, key)
  policy tenants_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy tenants_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- two_factors
  backup_codes text not null
  failed_verification_count integer default 0
  id uuid not null default uuidv7()
  locked_until timestamp with time zone
  secret text not null
  user_id uuid not null
  verified boolean default true
  constraint two_factors_pkey PRIMARY KEY (id)
  constraint two_factors_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX two_factors_pkey ON two_factors USING btree (id)
  CREATE INDEX two_factors_user ON two_factors USING btree (user_id)
  policy two_factors_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- users
  created_at timestamp with time zone not null default now()
  email text not null
  email_verified boolean not null default false
  id uuid not null default uuidv7()
  image text
  name text not null
  time_zone text
  two_factor_enabled boolean not null default false
  updated_at timestamp with time zone not null default now()
  constraint users_email_lower CHECK ((email = lower(email)))
  constraint users_email_unique UNIQUE (email)
  constraint users_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX users_email_unique ON users USING btree (email)
  CREATE UNIQUE INDEX users_pkey ON users USING btree (id)
  policy users_app (r) to plumbline_app using (EXISTS ( SELECT 1
   FROM members m
  WHERE (m.user_id = users.id))) check -
  policy users_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- verifications
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  id uuid not null default uuidv7()
  identifier text not null
  updated_at timestamp with time zone not null default now()
  value text not null
  constraint verifications_pkey PRIMARY KEY (id)
  CREATE INDEX verifications_expires ON verifications USING btree (expires_at)
  CREATE INDEX verifications_identifier ON verifications USING btree (identifier)
  CREATE UNIQUE INDEX verifications_pkey ON verifications USING btree (id)
  policy verifications_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- webhook_attempts
  created_at timestamp with time zone not null default now()
  duration_ms integer not null
  error text
  id uuid not null default uuidv7()
  message_id uuid not null
  number integer not null
  response text
  started_at timestamp with time zone not null
  status integer
  workspace_id uuid not null
  constraint webhook_attempts_message_id FOREIGN KEY (workspace_id, message_id) REFERENCES webhook_messages(workspace_id, id) ON DELETE CASCADE
  constraint webhook_attempts_number UNIQUE (workspace_id, message_id, number)
  constraint webhook_attempts_pkey PRIMARY KEY (id)
  constraint webhook_attempts_workspace_id UNIQUE (workspace_id, id)
  constraint webhook_attempts_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX webhook_attempts_number ON webhook_attempts USING btree (workspace_id, message_id, number)
  CREATE UNIQUE INDEX webhook_attempts_pkey ON webhook_attempts USING btree (id)
  CREATE UNIQUE INDEX webhook_attempts_workspace_id ON webhook_attempts USING btree (workspace_id, id)
  policy webhook_attempts_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy webhook_attempts_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- webhook_endpoints
  created_at timestamp with time zone not null default now()
  deleted_at timestamp with time zone
  description text not null default ''::text
  disabled_at timestamp with time zone
  disabled_reason text
  event_types text[]
  failing_since timestamp with time zone
  failure_reason text
  id uuid not null default uuidv7()
  last_success_at timestamp with time zone
  last_success_event_type text
  last_success_status integer
  previous_secret text
  previous_secret_until timestamp with time zone
  secret text
  secret_rotated_at timestamp with time zone
  updated_at timestamp with time zone not null default now()
  url text not null
  workspace_id uuid not null
  constraint webhook_endpoints_pkey PRIMARY KEY (id)
  constraint webhook_endpoints_secret CHECK (((secret IS NOT NULL) OR (deleted_at IS NOT NULL)))
  constraint webhook_endpoints_workspace_id UNIQUE (workspace_id, id)
  constraint webhook_endpoints_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX webhook_endpoints_pkey ON webhook_endpoints USING btree (id)
  CREATE INDEX webhook_endpoints_sending ON webhook_endpoints USING btree (workspace_id) WHERE ((disabled_at IS NULL) AND (deleted_at IS NULL))
  CREATE UNIQUE INDEX webhook_endpoints_workspace_id ON webhook_endpoints USING btree (workspace_id, id)
  policy webhook_endpoints_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy webhook_endpoints_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- webhook_messages
  attempts integer not null default 0
  created_at timestamp with time zone not null default now()
  delivered_at timestamp with time zone
  endpoint_id uuid not null
  event_id uuid not null
  event_type text not null
  id uuid not null default uuidv7()
  next_attempt_at timestamp with time zone default now()
  schedule_step integer not null default 0
  scheduled_from timestamp with time zone not null default now()
  sending_until timestamp with time zone
  state text not null default 'pending'::text
  workspace_id uuid not null
  constraint webhook_messages_endpoint_id FOREIGN KEY (workspace_id, endpoint_id) REFERENCES webhook_endpoints(workspace_id, id) ON DELETE CASCADE
  constraint webhook_messages_once UNIQUE (workspace_id, endpoint_id, event_id)
  constraint webhook_messages_pkey PRIMARY KEY (id)
  constraint webhook_messages_state CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text, 'cancelled'::text])))
  constraint webhook_messages_workspace_id UNIQUE (workspace_id, id)
  constraint webhook_messages_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE INDEX webhook_messages_created ON webhook_messages USING btree (created_at)
  CREATE INDEX webhook_messages_endpoint ON webhook_messages USING btree (workspace_id, endpoint_id, id)
  CREATE UNIQUE INDEX webhook_messages_once ON webhook_messages USING btree (workspace_id, endpoint_id, event_id)
  CREATE UNIQUE INDEX webhook_messages_pkey ON webhook_messages USING btree (id)
  CREATE INDEX webhook_messages_waiting ON webhook_messages USING btree (workspace_id, endpoint_id) WHERE (state = 'pending'::text)
  CREATE UNIQUE INDEX webhook_messages_workspace_id ON webhook_messages USING btree (workspace_id, id)
  policy webhook_messages_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy webhook_messages_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- webhook_registrations
  created_at timestamp with time zone not null default now()
  events text[] not null
  evidence text not null
  expires_at timestamp with time zone
  id uuid not null default uuidv7()
  integration_id uuid not null
  read_at timestamp with time zone not null
  remote_id text not null
  renewed_at timestamp with time zone not null default now()
  secret text
  state text not null
  target text not null
  url text not null
  workspace_id uuid not null
  constraint webhook_registrations_integration FOREIGN KEY (workspace_id, integration_id) REFERENCES integrations(workspace_id, id) ON DELETE CASCADE
  constraint webhook_registrations_pkey PRIMARY KEY (id)
  constraint webhook_registrations_state CHECK ((state = ANY (ARRAY['registered'::text, 'drifted'::text, 'missing'::text])))
  constraint webhook_registrations_target UNIQUE (workspace_id, integration_id, target)
  constraint webhook_registrations_workspace_id_workspaces_id_fk FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
  CREATE UNIQUE INDEX webhook_registrations_pkey ON webhook_registrations USING btree (id)
  CREATE UNIQUE INDEX webhook_registrations_target ON webhook_registrations USING btree (workspace_id, integration_id, target)
  policy webhook_registrations_app (*) to plumbline_app using (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (workspace_id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy webhook_registrations_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- worker_processes
  alive_at timestamp with time zone not null default now()
  jobs_done bigint not null default 0
  jobs_failed bigint not null default 0
  lock_key bigint not null
  name text not null
  started_at timestamp with time zone not null default now()
  worker_ids text[] not null
  constraint worker_processes_pkey PRIMARY KEY (name)
  CREATE UNIQUE INDEX worker_processes_pkey ON worker_processes USING btree (name)
  policy worker_processes_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

-- workspaces
  created_at timestamp with time zone not null default now()
  deletion_requested_at timestamp with time zone
  deletion_requested_by uuid
  id uuid not null default uuidv7()
  is_demo boolean not null default false
  name text not null
  purge_after timestamp with time zone
  purged_at timestamp with time zone
  slug text not null
  updated_at timestamp with time zone not null default now()
  constraint workspaces_deletion_requested_by_users_id_fk FOREIGN KEY (deletion_requested_by) REFERENCES users(id) ON DELETE SET NULL
  constraint workspaces_pkey PRIMARY KEY (id)
  constraint workspaces_slug_form CHECK ((slug ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])$'::text))
  constraint workspaces_slug_unique UNIQUE (slug)
  CREATE UNIQUE INDEX workspaces_pkey ON workspaces USING btree (id)
  CREATE INDEX workspaces_purge_after ON workspaces USING btree (purge_after) WHERE (purge_after IS NOT NULL)
  CREATE UNIQUE INDEX workspaces_slug_unique ON workspaces USING btree (slug)
  policy workspaces_app (*) to plumbline_app using (id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif")) check (id = ( SELECT (NULLIF(current_setting('plumbline.workspace'::text, true), ''::text))::uuid AS "nullif"))
  policy workspaces_system (*) to plumbline_system using true check true
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_app
  grant DELETE, INSERT, SELECT, UPDATE to plumbline_system

CREATE OR REPLACE FUNCTION plumbline.begin_log_batch()
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  first bigint;
begin
  perform pg_advisory_lock_shared(7226841902);
  first := nextval('log_entries_seq_seq');
  perform pg_advisory_xact_lock((5787::bigint << 48) | first);
  perform pg_advisory_unlock_shared(7226841902);
  return first;
end
$function$
-- granted: plumbline_app=X, plumbline_system=X

CREATE OR REPLACE FUNCTION plumbline.drop_log_partition(keep integer, on_day date, at_time timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '1s'
AS $function$
begin
  if (on_day + 1 + keep)::timestamptz > at_time then return false; end if;
  perform pg_advisory_xact_lock(7226841903);
  execute format('drop table if exists %I', format('log_entries_k%s_%s', keep, to_char(on_day, 'YYYYMMDD')));
  return true;
end
$function$
-- granted: plumbline_system=X

CREATE OR REPLACE FUNCTION plumbline.enqueue(task text, payload json, run_at timestamp with time zone DEFAULT now(), max_attempts integer DEFAULT 12, job_key text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if job_key is not null then
    perform graphile_worker.add_job(task, payload, run_at => enqueue.run_at, max_attempts => enqueue.max_attempts, job_key => enqueue.job_key);
    return;
  end if;
  insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts)
  select t.id, enqueue.payload, enqueue.run_at, enqueue.max_attempts::smallint
  from graphile_worker._private_tasks t where t.identifier = enqueue.task;
  if not found then
    insert into graphile_worker._private_tasks (identifier) values (enqueue.task) on conflict do nothing;
    insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts)
    select t.id, enqueue.payload, enqueue.run_at, enqueue.max_attempts::smallint
    from graphile_worker._private_tasks t where t.identifier = enqueue.task;
  end if;
end
$function$
-- granted: plumbline_app=X, plumbline_system=X

CREATE OR REPLACE FUNCTION plumbline.ensure_log_partition(keep integer, on_day date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  family text := format('log_entries_k%s', keep);
  leaf text := format('log_entries_k%s_%s', keep, to_char(on_day, 'YYYYMMDD'));
begin
  if keep not between 1 and 400 then raise exception 'no entry is kept % days', keep using errcode = '22023'; end if;
  if to_regclass(leaf) is not null then return leaf; end if;
  perform pg_advisory_xact_lock(7226841903);
  -- (The number is not the relay's, which is held for good.) By a query, since to_regclass remembers its "no" from before the wait.
  if exists (select from pg_class where relname = leaf and relnamespace = 'public'::regnamespace) then return leaf; end if;
  if not exists (select from pg_class where relname = family and relnamespace = 'public'::regnamespace) then
    execute format('create table %I (like log_entries including defaults) partition by range (time)', family);
    perform plumbline.secure_log_partition(family::regclass);
    execute format('alter table log_entries attach partition %I for values in (%s)', family, keep);
  end if;
  execute format('create table %I (like log_entries including defaults)', leaf);
  perform plumbline.secure_log_partition(leaf::regclass);
  execute format('alter table %I attach partition %I for values from (%L) to (%L)', family, leaf, on_day, on_day + 1);
  return leaf;
end
$function$
-- granted: plumbline_app=X, plumbline_system=X

CREATE OR REPLACE FUNCTION plumbline.furnish_flag_environment()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into flag_environments (workspace_id, environment_id) values (new.workspace_id, new.id)
  on conflict do nothing;
  insert into flag_configurations (workspace_id, flag_id, environment_id, enabled, serve, default_variant)
  select f.workspace_id, f.id, new.id, f.category = 'platform', f.initial_serve, f.initial_default from flags f
  where f.workspace_id = new.workspace_id on conflict do nothing;
  return null;
end
$function$
-- granted: 

CREATE OR REPLACE FUNCTION plumbline.furnish_workspace_flags()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform plumbline.seed_platform_flags(array[new.id]);
  return null;
end
$function$
-- granted: 

CREATE OR REPLACE FUNCTION plumbline.keep_flag_salt()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if new.salt is distinct from old.salt then
    raise exception 'The salt of a flag never changes.' using errcode = 'check_violation';
  end if;
  return new;
end
$function$
-- granted: 

CREATE OR REPLACE FUNCTION plumbline.log_partitions()
 RETURNS TABLE(name text, keep_days integer, on_day date)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  select c.relname::text, split_part(substr(c.relname, 14), '_', 1)::int, to_date(split_part(substr(c.relname, 14), '_', 2), 'YYYYMMDD')
  from pg_partition_tree('public.log_entries') t join pg_class c on c.oid = t.relid
  where t.isleaf and c.relkind = 'r'
$function$
-- granted: 

CREATE OR REPLACE FUNCTION plumbline.log_safe_seq()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  highest bigint;
  open_batch bigint;
begin
  perform pg_advisory_lock(7226841902);
  select case when is_called then last_value else 0 end into highest from log_entries_seq_seq;
  perform pg_advisory_unlock(7226841902);
  select min(((classid::bigint & 65535) << 32) | objid::bigint) into open_batch from pg_locks
  where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = 5787 and granted
    and database = (select oid from pg_database where datname = current_database());
  return least(highest, open_batch - 1);
end
$function$
-- granted: plumbline_app=X, plumbline_system=X

CREATE OR REPLACE FUNCTION plumbline.platform_flags()
 RETURNS TABLE(key text, name text, description text)
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  values
    ('plumbline.drift-model', 'Drift: the model ranks and drafts', 'A model ranks drift candidates and drafts the true sentence, where the operator gave one. Off: only the score counts.'),
    ('plumbline.question-clustering', 'Repeated questions', 'Questions that are asked again and again in Slack are gathered. Off: new ones are not looked at.'),
    ('plumbline.web-push', 'Messages to browsers', 'Messages are pushed to the browsers that members allowed. Off: such a message fails and says why.'),
    ('plumbline.alert-digests', 'Digests of alerts', 'Routes with a digest gather their messages. Off: each is sent at once.'),
    ('plumbline.notice-mails', 'Mails about notices', 'What is put into the inbox is also mailed to those who chose that. Off: it is only in the inbox.'),
    ('plumbline.embed-connect', 'Connecting in a widget', 'Visitors of an embedded widget connect and reconnect integrations. Off: they see them only.'),
    ('plumbline.demo-traffic', 'Traffic of the demo', 'The demo workspace gets simulated deliveries. Off: it stays as it is.'),
    ('plumbline.rule-previews', 'Dry runs of alert rules', 'A rule can be tried on the last 24 hours before it is saved. Off: the dry run is refused.'),
    ('plumbline.signal-forwarding', 'Handing on of signals', 'Signals are handed on to the integrations that take them. Off: new ones are not.'),
    ('plumbline.reconciliation', 'Comparison with providers', 'Integrations are compared with their providers by schedule. Off: only when a person asks.'),
    ('plumbline.webhook-redelivery', 'Redelivery of missed webhooks', 'An endpoint can be sent at once all that it missed. Off: message by message only.'),
    ('plumbline.file-imports', 'Imports from files', 'Tenants, environments and services are imported from a file. Off: one by one only.'),
    ('plumbline.audit-export', 'Export of the audit log', 'The audit log can be downloaded. Off: it can only be read.'),
    ('plumbline.message-actions', 'Buttons in messages', 'Buttons in Slack messages act. Off: who presses one is told to act in Plumbline.')
$function$
-- granted: 

CREATE OR REPLACE FUNCTION plumbline.renew_flag_environment()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update flag_environments set version = version + 1, updated_at = now()
  where workspace_id = new.workspace_id and environment_id = new.id;
  delete from flag_deltas where workspace_id = new.workspace_id and environment_id = new.id;
  return null;
end
$function$
-- granted: 

CREATE OR REPLACE FUNCTION plumbline.secure_log_partition(partition regclass)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  execute format('alter table %s enable row level security', partition);
  execute format('alter table %s force row level security', partition);
  execute format('create policy log_entries_app on %s for all to plumbline_app
    using (workspace_id = (select nullif(current_setting(''plumbline.workspace'', true), '''')::uuid))
    with check (workspace_id = (select nullif(current_setting(''plumbline.workspace'', true), '''')::uuid))', partition);
  execute format('create policy log_entries_system on %s for all to plumbline_system using (true) with check (true)', partition);
  execute format('grant select, insert, update, delete on %s to plumbline_app, plumbline_system', partition);
end
$function$
-- granted: 

CREATE OR REPLACE FUNCTION plumbline.seed_platform_flags(workspaces uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into flags (workspace_id, key, name, description, type, value_kind, variants, category, salt, initial_serve, initial_default)
  select w.id, p.key, p.name, p.description, 'boolean', 'boolean',
    '[{"key": "on", "value": true}, {"key": "off", "value": false}]', 'platform',
    md5(random()::text || p.key || w.id), '"on"', 'off'
  from unnest(workspaces) w (id), plumbline.platform_flags() p
  on conflict (workspace_id, key) do nothing;
  insert into flag_configurations (workspace_id, flag_id, environment_id, enabled, serve, default_variant)
  select f.workspace_id, f.id, e.id, true, f.initial_serve, f.initial_default
  from flags f join environments e on e.workspace_id = f.workspace_id
  where f.workspace_id = any (workspaces) and f.category = 'platform'
  on conflict (workspace_id, flag_id, environment_id) do nothing;
end
$function$
-- granted: 
