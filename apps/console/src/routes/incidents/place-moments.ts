/** A sign on the chart, before its words are placed. */
export interface SignedMoment {
  label: string;
  /** Where it is on the time axis, 0 to 1. */
  share: number;
}

/** Where a sign and its words stand. */
export interface PlacedMoment {
  /** How far the sign is moved aside so that no other covers it, in pixels. */
  nudge: number;
  side: "left" | "right";
  /** Its words, and those of a later one that found no place of its own; empty where there is none. */
  words: string;
}

/** Half of a sign with the space around it, in pixels. */
const half = 8;
/** From the middle of a sign to its words, in pixels. */
const gap = 13;
/** Space beside the axis where words may still stand, in pixels. */
const margin = 40;
/** Of a letter on average, so that a word is never taken for narrower than it is; in pixels. */
const letter = 7;

type Span = readonly [from: number, to: number];

/** Places the words of signs on an axis of a width in pixels, so that nothing covers anything. The moments come in order of time. */
export function placeMoments(moments: readonly SignedMoment[], width: number): PlacedMoment[] {
  const places = spread(
    moments.map(({ share }) => share * width),
    width,
  );
  const taken: Span[] = places.map((x) => [x - half, x + half]);
  const placed: PlacedMoment[] = [];
  for (const [n, { label, share }] of moments.entries()) {
    const x = places[n] ?? 0;
    const spanOf = (side: "left" | "right", words: string): Span =>
      side === "right" ? [x + gap, x + gap + words.length * letter] : [x - gap - words.length * letter, x - gap];
    const side = (["right", "left"] as const).find((each) => isFree(spanOf(each, label), taken, width));
    placed.push({ nudge: x - share * width, side: side ?? "right", words: side ? label : "" });
    if (side) taken.push(spanOf(side, label));
    else joinTo(placed, label);
  }
  return placed;
}

/** Signs that would cover each other, side by side. */
function spread(wanted: readonly number[], width: number): number[] {
  const places: number[] = [];
  for (const x of wanted) places.push(Math.max(x, (places.at(-1) ?? Number.NEGATIVE_INFINITY) + 2 * half));
  for (let n = places.length - 1, most = width; n >= 0; n--, most = (places[n + 1] ?? 0) - 2 * half)
    places[n] = Math.min(places[n] ?? 0, most);
  return places;
}

function isFree([from, to]: Span, taken: readonly Span[], width: number): boolean {
  if (from < 0 || to > width + margin) return false;
  return taken.every(([begin, end]) => to <= begin || from >= end);
}

/** Words that find no place are said with the ones before them. */
function joinTo(placed: readonly PlacedMoment[], label: string): void {
  const before = placed.findLast(({ words, side }) => words && side === "left");
  if (before) before.words += `, ${label.toLowerCase()}`;
}
