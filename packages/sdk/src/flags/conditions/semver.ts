type Version = readonly [numbers: readonly number[], preview: readonly string[]];
type Comparator = readonly [sign: string, version: Version];

/** A version; missing numbers are 0 (`1.2`), and a `v` before it is overlooked. */
export function readVersion(text: unknown): Version | undefined {
  const parts = /^v?(\d{1,15}(?:\.\d{1,15}){0,2})(?:-([\da-z.-]{1,99}))?(?:\+[\w.-]*)?$/i.exec(`${text}`);
  return parts?.[1] ? [parts[1].split(".").map(Number), parts[2]?.split(".") ?? []] : undefined;
}

/** `^1.2.0`, `~1.2.3`, `>=1.4.0 <2.0.0`: comparators that must all hold, each with all three numbers. */
export function readRange(text: unknown): readonly Comparator[] | undefined {
  const all: Comparator[] = [];
  for (const part of `${text}`.trim().split(/\s+/)) {
    const [, sign, rest] = /^(\^|~|[<>]?=?)(.*)$/.exec(part) ?? [];
    const version = readVersion(rest);
    if (!version || version[0].length < 3) return undefined;
    if (sign === "^" || sign === "~") {
      // As npm reads them: ^ keeps the leftmost number that is not 0, ~ keeps major and minor.
      const leftmost = version[0].findIndex(Boolean);
      const kept = sign === "~" ? 1 : leftmost < 0 ? 2 : leftmost;
      const end = version[0].map((number, i) => (i < kept ? number : +(i === kept) && number + 1));
      all.push([">=", version], ["<", [end, ["0"]]]);
    } else all.push([sign || "=", version]);
  }
  return all;
}

export function inRange(version: Version, range: readonly Comparator[]): boolean {
  return range.every(([sign, other]) => {
    const order = compare(version, other);
    return order ? sign[0] === (order < 0 ? "<" : ">") : sign.includes("=");
  });
}

/** Below 0 when the first comes before the second: https://semver.org/#spec-item-11 */
function compare([a, previewA]: Version, [b, previewB]: Version): number {
  for (const i of [0, 1, 2]) {
    const order = (a[i] ?? 0) - (b[i] ?? 0);
    if (order) return order;
  }
  // A release comes after all of its previews; numbers before words, fewer parts before more.
  if (!previewA.length || !previewB.length) return previewB.length - previewA.length;
  for (const [i, x] of previewA.entries()) {
    const y = previewB[i];
    if (y === undefined) return 1;
    const order = +/^\d+$/.test(y) - +/^\d+$/.test(x) || +x - +y;
    if (order) return order;
    if (x !== y) return x < y ? -1 : 1;
  }
  return previewA.length - previewB.length;
}
