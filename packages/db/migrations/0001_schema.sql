-- Written by `npm run generate` from src/schema. Do not edit.
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"provider_id" text NOT NULL,
	"account_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_provider_account" UNIQUE("provider_id","account_id")
);

ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"credential_id" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"aaguid" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE "passkeys" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "rate_limits" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limits_key_unique" UNIQUE("key")
);

ALTER TABLE "rate_limits" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"token" text NOT NULL,
	"user_id" uuid NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);

ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "two_factors" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp with time zone
);

ALTER TABLE "two_factors" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"time_zone" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_email_lower" CHECK (email = lower(email))
);

ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE "verifications" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "alert_evaluators" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"cursor" bigint NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_evaluators_workspace" UNIQUE("workspace_id")
);

ALTER TABLE "alert_evaluators" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "alert_held_messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"route_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"episode" integer NOT NULL,
	"why" text NOT NULL,
	"release_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_held_messages_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "alert_held_messages_once" UNIQUE("workspace_id","channel_id","alert_id","episode")
);

ALTER TABLE "alert_held_messages" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "alert_routes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"matchers" jsonb,
	"tenant_id" uuid,
	"channel_ids" uuid[] NOT NULL,
	"quiet_hours" jsonb,
	"digest_seconds" integer,
	"policy_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_routes_workspace_id" UNIQUE("workspace_id","id")
);

ALTER TABLE "alert_routes" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "alert_rule_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_rule_versions_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "alert_rule_versions_number" UNIQUE("workspace_id","rule_id","version")
);

ALTER TABLE "alert_rule_versions" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "alert_rules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"owner" text,
	"severity" text NOT NULL,
	"tenant_id" uuid,
	"enabled" boolean DEFAULT true NOT NULL,
	"active_since" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"event_types" text[] DEFAULT '{}' NOT NULL,
	"kind" text NOT NULL,
	"evaluated_at" timestamp with time zone,
	"evaluated_what" text,
	"failed_reason" text,
	"failing_since" timestamp with time zone,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_rules_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "alert_rules_severity" CHECK (severity in ('critical', 'error', 'warning', 'info')),
	CONSTRAINT "alert_rules_kind" CHECK (kind in ('event', 'absence', 'threshold', 'rate', 'change'))
);

ALTER TABLE "alert_rules" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "alert_samples" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"title" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_samples_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "alert_samples_once" UNIQUE("workspace_id","alert_id","event_id")
);

ALTER TABLE "alert_samples" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "alert_silences" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"matchers" jsonb NOT NULL,
	"comment" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"made_by" text NOT NULL,
	"silenced" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_silences_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "alert_silences_span" CHECK (ends_at >= starts_at)
);

ALTER TABLE "alert_silences" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "alert_windows" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"group_key" text NOT NULL,
	"labels" jsonb NOT NULL,
	"state" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_windows_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "alert_windows_group" UNIQUE("workspace_id","rule_id","group_key")
);

ALTER TABLE "alert_windows" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"tenant_id" uuid,
	"rule_id" uuid,
	"rule_version" integer,
	"source" text NOT NULL,
	"fingerprint" text NOT NULL,
	"title" text NOT NULL,
	"reason" text NOT NULL,
	"labels" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"group_reason" text NOT NULL,
	"severity" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"url" text,
	"count" bigint NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"episode" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	"acknowledge_comment" text,
	"resolved_at" timestamp with time zone,
	"resolved_by" text,
	"resolve_cause" text,
	"silence_id" uuid,
	"silenced_until" timestamp with time zone,
	"inhibited_by" uuid,
	"inhibit_reason" text,
	"routed_episode" integer DEFAULT 0 NOT NULL,
	"policy_id" uuid,
	"escalation_step" integer,
	"escalate_at" timestamp with time zone,
	"update_told_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alerts_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "alerts_severity" CHECK (severity in ('critical', 'error', 'warning', 'info')),
	CONSTRAINT "alerts_state" CHECK (state in ('open', 'acknowledged', 'resolved')),
	CONSTRAINT "alerts_resolved_why" CHECK ((state = 'resolved') = (resolved_at is not null and resolve_cause is not null))
);

ALTER TABLE "alerts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "live_connections" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"process" text NOT NULL,
	"transport" text NOT NULL,
	"credential" text NOT NULL,
	"connections" integer NOT NULL,
	"subscriptions" integer NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "live_connections_once" UNIQUE("workspace_id","process","transport","credential"),
	CONSTRAINT "live_connections_transport" CHECK (transport in ('websocket', 'sse')),
	CONSTRAINT "live_connections_credential" CHECK (credential in ('session', 'api_key', 'embed_token', 'anonymous'))
);

ALTER TABLE "live_connections" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "serve_processes" (
	"name" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"reported_at" timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE "serve_processes" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"environment_id" uuid,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"scopes" text[] NOT NULL,
	"origins" text[],
	"key_hash" text NOT NULL,
	"start" text NOT NULL,
	"last4" text NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"rotated_from" uuid,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash"),
	CONSTRAINT "api_keys_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "api_keys_kind" CHECK (kind in ('secret', 'publishable')),
	CONSTRAINT "api_keys_environment_known" CHECK (kind = 'secret' or environment_id is not null)
);

ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "embed_tokens" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"component" text NOT NULL,
	"subject" text,
	"origins" text[] NOT NULL,
	"api_key_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "embed_tokens_workspace_id" UNIQUE("workspace_id","id")
);

ALTER TABLE "embed_tokens" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "document_changes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"signal_id" uuid,
	"title" text NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"url" text,
	"actor" text,
	"files" jsonb NOT NULL,
	"paths" text[] DEFAULT '{}' NOT NULL,
	"edited_documents" uuid[] DEFAULT '{}' NOT NULL,
	"gathers" text[] DEFAULT '{}' NOT NULL,
	"drafted_at" timestamp with time zone,
	"draft_failure" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_changes_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "document_changes_key" UNIQUE("workspace_id","key")
);

ALTER TABLE "document_changes" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "document_sources" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"target" text NOT NULL,
	"pattern" text NOT NULL,
	"read_at" timestamp with time zone,
	"document_count" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp with time zone,
	"failure_reason" text,
	"failure_next_step" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_sources_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "document_sources_place" UNIQUE("workspace_id","integration_id","target","pattern")
);

ALTER TABLE "document_sources" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "document_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"hash" text NOT NULL,
	"content" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_versions_number" UNIQUE("workspace_id","document_id","number")
);

ALTER TABLE "document_versions" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"source_id" uuid,
	"path" text NOT NULL,
	"title" text NOT NULL,
	"kind" text DEFAULT 'document' NOT NULL,
	"url" text,
	"revision" text,
	"version" integer DEFAULT 0 NOT NULL,
	"hash" text,
	"content" text,
	"read_at" timestamp with time zone,
	"changed_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"failure_reason" text,
	"removed_at" timestamp with time zone,
	"bias" real DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "documents_kind" CHECK (kind in ('document', 'runbook'))
);

ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "drift_candidates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"change_id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"score" real NOT NULL,
	"reasons" jsonb NOT NULL,
	"sentence" text NOT NULL,
	"section" text[] DEFAULT '{}' NOT NULL,
	"line" integer NOT NULL,
	"sentence_hash" text NOT NULL,
	"version" integer NOT NULL,
	"lines" jsonb NOT NULL,
	"terms" jsonb NOT NULL,
	"draft" jsonb,
	"dismiss_reason" text,
	"comment" text,
	"lesson" jsonb,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"evidence" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drift_candidates_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "drift_candidates_once" UNIQUE("workspace_id","document_id","change_id","sentence_hash"),
	CONSTRAINT "drift_candidates_state_check" CHECK (state in ('open', 'accepted', 'fixed', 'dismissed'))
);

ALTER TABLE "drift_candidates" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "drift_settings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"threshold" real NOT NULL,
	"channel_ids" uuid[] DEFAULT '{}' NOT NULL,
	"factors" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"verdicts" integer DEFAULT 0 NOT NULL,
	"learning" boolean DEFAULT true NOT NULL,
	"model_drafts" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drift_settings_workspace" UNIQUE("workspace_id")
);

ALTER TABLE "drift_settings" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "question_clusters" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"question" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"message_count" integer DEFAULT 0 NOT NULL,
	"asker_count" integer DEFAULT 0 NOT NULL,
	"document_id" uuid,
	"document_section" text,
	"first_asked_at" timestamp with time zone NOT NULL,
	"last_asked_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "question_clusters_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "question_clusters_state_check" CHECK (state in ('open', 'answered', 'dismissed'))
);

ALTER TABLE "question_clusters" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "question_messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"cluster_id" uuid NOT NULL,
	"signal_id" uuid NOT NULL,
	"text" text NOT NULL,
	"asker" text,
	"url" text,
	"channel" text NOT NULL,
	"tokens" text[] NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "question_messages_signal" UNIQUE("workspace_id","signal_id")
);

ALTER TABLE "question_messages" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "error_counts" (
	"workspace_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"step" smallint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "error_counts_pkey" PRIMARY KEY("workspace_id","step","pattern_id","at"),
	CONSTRAINT "error_counts_step" CHECK (step in (1, 60))
);

