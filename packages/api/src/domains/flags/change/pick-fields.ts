/** Some fields of a row as JSON holds them: dates as text. */
export function pickFields(row: object, names: readonly string[]): Record<string, unknown> {
  const all = row as Record<string, unknown>;
  return JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, all[name] ?? null]))));
}
