import { Column, getTableName, is, SQL, Subquery } from "drizzle-orm";
import { PgTimestamp, type SelectedFieldsOrdered } from "drizzle-orm/pg-core";
import { readMoment } from "./read-moment.ts";

type Row = Record<string, unknown>;

interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}

type Field = SelectedFieldsOrdered[number]["field"];

interface Place {
  /** The object of a join that holds the value; null for the row itself. */
  group: string | null;
  name: string;
  /** Null for a value that is taken as it came. */
  decode: ((value: unknown) => unknown) | null;
}

export interface MapRowsOptions {
  fields: SelectedFieldsOrdered;
  /** By table: whether a join always brings one of its rows. As Drizzle gives it; undefined outside of a select with joins. */
  alwaysJoined: Record<string, boolean> | undefined;
  rows: readonly unknown[][];
}

/**
 * Rows as Drizzle makes them from the driver's values, in half the time (1.0 against 2.1 µs for a row of eleven): Drizzle finds
 * out anew for every value what its column is, and here that is found out once for all rows. Selects `{column}` or
 * `{table: {column}}`, no deeper.
 */
export function mapRows({ fields, alwaysJoined, rows }: MapRowsOptions): Row[] {
  const places = fields.map(({ path, field }): Place => {
    const [first = "", second] = path;
    const decode = decoderOf(field);
    return second === undefined ? { group: null, name: first, decode } : { group: first, name: second, decode };
  });
  const absent = alwaysJoined ? whereAbsent(fields, alwaysJoined) : [];
  return rows.map((values) => {
    const row = mapRow(places, values);
    for (const { group, name } of absent) if ((row[group] as Row)[name] === null) row[group] = null;
    return row;
  });
}

function mapRow(places: readonly Place[], values: readonly unknown[]): Row {
  const row: Row = {};
  let index = 0;
  for (const { group, name, decode } of places) {
    const raw = values[index];
    index += 1;
    const value = raw === null || decode === null ? raw : decode(raw);
    if (group === null) row[name] = value;
    else {
      row[group] ??= {};
      (row[group] as Row)[name] = value;
    }
  }
  return row;
}

/** What was found out of a column; its table is made once for the process. */
const decoders = new WeakMap<Field, Place["decode"]>();

function decoderOf(field: Field): Place["decode"] {
  const known = decoders.get(field);
  if (known !== undefined) return known;
  const found = findDecoder(field);
  decoders.set(field, found);
  return found;
}

function findDecoder(field: Field): Place["decode"] {
  if (is(field, PgTimestamp) && field.withTimezone) return (value) => readMoment(value as string);
  const decoder = is(field, Column)
    ? field
    : is(field, SQL)
      ? (field as unknown as { decoder: Decoder }).decoder
      : is(field, Subquery)
        ? (field as unknown as { _: { sql: { decoder: Decoder } } })._.sql.decoder
        : (field as unknown as { sql: { decoder: Decoder } }).sql.decoder;
  if (decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue) return null;
  return (value) => decoder.mapFromDriverValue(value);
}

/**
 * The first column of each joined object that a join may leave out: the object is null where that column is. An object that is
 * put together from several tables is never left out.
 */
function whereAbsent(
  fields: SelectedFieldsOrdered,
  alwaysJoined: Record<string, boolean>,
): { group: string; name: string }[] {
  const groups = new Map<string, { name: string; table: string; mixed: boolean }>();
  for (const { path, field } of fields) {
    const [group = "", name] = path;
    if (name === undefined || !is(field, Column)) continue;
    const table = getTableName(field.table);
    const known = groups.get(group);
    if (!known) groups.set(group, { name, table, mixed: false });
    else if (known.table !== table) known.mixed = true;
  }
  return [...groups].flatMap(([group, { name, table, mixed }]) =>
    mixed || alwaysJoined[table] ? [] : [{ group, name }],
  );
}