ALTER TABLE "error_counts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "error_facets" (
	"workspace_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"count" bigint NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"last_arrived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "error_facets_pkey" PRIMARY KEY("workspace_id","pattern_id","kind","value"),
	CONSTRAINT "error_facets_kind" CHECK (kind in ('tenant', 'release', 'environment'))
);

ALTER TABLE "error_facets" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "error_group_moves" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_id" uuid NOT NULL,
	"into_id" uuid NOT NULL,
	"pattern_ids" uuid[] NOT NULL,
	"made_by" text,
	"because" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text,
	CONSTRAINT "error_group_moves_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "error_group_moves_kind" CHECK (kind in ('merge', 'split'))
);

ALTER TABLE "error_group_moves" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "error_groups" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"signature" uuid NOT NULL,
	"title" text NOT NULL,
	"template" text NOT NULL,
	"exception_type" text,
	"frames" text[] DEFAULT '{}' NOT NULL,
	"service" text NOT NULL,
	"severity" smallint NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"count" bigint DEFAULT 0 NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"environments" text[] DEFAULT '{}' NOT NULL,
	"newest_seq" bigint NOT NULL,
	"first_release" text,
	"last_release" text,
	"assignee_id" uuid,
	"resolved_at" timestamp with time zone,
	"resolved_by" text,
	"resolved_in" text,
	"regressions" integer DEFAULT 0 NOT NULL,
	"regressed_at" timestamp with time zone,
	"muted_by" text,
	"muted_until" timestamp with time zone,
	"muted_until_count" bigint,
	"merged_into" uuid,
	"count_told_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "error_groups_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "error_groups_signature" UNIQUE("workspace_id","signature"),
	CONSTRAINT "error_groups_state" CHECK (state in ('open', 'resolved', 'muted')),
	CONSTRAINT "error_groups_resolved" CHECK ((state = 'resolved') = (resolved_at is not null)),
	CONSTRAINT "error_groups_count" CHECK (count >= 0)
);

ALTER TABLE "error_groups" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "error_lessons" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"pattern_id" uuid NOT NULL,
	"slot" bigint NOT NULL,
	"together" boolean NOT NULL,
	"positions" integer[] NOT NULL,
	"template" text NOT NULL,
	"because" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "error_lessons_workspace_id" UNIQUE("workspace_id","id")
);

ALTER TABLE "error_lessons" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "error_patterns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"number" bigserial NOT NULL,
	"group_id" uuid NOT NULL,
	"template" text NOT NULL,
	"tokens" jsonb,
	"pinned" boolean DEFAULT false NOT NULL,
	"count" bigint DEFAULT 0 NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"newest_seq" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "error_patterns_workspace_id" UNIQUE("workspace_id","id")
);

ALTER TABLE "error_patterns" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "error_readers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"cursor" bigint NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "error_readers_workspace" UNIQUE("workspace_id")
);

ALTER TABLE "error_readers" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "events" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"position" bigint,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"type" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"tenant_id" uuid,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"request_id" text,
	"data" jsonb NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"occurred_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "events_position" UNIQUE("position"),
	CONSTRAINT "events_id" UNIQUE("id")
);

ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "idempotency_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"answer" text,
	"refused" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_caller_key" UNIQUE("caller","key")
);

ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "rate_buckets" (
	"key" text PRIMARY KEY NOT NULL,
	"level" double precision NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE "rate_buckets" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "relay_state" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"fence" bigint DEFAULT 0 NOT NULL,
	"holder" text,
	"alive_at" timestamp with time zone
);

ALTER TABLE "relay_state" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "worker_processes" (
	"name" text PRIMARY KEY NOT NULL,
	"lock_key" bigint NOT NULL,
	"worker_ids" text[] NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"alive_at" timestamp with time zone DEFAULT now() NOT NULL,
	"jobs_done" bigint DEFAULT 0 NOT NULL,
	"jobs_failed" bigint DEFAULT 0 NOT NULL
);

ALTER TABLE "worker_processes" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_change_requests" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"flag_id" uuid,
	"segment_id" uuid,
	"environment_id" uuid,
	"change" jsonb NOT NULL,
	"reason" text NOT NULL,
	"changed" text[] NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL,
	"apply_at" timestamp with time zone,
	"base_version" integer NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"requested_by_type" text NOT NULL,
	"requested_by_id" uuid,
	"requested_by_name" text NOT NULL,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"comment" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_change_requests_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_change_requests_of_one" CHECK (num_nonnulls(flag_id, segment_id) = 1 or (num_nonnulls(flag_id, segment_id) = 0 and environment_id is not null)),
	CONSTRAINT "flag_change_requests_state" CHECK (state in ('pending', 'approved', 'rejected', 'withdrawn'))
);

ALTER TABLE "flag_change_requests" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_revisions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"flag_id" uuid,
	"segment_id" uuid,
	"environment_id" uuid,
	"number" integer NOT NULL,
	"what" text NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"reason" text,
	"changed" text[] NOT NULL,
	"before" jsonb,
	"after" jsonb NOT NULL,
	"event_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_revisions_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_revisions_number" UNIQUE("workspace_id","flag_id","number"),
	CONSTRAINT "flag_revisions_segment_number" UNIQUE("workspace_id","segment_id","number"),
	CONSTRAINT "flag_revisions_of_one" CHECK ((flag_id is null) <> (segment_id is null))
);

ALTER TABLE "flag_revisions" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_scheduled_changes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"flag_id" uuid NOT NULL,
	"environment_id" uuid,
	"change" jsonb NOT NULL,
	"changed" text[] NOT NULL,
	"reason" text NOT NULL,
	"apply_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"refusal" text,
	"change_request_id" uuid,
	"made_by" text NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_scheduled_changes_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_scheduled_changes_state" CHECK (state in ('waiting', 'applied', 'refused', 'cancelled'))
);

ALTER TABLE "flag_scheduled_changes" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_decisions" (
	"workspace_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"flag_id" uuid NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"step" text NOT NULL,
	"rule_id" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "flag_decisions_pkey" PRIMARY KEY("workspace_id","flag_id","environment_id","minute","step","rule_id"),
	CONSTRAINT "flag_decisions_count" CHECK (count > 0)
);

ALTER TABLE "flag_decisions" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_exposures" (
	"workspace_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"flag_id" uuid NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"variant" text NOT NULL,
	"count" bigint NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "flag_exposures_pkey" PRIMARY KEY("workspace_id","flag_id","environment_id","hour","variant"),
	CONSTRAINT "flag_exposures_count" CHECK (count > 0)
);

ALTER TABLE "flag_exposures" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_snapshots" (
	"workspace_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"snapshot" text NOT NULL,
	"built_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_snapshots_pkey" PRIMARY KEY("workspace_id","environment_id")
);

ALTER TABLE "flag_snapshots" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_sources" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"api_key_id" uuid NOT NULL,
	"sdk" text NOT NULL,
	"sdk_version" text NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"first_evaluated_at" timestamp with time zone,
	"last_evaluated_at" timestamp with time zone,
	"evaluations" bigint DEFAULT 0 NOT NULL,
	"dropped" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_sources_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_sources_once" UNIQUE("workspace_id","environment_id","api_key_id","sdk","sdk_version")
);

ALTER TABLE "flag_sources" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_guards" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"rollout_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"rule_id" uuid,
	"service_id" uuid,
	"severity" text,
	"action" text NOT NULL,
	"state" text DEFAULT 'unproven' NOT NULL,
	"detail" text NOT NULL,
	"data_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"alert_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_guards_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_guards_kind" CHECK (kind in ('rule', 'condition', 'service')),
	CONSTRAINT "flag_guards_of_one" CHECK ((kind = 'service') = (rule_id is null))
);

ALTER TABLE "flag_guards" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_rollouts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"flag_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"steps" double precision[] NOT NULL,
	"interval_seconds" integer NOT NULL,
	"hours" jsonb,
	"step" integer DEFAULT 0 NOT NULL,
	"percentage" double precision,
	"configuration_version" integer,
	"next_at" timestamp with time zone,
	"waiting_for" text,
	"require_proof" boolean NOT NULL,
	"baseline" jsonb NOT NULL,
	"channel_ids" uuid[] DEFAULT '{}' NOT NULL,
	"reason" text,
	"alert_id" uuid,
	"started_by" text NOT NULL,
	"started_by_user_id" uuid,
	"last_step_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_rollouts_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_rollouts_state" CHECK (state in ('running', 'paused', 'completed', 'aborted', 'rolled_back')),
	CONSTRAINT "flag_rollouts_step" CHECK (step between 0 and cardinality(steps))
);

ALTER TABLE "flag_rollouts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_configurations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"flag_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"killed" boolean DEFAULT false NOT NULL,
	"kill_reason" text,
	"killed_at" timestamp with time zone,
	"serve" jsonb NOT NULL,
	"default_variant" text NOT NULL,
	"schedule" jsonb,
	"deny" jsonb,
	"allow" jsonb,
	"prerequisites" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"rules" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"rollout" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_configurations_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_configurations_once" UNIQUE("workspace_id","flag_id","environment_id"),
	CONSTRAINT "flag_configurations_killed" CHECK (killed = (kill_reason is not null))
);

ALTER TABLE "flag_configurations" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_deltas" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"delta" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_deltas_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_deltas_version" UNIQUE("workspace_id","environment_id","version")
);

