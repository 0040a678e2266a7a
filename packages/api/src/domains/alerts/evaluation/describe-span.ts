/** A length of time for people: `30 s`, `5 min`, `2 h`, `3 d`. Whole units where it is one, else the two largest. */
export function describeSpan(seconds: number): string {
  const units = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
  ] as const;
  const parts: string[] = [];
  let rest = Math.round(seconds);
  for (const [size, name] of units) {
    const n = Math.floor(rest / size);
    rest -= n * size;
    if (n > 0) parts.push(`${n} ${name}`);
  }
  return parts.slice(0, 2).join(" ") || "less than a second";
}
