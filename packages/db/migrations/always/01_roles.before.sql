-- Two roles that nobody logs in as: pools connect as the owner and take one. No BYPASSRLS, so policies hold for both.
do $$
begin
  if not exists (select from pg_roles where rolname = 'plumbline_app') then
    create role plumbline_app nologin nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'plumbline_system') then
    create role plumbline_system nologin nobypassrls;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same cluster was migrated at the same moment: roles belong to the cluster
end
$$;
-- On a managed Postgres the owner is no superuser and must be a member to SET ROLE.
do $$
begin
  execute format('grant plumbline_app, plumbline_system to %I', current_user);
exception when others then
  if not pg_has_role(current_user, 'plumbline_app', 'SET') then raise; end if;
end
$$;
create schema if not exists plumbline;
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