ALTER TABLE "flag_deltas" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_environments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"requires_approval" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_environments_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_environments_once" UNIQUE("workspace_id","environment_id")
);

ALTER TABLE "flag_environments" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_overrides" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"flag_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"variant" text NOT NULL,
	"expires_at" timestamp with time zone,
	"reason" text NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_overrides_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_overrides_once" UNIQUE("workspace_id","flag_id","environment_id","kind","subject"),
	CONSTRAINT "flag_overrides_kind" CHECK (kind in ('user', 'tenant'))
);

ALTER TABLE "flag_overrides" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flag_segments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"conditions" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flag_segments_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flag_segments_workspace_key" UNIQUE("workspace_id","key")
);

ALTER TABLE "flag_segments" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "flags" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"type" text NOT NULL,
	"value_kind" text NOT NULL,
	"variants" jsonb NOT NULL,
	"json_schema" jsonb,
	"category" text DEFAULT 'general' NOT NULL,
	"owner_user_id" uuid,
	"service_id" uuid,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"stale_reason" text,
	"salt" text NOT NULL,
	"bucket_by" text,
	"initial_serve" jsonb NOT NULL,
	"initial_default" text NOT NULL,
	"review_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flags_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "flags_workspace_key" UNIQUE("workspace_id","key"),
	CONSTRAINT "flags_type" CHECK (type in ('boolean', 'percentage', 'tenantList', 'userList', 'schedule', 'variant')),
	CONSTRAINT "flags_value_kind" CHECK (value_kind in ('boolean', 'string', 'number', 'json')),
	CONSTRAINT "flags_state" CHECK (state in ('draft', 'active', 'stale', 'archived'))
);

ALTER TABLE "flags" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "forward_attempts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"forward_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"outcome" text NOT NULL,
	"answer" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "forward_attempts_number" UNIQUE("workspace_id","forward_id","number"),
	CONSTRAINT "forward_attempts_outcome" CHECK (outcome in ('sent', 'failed'))
);

ALTER TABLE "forward_attempts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "forwards" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"signal_id" uuid NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "forwards_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "forwards_once" UNIQUE("workspace_id","integration_id","signal_id"),
	CONSTRAINT "forwards_state" CHECK (state in ('pending', 'sent', 'failed'))
);

ALTER TABLE "forwards" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "inbox_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"event_id" uuid NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"place" text NOT NULL,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_items_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "inbox_items_once" UNIQUE("workspace_id","user_id","event_id")
);

ALTER TABLE "inbox_items" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "notification_preferences" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"inbox" boolean NOT NULL,
	"email" boolean NOT NULL,
	"push" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_preferences_user_kind" UNIQUE("user_id","kind")
);

ALTER TABLE "notification_preferences" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "incident_error_groups" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"error_group_id" uuid NOT NULL,
	"linked_by" text NOT NULL,
	"because" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "incident_error_groups_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "incident_error_groups_pair" UNIQUE("workspace_id","incident_id","error_group_id")
);

ALTER TABLE "incident_error_groups" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"summary" text,
	"severity" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"investigating_at" timestamp with time zone,
	"investigating_by" text,
	"mitigated_at" timestamp with time zone,
	"mitigated_by" text,
	"resolved_at" timestamp with time zone,
	"resolved_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "incidents_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "incidents_number" UNIQUE("workspace_id","number"),
	CONSTRAINT "incidents_severity" CHECK (severity in ('sev1', 'sev2', 'sev3', 'sev4')),
	CONSTRAINT "incidents_state" CHECK (state in ('open', 'investigating', 'mitigated', 'resolved')),
	CONSTRAINT "incidents_resolved" CHECK ((state = 'resolved') = (resolved_at is not null)),
	CONSTRAINT "incidents_mitigated" CHECK ((state in ('mitigated', 'resolved')) = (mitigated_at is not null))
);

ALTER TABLE "incidents" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "connect_attempts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"session_hash" text NOT NULL,
	"sealed" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE "connect_attempts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"external_id" text,
	"event" text,
	"verdict" text NOT NULL,
	"reason" text,
	"headers" jsonb NOT NULL,
	"body" "bytea" NOT NULL,
	"body_bytes" integer NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"answered_ms" integer NOT NULL,
	"processed_at" timestamp with time zone,
	"signal_count" integer,
	"outcome" text,
	"replay_of" uuid,
	CONSTRAINT "deliveries_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "deliveries_verdict" CHECK (verdict in ('accepted', 'duplicate', 'refused'))
);

ALTER TABLE "deliveries" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "door_watch" (
	"id" integer PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "door_watch_one" CHECK (id = 1)
);

ALTER TABLE "door_watch" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "integrations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"tenant_id" uuid,
	"provider" text NOT NULL,
	"name" text NOT NULL,
	"method" text NOT NULL,
	"mode" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"evidence" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"account" text,
	"external_account" text,
	"app_id" uuid,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"targets" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"credentials" text,
	"credentials_expire_at" timestamp with time zone,
	"credentials_issued_at" timestamp with time zone,
	"credentials_version" integer DEFAULT 1 NOT NULL,
	"next_refresh_at" timestamp with time zone,
	"refreshing_until" timestamp with time zone,
	"refresh_failures" integer DEFAULT 0 NOT NULL,
	"refresh_failure" jsonb,
	"webhook_secret" text,
	"previous_webhook_secret" text,
	"previous_webhook_secret_until" timestamp with time zone,
	"door_version" integer DEFAULT 1 NOT NULL,
	"poll_cursor" jsonb,
	"next_poll_at" timestamp with time zone,
	"poll_failures" integer DEFAULT 0 NOT NULL,
	"last_polled_at" timestamp with time zone,
	"covered_until" timestamp with time zone,
	"gap_since" timestamp with time zone,
	"quiet_after_seconds" integer,
	"paused_until" timestamp with time zone,
	"paused_reason" text,
	"call_failures" integer DEFAULT 0 NOT NULL,
	"rate_limit" jsonb,
	"forward_types" text[] DEFAULT '{}' NOT NULL,
	"last_delivery_at" timestamp with time zone,
	"last_signal_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "integrations_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "integrations_state" CHECK (state in ('pending', 'authorised', 'webhook_registered', 'live', 'stale', 'degraded', 'disconnected')),
	CONSTRAINT "integrations_mode" CHECK (mode in ('webhook', 'polling'))
);

ALTER TABLE "integrations" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "provider_apps" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"client_id" text,
	"secrets" text NOT NULL,
	"webhook_secret" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_apps_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "provider_apps_external" UNIQUE("workspace_id","provider","external_id")
);

ALTER TABLE "provider_apps" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "webhook_registrations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"target" text NOT NULL,
	"remote_id" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"state" text NOT NULL,
	"evidence" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"secret" text,
	"expires_at" timestamp with time zone,
	"renewed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_registrations_target" UNIQUE("workspace_id","integration_id","target"),
	CONSTRAINT "webhook_registrations_state" CHECK (state in ('registered', 'drifted', 'missing'))
);

ALTER TABLE "webhook_registrations" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "saved_searches" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean NOT NULL,
	"owner_id" uuid,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_searches_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "saved_searches_own" CHECK (shared or owner_id is not null)
);

ALTER TABLE "saved_searches" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "log_batches" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"accepted" integer NOT NULL,
	"rejected" integer NOT NULL,
	"message" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "log_batches_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "log_batches_once" UNIQUE("workspace_id","key"),
	CONSTRAINT "log_batches_counts" CHECK (accepted >= 0 and rejected >= 0)
);

ALTER TABLE "log_batches" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "log_deletions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"filter" jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"expected" bigint NOT NULL,
	"deleted" bigint DEFAULT 0 NOT NULL,
	"left" bigint,
	"up_to_seq" bigint NOT NULL,
	"requested_by" text NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "log_deletions_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "log_deletions_state" CHECK (state in ('running', 'done', 'failed'))
);

ALTER TABLE "log_deletions" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "log_entries" (
	"workspace_id" uuid NOT NULL,
	"keep_days" smallint NOT NULL,
	"time" timestamp with time zone NOT NULL,
	"time_nanos" smallint DEFAULT 0 NOT NULL,
	"seq" bigserial NOT NULL,
	"observed_at" timestamp with time zone NOT NULL,
	"observed_nanos" smallint DEFAULT 0 NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"severity" smallint NOT NULL,
	"severity_text" text,
	"body" text NOT NULL,
	"body_json" jsonb,
	"service" text NOT NULL,
	"environment_id" uuid,
	"tenant" text,
	"trace_id" "bytea",
	"span_id" "bytea",
	"flags" integer,
	"scope" text,
	"event_name" text,
	"resource" jsonb NOT NULL,
	"attributes" jsonb NOT NULL,
	"origin" jsonb,
	"group_id" uuid
) PARTITION BY LIST (keep_days);

ALTER TABLE "log_entries" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "log_redaction_counts" (
	"workspace_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"day" date NOT NULL,
	"replaced" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "log_redaction_counts_day" UNIQUE("workspace_id","rule","day")
);

ALTER TABLE "log_redaction_counts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "log_redaction_rules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"pattern" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "log_redaction_rules_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "log_redaction_rules_name" UNIQUE("workspace_id","name")
);

