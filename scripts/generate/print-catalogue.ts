import postgres from "postgres";

/** The schema as the database itself describes it, sorted, so that two runs on two machines print the same. */
export async function printCatalogue(url: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { search_path: "public" } });
  try {
    const tables = await sql`
      select c.oid, c.relname as name, c.relforcerowsecurity as forced from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;
    const parts = ["-- Printed from the catalogues by `npm run generate`. Do not edit."];
    for (const { oid, name, forced } of tables) {
      parts.push(
        `\n-- ${name}${forced ? "" : " (row level security is NOT forced)"}`,
        ...(await describeTable(sql, oid)),
      );
    }
    const functions = await sql`
      select pg_get_functiondef(p.oid) as definition, array_to_string(p.proacl, ', ') as grants from pg_proc p
      where p.pronamespace = 'plumbline'::regnamespace order by p.proname`;
    for (const { definition, grants } of functions)
      parts.push(`\n${definition.trimEnd()}\n-- granted: ${withoutOwner(grants)}`);
    return `${parts.join("\n")}\n`;
  } finally {
    await sql.end();
  }
}

async function describeTable(sql: postgres.Sql, oid: number): Promise<string[]> {
  const columns = await sql`
    select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required, attidentity as identity,
      pg_get_expr(d.adbin, d.adrelid) as fallback
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = ${oid} and a.attnum > 0 and not a.attisdropped order by a.attname`;
  const constraints = await sql`
    select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = ${oid} and contype <> 'n' order by conname`;
  const indexes = await sql`select indexdef from pg_indexes i join pg_class c on c.relname = i.tablename
    where c.oid = ${oid} and i.schemaname = 'public' order by indexname`;
  const policies = await sql`
    select polname as name, polcmd as command, array(select rolname::text from pg_roles where oid = any(polroles) order by 1) as roles,
      pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as checked
    from pg_policy where polrelid = ${oid} order by polname`;
  const grants = await sql`
    select grantee, string_agg(privilege_type, ', ' order by privilege_type) as privileges
    from information_schema.role_table_grants g join pg_class c on c.relname = g.table_name
    where c.oid = ${oid} and g.table_schema = 'public' and grantee like 'plumbline\\_%' group by grantee order by grantee`;
  return [
    ...columns.map(
      ({ name, type, required, identity, fallback }) =>
        `  ${name} ${type}${required ? " not null" : ""}${identity ? " identity" : ""}${fallback ? ` default ${fallback}` : ""}`,
    ),
    ...constraints.map(({ name, definition }) => `  constraint ${name} ${definition}`),
    ...indexes.map(({ indexdef }) => `  ${indexdef.replace("public.", "")}`),
    ...policies.map(
      ({ name, command, roles, using, checked }) =>
        `  policy ${name} (${command}) to ${roles.join(", ")} using ${using ?? "-"} check ${checked ?? "-"}`,
    ),
    ...grants.map(({ grantee, privileges }) => `  grant ${privileges} to ${grantee}`),
  ];
}

/** The owner's own entry names whoever migrated, which differs from machine to machine. */
function withoutOwner(grants: string | null): string {
  return (grants ?? "")
    .split(", ")
    .filter((grant) => grant.startsWith("plumbline_"))
    .map((grant) => grant.split("/")[0])
    .sort()
    .join(", ");
}
