-- Triggers are made once: making one locks its table against writers, and this runs at every start beside processes at work.

-- A flag's salt makes its buckets: with another one everybody would move to another variant.
create or replace function plumbline.keep_flag_salt() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.salt is distinct from old.salt then
    raise exception 'The salt of a flag never changes.' using errcode = 'check_violation';
  end if;
  return new;
end
$$;
do $$
begin
  if not exists (select from pg_trigger where tgname = 'keep_flag_salt') then
    create trigger keep_flag_salt before update of salt on public.flags
    for each row execute function plumbline.keep_flag_salt();
  end if;
end
$$;

-- Every environment, however it is made, has every flag from its first moment, switched off; Plumbline's own are on. The flags' domain stands above the
-- one that makes environments, and a reaction would leave a gap.
create or replace function plumbline.furnish_flag_environment() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
  insert into flag_environments (workspace_id, environment_id) values (new.workspace_id, new.id)
  on conflict do nothing;
  insert into flag_configurations (workspace_id, flag_id, environment_id, enabled, serve, default_variant)
  select f.workspace_id, f.id, new.id, f.category = 'platform', f.initial_serve, f.initial_default from flags f
  where f.workspace_id = new.workspace_id on conflict do nothing;
  return null;
end
$$;
do $$
begin
  if not exists (select from pg_trigger where tgname = 'furnish_flag_environment') then
    create trigger furnish_flag_environment after insert on public.environments
    for each row execute function plumbline.furnish_flag_environment();
  end if;
end
$$;

-- A snapshot holds its environment's key, and an archived environment takes part in no change: what was delivered before leads
-- nowhere, so everybody reads the snapshot anew.
create or replace function plumbline.renew_flag_environment() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
  update flag_environments set version = version + 1, updated_at = now()
  where workspace_id = new.workspace_id and environment_id = new.id;
  delete from flag_deltas where workspace_id = new.workspace_id and environment_id = new.id;
  return null;
end
$$;
do $$
begin
  if not exists (select from pg_trigger where tgname = 'renew_flag_environment') then
    create trigger renew_flag_environment after update of key, archived_at on public.environments
    for each row when (old.key is distinct from new.key or old.archived_at is distinct from new.archived_at)
    execute function plumbline.renew_flag_environment();
  end if;
end
$$;

-- What was changed is history.
revoke update on flag_revisions from plumbline_app;