ALTER TABLE "log_redaction_rules" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "log_settings" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"error_days" smallint,
	"warn_days" smallint,
	"info_days" smallint,
	"debug_days" smallint,
	"entries_per_second" integer,
	"bytes_per_day" bigint,
	"redaction_off" text[] DEFAULT '{}' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE "log_settings" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "log_sources" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"api_key_id" uuid NOT NULL,
	"service" text NOT NULL,
	"door" text NOT NULL,
	"client" text,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"entries" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "log_sources_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "log_sources_once" UNIQUE("workspace_id","api_key_id","service"),
	CONSTRAINT "log_sources_door" CHECK (door in ('otlp-protobuf', 'otlp-json', 'ndjson', 'graphql'))
);

ALTER TABLE "log_sources" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "log_usage" (
	"workspace_id" uuid NOT NULL,
	"day" date NOT NULL,
	"entries" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"rejected" bigint DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "log_usage_day" UNIQUE("workspace_id","day")
);

ALTER TABLE "log_usage" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "local_mail" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE "local_mail" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid,
	"recipient" text NOT NULL,
	"template" text NOT NULL,
	"subject" text NOT NULL,
	"about_id" uuid,
	"sealed" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "mails_state" CHECK (state in ('queued', 'sent', 'failed'))
);

ALTER TABLE "mails" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "channels" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"tenant_id" uuid,
	"user_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"secrets" text,
	"previous_secrets" text,
	"previous_secrets_until" timestamp with time zone,
	"muted_at" timestamp with time zone,
	"rate_count" integer NOT NULL,
	"rate_seconds" integer DEFAULT 60 NOT NULL,
	"window_started_at" timestamp with time zone,
	"window_count" integer DEFAULT 0 NOT NULL,
	"paused_until" timestamp with time zone,
	"proven_at" timestamp with time zone,
	"proven_what" text,
	"proven_from" text,
	"failing_since" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"failure_reason" text,
	"failure_next_step" text,
	"broken_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "channels_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "channels_rate" CHECK (rate_count > 0 and rate_seconds > 0)
);

ALTER TABLE "channels" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "notification_attempts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"purpose" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"status" integer,
	"error" text,
	"response" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_attempts_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "notification_attempts_number" UNIQUE("workspace_id","notification_id","number"),
	CONSTRAINT "notification_attempts_purpose" CHECK (purpose in ('send', 'update'))
);

ALTER TABLE "notification_attempts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "notification_presses" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	"press_key" text NOT NULL,
	"action_id" text NOT NULL,
	"value" text NOT NULL,
	"by_name" text NOT NULL,
	"by_external_id" text NOT NULL,
	"by_user_id" uuid,
	"refusal" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_presses_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "notification_presses_once" UNIQUE("workspace_id","press_key")
);

ALTER TABLE "notification_presses" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"tenant_id" uuid,
	"dedupe_key" text NOT NULL,
	"group_key" text NOT NULL,
	"message" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"reason" text,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"mergeable" boolean DEFAULT true NOT NULL,
	"collecting" boolean DEFAULT false NOT NULL,
	"merged_into_id" uuid,
	"merged_count" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"scheduled_from" timestamp with time zone DEFAULT now() NOT NULL,
	"schedule_step" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now(),
	"sending_until" timestamp with time zone,
	"uncertain" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"sent_revision" integer DEFAULT 0 NOT NULL,
	"remote" jsonb,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "notifications_once" UNIQUE("workspace_id","channel_id","dedupe_key"),
	CONSTRAINT "notifications_state" CHECK (state in ('queued', 'sent', 'failed', 'merged', 'suppressed'))
);

ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "push_devices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"service" text NOT NULL,
	"endpoint_hash" text NOT NULL,
	"subscription" text NOT NULL,
	"last_taken_at" timestamp with time zone,
	"failure_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_devices_endpoint" UNIQUE("endpoint_hash")
);

ALTER TABLE "push_devices" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "push_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_keys_name" UNIQUE("name")
);

ALTER TABLE "push_keys" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "escalation_policies" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"steps" jsonb NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "escalation_policies_workspace_id" UNIQUE("workspace_id","id")
);

ALTER TABLE "escalation_policies" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "on_call_overrides" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "on_call_overrides_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "on_call_overrides_span" CHECK (ends_at > starts_at)
);

ALTER TABLE "on_call_overrides" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "on_call_schedules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"layers" jsonb NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "on_call_schedules_workspace_id" UNIQUE("workspace_id","id")
);

ALTER TABLE "on_call_schedules" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "claim_takings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"claim_key" text NOT NULL,
	"title" text NOT NULL,
	"tenant_id" uuid,
	"member_id" uuid NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claim_takings_once" UNIQUE("workspace_id","claim_key","member_id")
);

ALTER TABLE "claim_takings" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "reconciliations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"trigger" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"looked" integer DEFAULT 0 NOT NULL,
	"recreated" integer DEFAULT 0 NOT NULL,
	"repaired" integer DEFAULT 0 NOT NULL,
	"renewed" integer DEFAULT 0 NOT NULL,
	"adopted" integer DEFAULT 0 NOT NULL,
	"removed" integer DEFAULT 0 NOT NULL,
	"gap_from" timestamp with time zone,
	"looked_back" boolean,
	"backfilled" integer DEFAULT 0 NOT NULL,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"problem" text,
	CONSTRAINT "reconciliations_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "reconciliations_trigger" CHECK (trigger in ('schedule', 'person', 'connection'))
);

ALTER TABLE "reconciliations" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "signals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"tenant_id" uuid,
	"provider" text NOT NULL,
	"type" text NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"subject" text NOT NULL,
	"url" text,
	"actor" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"by" text NOT NULL,
	"delivery_id" uuid,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signals_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "signals_once" UNIQUE("workspace_id","integration_id","key"),
	CONSTRAINT "signals_by" CHECK (by in ('webhook', 'polling'))
);

ALTER TABLE "signals" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "environments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "environments_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "environments_workspace_key" UNIQUE("workspace_id","key"),
	CONSTRAINT "environments_kind" CHECK (kind in ('production', 'staging', 'development', 'other'))
);

ALTER TABLE "environments" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "service_dependencies" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"depends_on_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "service_dependencies_pair" UNIQUE("workspace_id","service_id","depends_on_id"),
	CONSTRAINT "service_dependencies_not_itself" CHECK (service_id <> depends_on_id)
);

ALTER TABLE "service_dependencies" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "services" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"owner" text,
	"tier" integer DEFAULT 3 NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "services_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "services_workspace_key" UNIQUE("workspace_id","key"),
	CONSTRAINT "services_tier" CHECK (tier between 1 and 4)
);

ALTER TABLE "services" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "tenants_workspace_key" UNIQUE("workspace_id","key")
);

ALTER TABLE "tenants" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "webhook_attempts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"status" integer,
	"error" text,
	"response" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_attempts_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "webhook_attempts_number" UNIQUE("workspace_id","message_id","number")
);

ALTER TABLE "webhook_attempts" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "webhook_endpoints" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"url" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"event_types" text[],
	"secret" text,
	"previous_secret" text,
	"previous_secret_until" timestamp with time zone,
	"secret_rotated_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"disabled_reason" text,
	"failing_since" timestamp with time zone,
	"failure_reason" text,
	"last_success_at" timestamp with time zone,
	"last_success_status" integer,
	"last_success_event_type" text,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_endpoints_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "webhook_endpoints_secret" CHECK (secret is not null or deleted_at is not null)
);

ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "webhook_messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"event_type" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"scheduled_from" timestamp with time zone DEFAULT now() NOT NULL,
	"schedule_step" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now(),
	"sending_until" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_messages_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "webhook_messages_once" UNIQUE("workspace_id","endpoint_id","event_id"),
	CONSTRAINT "webhook_messages_state" CHECK (state in ('pending', 'delivered', 'failed', 'cancelled'))
);

ALTER TABLE "webhook_messages" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"resent_count" integer DEFAULT 0 NOT NULL,
	"last_sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" uuid,
	"revoked_at" timestamp with time zone,
	"expired_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "invitations_email_lower" CHECK (email = lower(email)),
	CONSTRAINT "invitations_role" CHECK (role in ('owner', 'admin', 'operator', 'viewer'))
);

ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "members" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_workspace_id" UNIQUE("workspace_id","id"),
	CONSTRAINT "members_workspace_user" UNIQUE("workspace_id","user_id"),
	CONSTRAINT "members_role" CHECK (role in ('owner', 'admin', 'operator', 'viewer'))
);

ALTER TABLE "members" ENABLE ROW LEVEL SECURITY;
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"deletion_requested_at" timestamp with time zone,
	"deletion_requested_by" uuid,
	"purge_after" timestamp with time zone,
	"purged_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspaces_slug_unique" UNIQUE("slug"),
	CONSTRAINT "workspaces_slug_form" CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])$')
);

