/** Units that are words, as one of them is called; others, `s` and `%`, stay as they are. */
const singular: Record<string, string> = { entries: "entry", events: "event" };

/** A number for people: four digits that count. */
export function roundForPeople(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A measured value with its unit: `1 entry`, `3 entries per minute`. */
export function quantity(value: number, unit: string): string {
  const shown = roundForPeople(value);
  const [noun = "", ...rest] = unit.split(" ");
  return [shown, shown === "1" ? (singular[noun] ?? noun) : noun, ...rest].join(" ");
}
