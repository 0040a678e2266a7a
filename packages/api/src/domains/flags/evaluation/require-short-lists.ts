import type { EvaluationContext, Snapshot } from "@plumbline/sdk/flags";
import { limits, patternWaysOfLists } from "@plumbline/sdk/flags/authoring";
import { InvalidInputError } from "../../../service/errors.ts";
import { isLive } from "../change/check-pattern-ways.ts";

/** Longest text that a pattern is tried on; `waysOf` counts for one of that length. */
const longest = 256;
/** What a shorter one counts as at least. */
const shortest = 16;

const counted = new WeakMap<Snapshot, number>();

/** What the patterns of a snapshot may try on each 256 characters of a list. Counted once for each snapshot. */
function waysIn(snapshot: Snapshot): number {
  const known = counted.get(snapshot);
  if (known !== undefined) return known;
  const ways = patternWaysOfLists(snapshot.flags.filter(isLive), snapshot.segments);
  counted.set(snapshot, ways);
  return ways;
}

/** Characters of the texts in a value's lists, however deep; 0 where there is one text at most, which is no more than a text alone. */
function listedIn(value: unknown): number {
  let listed = 0;
  let texts = 0;
  const open = [{ value, inList: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: one, inList } = next;
    if (Array.isArray(one)) for (const element of one) open.push({ value: element, inList: true });
    else if (typeof one === "object" && one !== null)
      for (const inner of Object.values(one)) open.push({ value: inner, inList });
    else if (inList) {
      texts += 1;
      listed += Math.max(shortest, Math.min(longest, String(one).length));
    }
  }
  return texts > 1 ? listed : 0;
}

/**
 * Patterns are bounded for one text, and a list has many: whoever holds a publishable key writes the context. Lists are long enough
 * for every environment that has few patterns.
 * @throws InvalidInputError naming the attribute whose lists the environment's patterns would take too long for
 */
export function requireShortLists(snapshot: Snapshot, context: EvaluationContext): void {
  const ways = waysIn(snapshot);
  if (ways === 0) return;
  const most = Math.floor((limits.environmentWays / ways) * longest);
  for (const [name, value] of Object.entries(context)) {
    const listed = typeof value === "object" && value !== null ? listedIn(value) : 0;
    if (listed <= most) continue;
    const message = `holds lists of ${listed} characters; the patterns of ${snapshot.environment}'s flags are tried on ${most} at most.`;
    throw new InvalidInputError(
      [{ path: ["context", name], message }],
      "Send a shorter list, or let the rules compare lists with `in` instead of a pattern.",
    );
  }
}
