-- What Drizzle cannot say about log_entries: its partitions. Level one is the retention in days, level two the day of the entry's
-- time, so that retention drops whole tables. Roles other than the owner may not run DDL, hence SECURITY DEFINER.

-- A partition's rows are reached through the parent, whose policies hold; asked by its own name a partition must be as closed.
create or replace function plumbline.secure_log_partition(partition regclass) returns void
language plpgsql set search_path = public, pg_temp
as $$
begin
  execute format('alter table %s enable row level security', partition);
  execute format('alter table %s force row level security', partition);
  execute format('create policy log_entries_app on %s for all to plumbline_app
    using (workspace_id = (select nullif(current_setting(''plumbline.workspace'', true), '''')::uuid))
    with check (workspace_id = (select nullif(current_setting(''plumbline.workspace'', true), '''')::uuid))', partition);
  execute format('create policy log_entries_system on %s for all to plumbline_system using (true) with check (true)', partition);
  execute format('grant select, insert, update, delete on %s to plumbline_app, plumbline_system', partition);
end
$$;
revoke all on function plumbline.secure_log_partition from public;

-- Makes the partition for entries that are kept so many days and happened on this day (UTC), if it is not there. ATTACH locks the
-- parent against other DDL only; CREATE … PARTITION OF would stop every read and write of logs.
create or replace function plumbline.ensure_log_partition(keep int, on_day date) returns text
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC'
as $$
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
$$;
revoke all on function plumbline.ensure_log_partition from public;
grant execute on function plumbline.ensure_log_partition to plumbline_app, plumbline_system;

-- Drops one day of one retention, once all of it is beyond its days. The lock is waited for briefly, since everything that comes
-- after waits with it; the job asks again.
create or replace function plumbline.drop_log_partition(keep int, on_day date, at_time timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '1s'
as $$
begin
  if (on_day + 1 + keep)::timestamptz > at_time then return false; end if;
  perform pg_advisory_xact_lock(7226841903);
  execute format('drop table if exists %I', format('log_entries_k%s_%s', keep, to_char(on_day, 'YYYYMMDD')));
  return true;
end
$$;
revoke all on function plumbline.drop_log_partition from public;
grant execute on function plumbline.drop_log_partition to plumbline_system;

-- The days that there are partitions for.
create or replace function plumbline.log_partitions()
returns table (name text, keep_days int, on_day date)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select c.relname::text, split_part(substr(c.relname, 14), '_', 1)::int, to_date(split_part(substr(c.relname, 14), '_', 2), 'YYYYMMDD')
  from pg_partition_tree('public.log_entries') t join pg_class c on c.oid = t.relid
  where t.isleaf and c.relkind = 'r'
$$;

-- Opens a batch: from here to the end of the transaction `log_safe_seq` stays below everything that it will write. The shared lock
-- spans the moment between taking the number and showing it.
create or replace function plumbline.begin_log_batch() returns bigint
language plpgsql set search_path = public, pg_temp
as $$
declare
  first bigint;
begin
  perform pg_advisory_lock_shared(7226841902);
  first := nextval('log_entries_seq_seq');
  perform pg_advisory_xact_lock((5787::bigint << 48) | first);
  perform pg_advisory_unlock_shared(7226841902);
  return first;
end
$$;
grant execute on function plumbline.begin_log_batch to plumbline_app, plumbline_system;

-- Every entry with a seq up to this one is committed, or never will be: a tail that has read so far misses nothing. A number is
-- given before its transaction commits, so the highest visible seq alone would step over slower batches.
create or replace function plumbline.log_safe_seq() returns bigint
language plpgsql security definer set search_path = public, pg_temp
as $$
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
$$;
revoke all on function plumbline.log_safe_seq from public;
grant execute on function plumbline.log_safe_seq to plumbline_app, plumbline_system;