ALTER TABLE "workspaces" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_evaluators" ADD CONSTRAINT "alert_evaluators_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_held_messages" ADD CONSTRAINT "alert_held_messages_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_held_messages" ADD CONSTRAINT "alert_held_messages_alert" FOREIGN KEY ("workspace_id","alert_id") REFERENCES "public"."alerts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_held_messages" ADD CONSTRAINT "alert_held_messages_route" FOREIGN KEY ("workspace_id","route_id") REFERENCES "public"."alert_routes"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_routes" ADD CONSTRAINT "alert_routes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_routes" ADD CONSTRAINT "alert_routes_tenant" FOREIGN KEY ("workspace_id","tenant_id") REFERENCES "public"."tenants"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "alert_rule_versions" ADD CONSTRAINT "alert_rule_versions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_rule_versions" ADD CONSTRAINT "alert_rule_versions_rule" FOREIGN KEY ("workspace_id","rule_id") REFERENCES "public"."alert_rules"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_tenant" FOREIGN KEY ("workspace_id","tenant_id") REFERENCES "public"."tenants"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "alert_samples" ADD CONSTRAINT "alert_samples_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_samples" ADD CONSTRAINT "alert_samples_alert" FOREIGN KEY ("workspace_id","alert_id") REFERENCES "public"."alerts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_silences" ADD CONSTRAINT "alert_silences_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_windows" ADD CONSTRAINT "alert_windows_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alert_windows" ADD CONSTRAINT "alert_windows_rule" FOREIGN KEY ("workspace_id","rule_id") REFERENCES "public"."alert_rules"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_rule_id" FOREIGN KEY ("workspace_id","rule_id") REFERENCES "public"."alert_rules"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_tenant_id" FOREIGN KEY ("workspace_id","tenant_id") REFERENCES "public"."tenants"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "live_connections" ADD CONSTRAINT "live_connections_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "live_connections" ADD CONSTRAINT "live_connections_process" FOREIGN KEY ("process") REFERENCES "public"."serve_processes"("name") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_rotated_from" FOREIGN KEY ("workspace_id","rotated_from") REFERENCES "public"."api_keys"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "embed_tokens" ADD CONSTRAINT "embed_tokens_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "embed_tokens" ADD CONSTRAINT "embed_tokens_tenant" FOREIGN KEY ("workspace_id","tenant_id") REFERENCES "public"."tenants"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "embed_tokens" ADD CONSTRAINT "embed_tokens_api_key" FOREIGN KEY ("workspace_id","api_key_id") REFERENCES "public"."api_keys"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "document_changes" ADD CONSTRAINT "document_changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "document_changes" ADD CONSTRAINT "document_changes_signal" FOREIGN KEY ("workspace_id","signal_id") REFERENCES "public"."signals"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "document_sources" ADD CONSTRAINT "document_sources_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "document_sources" ADD CONSTRAINT "document_sources_integration" FOREIGN KEY ("workspace_id","integration_id") REFERENCES "public"."integrations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "document_versions" ADD CONSTRAINT "document_versions_document" FOREIGN KEY ("workspace_id","document_id") REFERENCES "public"."documents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "documents" ADD CONSTRAINT "documents_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "documents" ADD CONSTRAINT "documents_source_fk" FOREIGN KEY ("workspace_id","source_id") REFERENCES "public"."document_sources"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "drift_candidates" ADD CONSTRAINT "drift_candidates_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "drift_candidates" ADD CONSTRAINT "drift_candidates_document" FOREIGN KEY ("workspace_id","document_id") REFERENCES "public"."documents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "drift_candidates" ADD CONSTRAINT "drift_candidates_change_fk" FOREIGN KEY ("workspace_id","change_id") REFERENCES "public"."document_changes"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "drift_settings" ADD CONSTRAINT "drift_settings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "question_clusters" ADD CONSTRAINT "question_clusters_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "question_messages" ADD CONSTRAINT "question_messages_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "question_messages" ADD CONSTRAINT "question_messages_cluster_fk" FOREIGN KEY ("workspace_id","cluster_id") REFERENCES "public"."question_clusters"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "question_messages" ADD CONSTRAINT "question_messages_signal_fk" FOREIGN KEY ("workspace_id","signal_id") REFERENCES "public"."signals"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_counts" ADD CONSTRAINT "error_counts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_counts" ADD CONSTRAINT "error_counts_pattern" FOREIGN KEY ("workspace_id","pattern_id") REFERENCES "public"."error_patterns"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_facets" ADD CONSTRAINT "error_facets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_facets" ADD CONSTRAINT "error_facets_pattern" FOREIGN KEY ("workspace_id","pattern_id") REFERENCES "public"."error_patterns"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_group_moves" ADD CONSTRAINT "error_group_moves_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_group_moves" ADD CONSTRAINT "error_group_moves_from_fk" FOREIGN KEY ("workspace_id","from_id") REFERENCES "public"."error_groups"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_group_moves" ADD CONSTRAINT "error_group_moves_into_fk" FOREIGN KEY ("workspace_id","into_id") REFERENCES "public"."error_groups"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_groups" ADD CONSTRAINT "error_groups_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_groups" ADD CONSTRAINT "error_groups_assignee" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "error_groups" ADD CONSTRAINT "error_groups_merged_into" FOREIGN KEY ("workspace_id","merged_into") REFERENCES "public"."error_groups"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "error_lessons" ADD CONSTRAINT "error_lessons_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_lessons" ADD CONSTRAINT "error_lessons_pattern_fk" FOREIGN KEY ("workspace_id","pattern_id") REFERENCES "public"."error_patterns"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_patterns" ADD CONSTRAINT "error_patterns_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_patterns" ADD CONSTRAINT "error_patterns_group_fk" FOREIGN KEY ("workspace_id","group_id") REFERENCES "public"."error_groups"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "error_readers" ADD CONSTRAINT "error_readers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_change_requests" ADD CONSTRAINT "flag_change_requests_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_change_requests" ADD CONSTRAINT "flag_change_requests_flag_id" FOREIGN KEY ("workspace_id","flag_id") REFERENCES "public"."flags"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_change_requests" ADD CONSTRAINT "flag_change_requests_segment" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."flag_segments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_change_requests" ADD CONSTRAINT "flag_change_requests_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_revisions" ADD CONSTRAINT "flag_revisions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_revisions" ADD CONSTRAINT "flag_revisions_flag" FOREIGN KEY ("workspace_id","flag_id") REFERENCES "public"."flags"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_revisions" ADD CONSTRAINT "flag_revisions_segment" FOREIGN KEY ("workspace_id","segment_id") REFERENCES "public"."flag_segments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_revisions" ADD CONSTRAINT "flag_revisions_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_scheduled_changes" ADD CONSTRAINT "flag_scheduled_changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_scheduled_changes" ADD CONSTRAINT "flag_scheduled_changes_flag_id" FOREIGN KEY ("workspace_id","flag_id") REFERENCES "public"."flags"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_scheduled_changes" ADD CONSTRAINT "flag_scheduled_changes_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_scheduled_changes" ADD CONSTRAINT "flag_scheduled_changes_request" FOREIGN KEY ("workspace_id","change_request_id") REFERENCES "public"."flag_change_requests"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "flag_decisions" ADD CONSTRAINT "flag_decisions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_decisions" ADD CONSTRAINT "flag_decisions_flag" FOREIGN KEY ("workspace_id","flag_id") REFERENCES "public"."flags"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_decisions" ADD CONSTRAINT "flag_decisions_environment_id" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_exposures" ADD CONSTRAINT "flag_exposures_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_exposures" ADD CONSTRAINT "flag_exposures_flag" FOREIGN KEY ("workspace_id","flag_id") REFERENCES "public"."flags"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_exposures" ADD CONSTRAINT "flag_exposures_environment_id" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_snapshots" ADD CONSTRAINT "flag_snapshots_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_snapshots" ADD CONSTRAINT "flag_snapshots_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_sources" ADD CONSTRAINT "flag_sources_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_sources" ADD CONSTRAINT "flag_sources_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_sources" ADD CONSTRAINT "flag_sources_api_key" FOREIGN KEY ("workspace_id","api_key_id") REFERENCES "public"."api_keys"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_guards" ADD CONSTRAINT "flag_guards_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_guards" ADD CONSTRAINT "flag_guards_rollout_id" FOREIGN KEY ("workspace_id","rollout_id") REFERENCES "public"."flag_rollouts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_guards" ADD CONSTRAINT "flag_guards_rule_id" FOREIGN KEY ("workspace_id","rule_id") REFERENCES "public"."alert_rules"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "flag_guards" ADD CONSTRAINT "flag_guards_service" FOREIGN KEY ("workspace_id","service_id") REFERENCES "public"."services"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "flag_guards" ADD CONSTRAINT "flag_guards_alert" FOREIGN KEY ("workspace_id","alert_id") REFERENCES "public"."alerts"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "flag_rollouts" ADD CONSTRAINT "flag_rollouts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_rollouts" ADD CONSTRAINT "flag_rollouts_flag_id" FOREIGN KEY ("workspace_id","flag_id") REFERENCES "public"."flags"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_rollouts" ADD CONSTRAINT "flag_rollouts_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_rollouts" ADD CONSTRAINT "flag_rollouts_alert" FOREIGN KEY ("workspace_id","alert_id") REFERENCES "public"."alerts"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "flag_configurations" ADD CONSTRAINT "flag_configurations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_configurations" ADD CONSTRAINT "flag_configurations_flag" FOREIGN KEY ("workspace_id","flag_id") REFERENCES "public"."flags"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_configurations" ADD CONSTRAINT "flag_configurations_environment_id" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_deltas" ADD CONSTRAINT "flag_deltas_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_deltas" ADD CONSTRAINT "flag_deltas_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_environments" ADD CONSTRAINT "flag_environments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_environments" ADD CONSTRAINT "flag_environments_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_overrides" ADD CONSTRAINT "flag_overrides_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_overrides" ADD CONSTRAINT "flag_overrides_flag" FOREIGN KEY ("workspace_id","flag_id") REFERENCES "public"."flags"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_overrides" ADD CONSTRAINT "flag_overrides_environment" FOREIGN KEY ("workspace_id","environment_id") REFERENCES "public"."environments"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flag_segments" ADD CONSTRAINT "flag_segments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flags" ADD CONSTRAINT "flags_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "flags" ADD CONSTRAINT "flags_service_id" FOREIGN KEY ("workspace_id","service_id") REFERENCES "public"."services"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "forward_attempts" ADD CONSTRAINT "forward_attempts_forward" FOREIGN KEY ("workspace_id","forward_id") REFERENCES "public"."forwards"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "forwards" ADD CONSTRAINT "forwards_integration" FOREIGN KEY ("workspace_id","integration_id") REFERENCES "public"."integrations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "forwards" ADD CONSTRAINT "forwards_signal" FOREIGN KEY ("workspace_id","signal_id") REFERENCES "public"."signals"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "inbox_items" ADD CONSTRAINT "inbox_items_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "inbox_items" ADD CONSTRAINT "inbox_items_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "incident_error_groups" ADD CONSTRAINT "incident_error_groups_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "incident_error_groups" ADD CONSTRAINT "incident_error_groups_incident" FOREIGN KEY ("workspace_id","incident_id") REFERENCES "public"."incidents"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "incident_error_groups" ADD CONSTRAINT "incident_error_groups_group_fk" FOREIGN KEY ("workspace_id","error_group_id") REFERENCES "public"."error_groups"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "connect_attempts" ADD CONSTRAINT "connect_attempts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_integration_fk" FOREIGN KEY ("workspace_id","integration_id") REFERENCES "public"."integrations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_tenant_fk" FOREIGN KEY ("workspace_id","tenant_id") REFERENCES "public"."tenants"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_app_fk" FOREIGN KEY ("workspace_id","app_id") REFERENCES "public"."provider_apps"("workspace_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "provider_apps" ADD CONSTRAINT "provider_apps_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "webhook_registrations" ADD CONSTRAINT "webhook_registrations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "webhook_registrations" ADD CONSTRAINT "webhook_registrations_integration" FOREIGN KEY ("workspace_id","integration_id") REFERENCES "public"."integrations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "log_batches" ADD CONSTRAINT "log_batches_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "log_deletions" ADD CONSTRAINT "log_deletions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "log_redaction_counts" ADD CONSTRAINT "log_redaction_counts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "log_redaction_rules" ADD CONSTRAINT "log_redaction_rules_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "log_settings" ADD CONSTRAINT "log_settings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "log_sources" ADD CONSTRAINT "log_sources_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "log_sources" ADD CONSTRAINT "log_sources_api_key" FOREIGN KEY ("workspace_id","api_key_id") REFERENCES "public"."api_keys"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "log_usage" ADD CONSTRAINT "log_usage_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "channels" ADD CONSTRAINT "channels_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "channels" ADD CONSTRAINT "channels_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "channels" ADD CONSTRAINT "channels_tenant_fk" FOREIGN KEY ("workspace_id","tenant_id") REFERENCES "public"."tenants"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "notification_attempts" ADD CONSTRAINT "notification_attempts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "notification_attempts" ADD CONSTRAINT "notification_attempts_notification_id" FOREIGN KEY ("workspace_id","notification_id") REFERENCES "public"."notifications"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "notification_presses" ADD CONSTRAINT "notification_presses_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "notification_presses" ADD CONSTRAINT "notification_presses_notification_id" FOREIGN KEY ("workspace_id","notification_id") REFERENCES "public"."notifications"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_channel_id" FOREIGN KEY ("workspace_id","channel_id") REFERENCES "public"."channels"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "push_devices" ADD CONSTRAINT "push_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "escalation_policies" ADD CONSTRAINT "escalation_policies_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "on_call_overrides" ADD CONSTRAINT "on_call_overrides_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "on_call_overrides" ADD CONSTRAINT "on_call_overrides_schedule_id" FOREIGN KEY ("workspace_id","schedule_id") REFERENCES "public"."on_call_schedules"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "on_call_schedules" ADD CONSTRAINT "on_call_schedules_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "claim_takings" ADD CONSTRAINT "claim_takings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "claim_takings" ADD CONSTRAINT "claim_takings_member_id" FOREIGN KEY ("workspace_id","member_id") REFERENCES "public"."members"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_integration_fk" FOREIGN KEY ("workspace_id","integration_id") REFERENCES "public"."integrations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "signals" ADD CONSTRAINT "signals_integration" FOREIGN KEY ("workspace_id","integration_id") REFERENCES "public"."integrations"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "environments" ADD CONSTRAINT "environments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "service_dependencies" ADD CONSTRAINT "service_dependencies_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "service_dependencies" ADD CONSTRAINT "service_dependencies_service" FOREIGN KEY ("workspace_id","service_id") REFERENCES "public"."services"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "service_dependencies" ADD CONSTRAINT "service_dependencies_depends_on" FOREIGN KEY ("workspace_id","depends_on_id") REFERENCES "public"."services"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "services" ADD CONSTRAINT "services_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_message_id" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."webhook_messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "webhook_messages" ADD CONSTRAINT "webhook_messages_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "webhook_messages" ADD CONSTRAINT "webhook_messages_endpoint_id" FOREIGN KEY ("workspace_id","endpoint_id") REFERENCES "public"."webhook_endpoints"("workspace_id","id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_users_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_deletion_requested_by_users_id_fk" FOREIGN KEY ("deletion_requested_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");
CREATE INDEX "passkeys_user" ON "passkeys" USING btree ("user_id");
CREATE INDEX "passkeys_credential" ON "passkeys" USING btree ("credential_id");
CREATE INDEX "rate_limits_last_request" ON "rate_limits" USING btree ("last_request");
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");
CREATE INDEX "two_factors_user" ON "two_factors" USING btree ("user_id");
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");
CREATE INDEX "verifications_expires" ON "verifications" USING btree ("expires_at");
CREATE INDEX "alert_held_messages_due" ON "alert_held_messages" USING btree ("workspace_id","route_id","channel_id","release_at");
CREATE INDEX "alert_rules_active" ON "alert_rules" USING btree ("workspace_id") WHERE enabled and archived_at is null;
CREATE INDEX "alert_silences_ends" ON "alert_silences" USING btree ("workspace_id","ends_at");
CREATE UNIQUE INDEX "alerts_one_open" ON "alerts" USING btree ("workspace_id","fingerprint") WHERE state <> 'resolved';
CREATE INDEX "alerts_fingerprint" ON "alerts" USING btree ("workspace_id","fingerprint","resolved_at");
CREATE INDEX "alerts_open" ON "alerts" USING btree ("workspace_id","id") WHERE state <> 'resolved';
CREATE INDEX "alerts_rule" ON "alerts" USING btree ("workspace_id","rule_id","id");
CREATE INDEX "alerts_tenant" ON "alerts" USING btree ("workspace_id","tenant_id","id");
CREATE INDEX "alerts_resolved" ON "alerts" USING btree ("resolved_at") WHERE state = 'resolved';
CREATE INDEX "embed_tokens_expires" ON "embed_tokens" USING btree ("expires_at");
CREATE UNIQUE INDEX "documents_path" ON "documents" USING btree ("workspace_id",coalesce("source_id", '00000000-0000-0000-0000-000000000000'::uuid),"path") WHERE removed_at is null;
CREATE INDEX "documents_source" ON "documents" USING btree ("workspace_id","source_id");
CREATE INDEX "drift_candidates_state" ON "drift_candidates" USING btree ("workspace_id","state","id");
CREATE INDEX "drift_candidates_change" ON "drift_candidates" USING btree ("workspace_id","change_id");
CREATE INDEX "question_clusters_state" ON "question_clusters" USING btree ("workspace_id","state","id");
CREATE INDEX "question_messages_cluster" ON "question_messages" USING btree ("workspace_id","cluster_id","asked_at");
CREATE INDEX "question_messages_asked" ON "question_messages" USING btree ("workspace_id","asked_at");
CREATE INDEX "error_counts_at" ON "error_counts" USING btree ("workspace_id","step","at");
CREATE INDEX "error_facets_value" ON "error_facets" USING btree ("workspace_id","kind","value");
CREATE INDEX "error_group_moves_into" ON "error_group_moves" USING btree ("workspace_id","into_id","id");
CREATE INDEX "error_group_moves_from" ON "error_group_moves" USING btree ("workspace_id","from_id","id");
CREATE INDEX "error_groups_newest" ON "error_groups" USING btree ("workspace_id","newest_seq") WHERE merged_into is null;
CREATE INDEX "error_groups_merged" ON "error_groups" USING btree ("workspace_id","merged_into") WHERE merged_into is not null;
CREATE INDEX "error_groups_mutes" ON "error_groups" USING btree ("muted_until") WHERE state = 'muted';
CREATE INDEX "error_lessons_pattern" ON "error_lessons" USING btree ("workspace_id","pattern_id");
CREATE INDEX "error_patterns_group" ON "error_patterns" USING btree ("workspace_id","group_id","newest_seq");
CREATE INDEX "error_patterns_mined" ON "error_patterns" USING btree ("workspace_id","number") WHERE tokens is not null;
CREATE INDEX "events_unnumbered" ON "events" USING btree ("seq") WHERE position is null;
CREATE INDEX "events_workspace_position" ON "events" USING btree ("workspace_id","position");
CREATE INDEX "events_workspace_subject" ON "events" USING btree ("workspace_id","subject_id","position");
CREATE INDEX "events_workspace_type" ON "events" USING btree ("workspace_id","type","position");
CREATE INDEX "events_audit" ON "events" USING btree ("workspace_id","position") WHERE actor_type <> 'system' or before is not null or after is not null;
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("created_at");
CREATE INDEX "rate_buckets_updated" ON "rate_buckets" USING btree ("updated_at");
CREATE INDEX "flag_change_requests_flag" ON "flag_change_requests" USING btree ("workspace_id","flag_id","id");
CREATE INDEX "flag_change_requests_pending" ON "flag_change_requests" USING btree ("workspace_id","id") WHERE state = 'pending';
CREATE INDEX "flag_scheduled_changes_flag" ON "flag_scheduled_changes" USING btree ("workspace_id","flag_id","id");
CREATE INDEX "flag_scheduled_changes_due" ON "flag_scheduled_changes" USING btree ("apply_at") WHERE state = 'waiting';
CREATE INDEX "flag_decisions_environment" ON "flag_decisions" USING btree ("workspace_id","environment_id","minute");
CREATE INDEX "flag_decisions_minute" ON "flag_decisions" USING btree ("minute");
CREATE INDEX "flag_exposures_environment" ON "flag_exposures" USING btree ("workspace_id","environment_id","hour");
CREATE INDEX "flag_guards_rollout" ON "flag_guards" USING btree ("workspace_id","rollout_id","id");
CREATE INDEX "flag_guards_rule" ON "flag_guards" USING btree ("workspace_id","rule_id");
CREATE UNIQUE INDEX "flag_rollouts_one_open" ON "flag_rollouts" USING btree ("workspace_id","flag_id","environment_id") WHERE state in ('running', 'paused');
CREATE INDEX "flag_rollouts_flag" ON "flag_rollouts" USING btree ("workspace_id","flag_id","id");
CREATE INDEX "flag_rollouts_running" ON "flag_rollouts" USING btree ("workspace_id","next_at") WHERE state = 'running';
CREATE INDEX "flag_configurations_environment" ON "flag_configurations" USING btree ("workspace_id","environment_id");
CREATE INDEX "flag_deltas_created" ON "flag_deltas" USING btree ("created_at");
CREATE INDEX "flag_overrides_subject" ON "flag_overrides" USING btree ("workspace_id","kind","subject");
CREATE INDEX "flag_overrides_expires" ON "flag_overrides" USING btree ("expires_at") WHERE expires_at is not null;
CREATE INDEX "flags_service" ON "flags" USING btree ("workspace_id","service_id");
CREATE INDEX "flags_tags" ON "flags" USING gin ("tags");
CREATE INDEX "forward_attempts_started" ON "forward_attempts" USING btree ("workspace_id","started_at");
CREATE INDEX "inbox_items_user" ON "inbox_items" USING btree ("user_id","created_at");
CREATE INDEX "incident_error_groups_group" ON "incident_error_groups" USING btree ("workspace_id","error_group_id");
CREATE INDEX "incidents_unresolved" ON "incidents" USING btree ("workspace_id","number") WHERE state <> 'resolved';
CREATE INDEX "connect_attempts_expires" ON "connect_attempts" USING btree ("expires_at");
CREATE UNIQUE INDEX "deliveries_once" ON "deliveries" USING btree ("workspace_id","integration_id","external_id") WHERE verdict = 'accepted' and replay_of is null;
CREATE INDEX "deliveries_integration" ON "deliveries" USING btree ("workspace_id","integration_id","received_at");
CREATE INDEX "deliveries_received" ON "deliveries" USING btree ("workspace_id","received_at");
CREATE INDEX "integrations_tenant" ON "integrations" USING btree ("workspace_id","tenant_id");
CREATE INDEX "integrations_app" ON "integrations" USING btree ("workspace_id","app_id");
CREATE INDEX "integrations_door" ON "integrations" USING btree ("provider","external_account") WHERE external_account is not null;
CREATE INDEX "integrations_poll" ON "integrations" USING btree ("next_poll_at") WHERE next_poll_at is not null;
CREATE INDEX "integrations_refresh" ON "integrations" USING btree ("next_refresh_at") WHERE next_refresh_at is not null;
CREATE INDEX "integrations_forward" ON "integrations" USING btree ("workspace_id","id") WHERE forward_types <> '{}';
CREATE INDEX "provider_apps_door" ON "provider_apps" USING btree ("provider","external_id");
CREATE INDEX "saved_searches_owner" ON "saved_searches" USING btree ("workspace_id","owner_id");
CREATE INDEX "log_batches_created" ON "log_batches" USING btree ("created_at");
CREATE INDEX "log_deletions_created" ON "log_deletions" USING btree ("workspace_id","created_at");
CREATE INDEX "log_entries_page" ON "log_entries" USING btree ("workspace_id","time","seq");
CREATE INDEX "log_entries_arrival" ON "log_entries" USING brin ("seq") WITH (pages_per_range=32,autosummarize=true);
CREATE INDEX "log_entries_severe" ON "log_entries" USING btree ("workspace_id","time","seq") WHERE severity >= 13;
CREATE INDEX "log_entries_level" ON "log_entries" USING brin ("severity") WITH (pages_per_range=32,autosummarize=true);
CREATE INDEX "log_entries_group" ON "log_entries" USING btree ("workspace_id","group_id","time") WHERE group_id is not null;
CREATE INDEX "local_mail_recipient" ON "local_mail" USING btree ("recipient","created_at");
CREATE INDEX "mails_workspace_about" ON "mails" USING btree ("workspace_id","about_id");
CREATE INDEX "mails_created" ON "mails" USING btree ("created_at");
CREATE INDEX "mails_recipient" ON "mails" USING btree ("recipient","template","created_at");
CREATE UNIQUE INDEX "channels_personal" ON "channels" USING btree ("workspace_id","user_id","kind") WHERE user_id is not null;
CREATE INDEX "channels_tenant" ON "channels" USING btree ("workspace_id","tenant_id");
CREATE INDEX "notifications_channel" ON "notifications" USING btree ("workspace_id","channel_id","id");
CREATE INDEX "notifications_group" ON "notifications" USING btree ("workspace_id","group_key","channel_id","id");
CREATE INDEX "notifications_subject" ON "notifications" USING btree ("workspace_id","subject_type","subject_id");
CREATE INDEX "notifications_queued" ON "notifications" USING btree ("workspace_id","channel_id","group_key") WHERE state = 'queued';
CREATE INDEX "notifications_merged" ON "notifications" USING btree ("workspace_id","merged_into_id") WHERE merged_into_id is not null;
CREATE INDEX "notifications_created" ON "notifications" USING btree ("created_at");
CREATE UNIQUE INDEX "notifications_collecting" ON "notifications" USING btree ("workspace_id","channel_id") WHERE collecting;
CREATE INDEX "push_devices_user" ON "push_devices" USING btree ("user_id","id");
CREATE INDEX "on_call_overrides_schedule" ON "on_call_overrides" USING btree ("workspace_id","schedule_id","ends_at");
CREATE INDEX "claim_takings_member" ON "claim_takings" USING btree ("workspace_id","member_id");
CREATE INDEX "reconciliations_integration" ON "reconciliations" USING btree ("workspace_id","integration_id","id");
CREATE INDEX "signals_received" ON "signals" USING btree ("workspace_id","received_at");
CREATE INDEX "signals_type" ON "signals" USING btree ("workspace_id","type","received_at");
CREATE INDEX "signals_tenant" ON "signals" USING btree ("workspace_id","tenant_id","received_at");
CREATE INDEX "service_dependencies_reverse" ON "service_dependencies" USING btree ("workspace_id","depends_on_id");
CREATE INDEX "webhook_endpoints_sending" ON "webhook_endpoints" USING btree ("workspace_id") WHERE disabled_at is null and deleted_at is null;
CREATE INDEX "webhook_messages_endpoint" ON "webhook_messages" USING btree ("workspace_id","endpoint_id","id");
CREATE INDEX "webhook_messages_waiting" ON "webhook_messages" USING btree ("workspace_id","endpoint_id") WHERE state = 'pending';
CREATE INDEX "webhook_messages_created" ON "webhook_messages" USING btree ("created_at");
CREATE UNIQUE INDEX "invitations_one_open" ON "invitations" USING btree ("workspace_id","email") WHERE accepted_at is null and revoked_at is null and expired_at is null;
CREATE INDEX "invitations_open_expires" ON "invitations" USING btree ("expires_at") WHERE accepted_at is null and revoked_at is null and expired_at is null;
CREATE INDEX "members_user" ON "members" USING btree ("user_id");
CREATE INDEX "workspaces_purge_after" ON "workspaces" USING btree ("purge_after") WHERE purge_after is not null;
CREATE POLICY "accounts_system" ON "accounts" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "passkeys_system" ON "passkeys" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "rate_limits_system" ON "rate_limits" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "sessions_system" ON "sessions" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "two_factors_system" ON "two_factors" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "users_app" ON "users" AS PERMISSIVE FOR SELECT TO "plumbline_app" USING (exists (select 1 from members m where m.user_id = users.id));
CREATE POLICY "users_system" ON "users" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "verifications_system" ON "verifications" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "alert_evaluators_app" ON "alert_evaluators" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "alert_evaluators_system" ON "alert_evaluators" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "alert_held_messages_app" ON "alert_held_messages" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "alert_held_messages_system" ON "alert_held_messages" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "alert_routes_app" ON "alert_routes" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "alert_routes_system" ON "alert_routes" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "alert_rule_versions_app" ON "alert_rule_versions" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "alert_rule_versions_system" ON "alert_rule_versions" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "alert_rules_app" ON "alert_rules" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "alert_rules_system" ON "alert_rules" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "alert_samples_app" ON "alert_samples" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "alert_samples_system" ON "alert_samples" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "alert_silences_app" ON "alert_silences" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "alert_silences_system" ON "alert_silences" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "alert_windows_app" ON "alert_windows" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "alert_windows_system" ON "alert_windows" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "alerts_app" ON "alerts" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "alerts_system" ON "alerts" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "live_connections_app" ON "live_connections" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "live_connections_system" ON "live_connections" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "serve_processes_system" ON "serve_processes" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "api_keys_app" ON "api_keys" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "api_keys_system" ON "api_keys" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "embed_tokens_app" ON "embed_tokens" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "embed_tokens_system" ON "embed_tokens" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "document_changes_app" ON "document_changes" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "document_changes_system" ON "document_changes" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "document_sources_app" ON "document_sources" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "document_sources_system" ON "document_sources" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "document_versions_app" ON "document_versions" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "document_versions_system" ON "document_versions" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "documents_app" ON "documents" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "documents_system" ON "documents" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "drift_candidates_app" ON "drift_candidates" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "drift_candidates_system" ON "drift_candidates" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "drift_settings_app" ON "drift_settings" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "drift_settings_system" ON "drift_settings" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "question_clusters_app" ON "question_clusters" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "question_clusters_system" ON "question_clusters" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "question_messages_app" ON "question_messages" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "question_messages_system" ON "question_messages" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "error_counts_app" ON "error_counts" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "error_counts_system" ON "error_counts" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "error_facets_app" ON "error_facets" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "error_facets_system" ON "error_facets" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "error_group_moves_app" ON "error_group_moves" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "error_group_moves_system" ON "error_group_moves" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "error_groups_app" ON "error_groups" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "error_groups_system" ON "error_groups" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "error_lessons_app" ON "error_lessons" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "error_lessons_system" ON "error_lessons" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "error_patterns_app" ON "error_patterns" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "error_patterns_system" ON "error_patterns" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "error_readers_app" ON "error_readers" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "error_readers_system" ON "error_readers" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "events_app" ON "events" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "events_system" ON "events" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "idempotency_keys_app" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (caller = (select nullif(current_setting('plumbline.caller', true), ''))) WITH CHECK (caller = (select nullif(current_setting('plumbline.caller', true), '')));
CREATE POLICY "idempotency_keys_system" ON "idempotency_keys" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "rate_buckets_system" ON "rate_buckets" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "relay_state_system" ON "relay_state" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "worker_processes_system" ON "worker_processes" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_change_requests_app" ON "flag_change_requests" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_change_requests_system" ON "flag_change_requests" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_revisions_app" ON "flag_revisions" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_revisions_system" ON "flag_revisions" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_scheduled_changes_app" ON "flag_scheduled_changes" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_scheduled_changes_system" ON "flag_scheduled_changes" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_decisions_app" ON "flag_decisions" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_decisions_system" ON "flag_decisions" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_exposures_app" ON "flag_exposures" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_exposures_system" ON "flag_exposures" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_snapshots_app" ON "flag_snapshots" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_snapshots_system" ON "flag_snapshots" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_sources_app" ON "flag_sources" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_sources_system" ON "flag_sources" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_guards_app" ON "flag_guards" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_guards_system" ON "flag_guards" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_rollouts_app" ON "flag_rollouts" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_rollouts_system" ON "flag_rollouts" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_configurations_app" ON "flag_configurations" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_configurations_system" ON "flag_configurations" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_deltas_app" ON "flag_deltas" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_deltas_system" ON "flag_deltas" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_environments_app" ON "flag_environments" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_environments_system" ON "flag_environments" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_overrides_app" ON "flag_overrides" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_overrides_system" ON "flag_overrides" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flag_segments_app" ON "flag_segments" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flag_segments_system" ON "flag_segments" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "flags_app" ON "flags" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "flags_system" ON "flags" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "forward_attempts_app" ON "forward_attempts" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "forward_attempts_system" ON "forward_attempts" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "forwards_app" ON "forwards" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "forwards_system" ON "forwards" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "inbox_items_app" ON "inbox_items" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "inbox_items_system" ON "inbox_items" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "notification_preferences_system" ON "notification_preferences" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "incident_error_groups_app" ON "incident_error_groups" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "incident_error_groups_system" ON "incident_error_groups" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "incidents_app" ON "incidents" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "incidents_system" ON "incidents" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "connect_attempts_app" ON "connect_attempts" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "connect_attempts_system" ON "connect_attempts" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "deliveries_app" ON "deliveries" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "deliveries_system" ON "deliveries" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "door_watch_system" ON "door_watch" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "integrations_app" ON "integrations" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "integrations_system" ON "integrations" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "provider_apps_app" ON "provider_apps" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "provider_apps_system" ON "provider_apps" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "webhook_registrations_app" ON "webhook_registrations" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "webhook_registrations_system" ON "webhook_registrations" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "saved_searches_app" ON "saved_searches" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "saved_searches_system" ON "saved_searches" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "log_batches_app" ON "log_batches" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "log_batches_system" ON "log_batches" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "log_deletions_app" ON "log_deletions" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "log_deletions_system" ON "log_deletions" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "log_entries_app" ON "log_entries" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "log_entries_system" ON "log_entries" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "log_redaction_counts_app" ON "log_redaction_counts" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "log_redaction_counts_system" ON "log_redaction_counts" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "log_redaction_rules_app" ON "log_redaction_rules" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "log_redaction_rules_system" ON "log_redaction_rules" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "log_settings_app" ON "log_settings" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "log_settings_system" ON "log_settings" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "log_sources_app" ON "log_sources" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "log_sources_system" ON "log_sources" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "log_usage_app" ON "log_usage" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "log_usage_system" ON "log_usage" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "local_mail_system" ON "local_mail" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "mails_app" ON "mails" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "mails_system" ON "mails" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "channels_app" ON "channels" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "channels_system" ON "channels" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "notification_attempts_app" ON "notification_attempts" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "notification_attempts_system" ON "notification_attempts" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "notification_presses_app" ON "notification_presses" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "notification_presses_system" ON "notification_presses" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "notifications_app" ON "notifications" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "notifications_system" ON "notifications" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "push_devices_system" ON "push_devices" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "push_keys_system" ON "push_keys" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "escalation_policies_app" ON "escalation_policies" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "escalation_policies_system" ON "escalation_policies" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "on_call_overrides_app" ON "on_call_overrides" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "on_call_overrides_system" ON "on_call_overrides" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "on_call_schedules_app" ON "on_call_schedules" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "on_call_schedules_system" ON "on_call_schedules" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "claim_takings_app" ON "claim_takings" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "claim_takings_system" ON "claim_takings" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "reconciliations_app" ON "reconciliations" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "reconciliations_system" ON "reconciliations" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "signals_app" ON "signals" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "signals_system" ON "signals" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "environments_app" ON "environments" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "environments_system" ON "environments" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "service_dependencies_app" ON "service_dependencies" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "service_dependencies_system" ON "service_dependencies" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "services_app" ON "services" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "services_system" ON "services" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "tenants_app" ON "tenants" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "tenants_system" ON "tenants" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "webhook_attempts_app" ON "webhook_attempts" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "webhook_attempts_system" ON "webhook_attempts" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "webhook_endpoints_app" ON "webhook_endpoints" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "webhook_endpoints_system" ON "webhook_endpoints" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "webhook_messages_app" ON "webhook_messages" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "webhook_messages_system" ON "webhook_messages" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "invitations_app" ON "invitations" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "invitations_system" ON "invitations" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "members_app" ON "members" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (workspace_id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "members_system" ON "members" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
CREATE POLICY "workspaces_app" ON "workspaces" AS PERMISSIVE FOR ALL TO "plumbline_app" USING (id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid)) WITH CHECK (id = (select nullif(current_setting('plumbline.workspace', true), '')::uuid));
CREATE POLICY "workspaces_system" ON "workspaces" AS PERMISSIVE FOR ALL TO "plumbline_system" USING (true) WITH CHECK (true);
