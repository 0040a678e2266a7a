-- Plumbline's own flags. Every workspace has them from its first moment; packages/api/src/service/features.ts is the same list,
-- and a test compares the two.
create or replace function plumbline.platform_flags() returns table (key text, name text, description text)
language sql immutable set search_path = pg_catalog, pg_temp
as $$
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
$$;

create or replace function plumbline.seed_platform_flags(workspaces uuid[]) returns void
language plpgsql set search_path = public, pg_temp
as $$
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
$$;

create or replace function plumbline.furnish_workspace_flags() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
  perform plumbline.seed_platform_flags(array[new.id]);
  return null;
end
$$;
do $$
begin
  if not exists (select from pg_trigger where tgname = 'furnish_workspace_flags') then
    create trigger furnish_workspace_flags after insert on public.workspaces
    for each row execute function plumbline.furnish_workspace_flags();
  end if;
end
$$;

-- Workspaces that are older than one of the flags.
do $$
declare
  older uuid[];
begin
  -- The owner may see no row: its policies are forced.
  perform set_config('role', 'plumbline_system', true);
  select array_agg(w.id) into older from workspaces w
  where w.purged_at is null and exists (
    select from plumbline.platform_flags() p
    where not exists (select from flags f where f.workspace_id = w.id and f.key = p.key));
  if older is not null then
    perform plumbline.seed_platform_flags(older);
  end if;
end
$$;
