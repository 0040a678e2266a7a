-- drizzle-kit emits ENABLE but never FORCE: without it the owner would read around the policies. Only where it is missing:
-- each ALTER locks its table against everybody, and this runs at every start beside processes at work.
do $$
declare
  t record;
begin
  for t in
    select c.oid::regclass as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not (c.relrowsecurity and c.relforcerowsecurity)
  loop
    execute format('alter table %s enable row level security', t.name);
    execute format('alter table %s force row level security', t.name);
  end loop;
end
$$;
