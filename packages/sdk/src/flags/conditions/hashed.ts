import { bytesOf, murmur3 } from "../hash.ts";
import { operator } from "./operators.ts";

/** A part of all hashes. */
interface Place {
  from: number;
  /** Exclusive. */
  to: number;
  of: number;
  /** How a hash comes to lie below `of`: its remainder, or its share of all hashes. */
  by: "%" | "*";
  seed: number;
  prefix: string;
}

/** `0-50%100@0|checkout:`; undefined for anything else. */
export function readPlace(text: unknown): Place | undefined {
  const [, from, to, by, of, seed, prefix] =
    /^(\d{1,10})-(\d{1,10})([%*])(\d{1,10})@(\d{1,10})\|(.*)$/s.exec(`${text}`) ?? [];
  if (prefix === undefined || !Number(of)) return undefined;
  return { from: Number(from), to: Number(to), of: Number(of), by: by === "*" ? "*" : "%", seed: Number(seed), prefix };
}

/** Where a text lies among `of` places. */
function placeOf(text: string, { of, by, seed, prefix }: Place): number {
  const hash = murmur3(bytesOf(prefix + text), seed, 0, 1);
  return by === "%" ? hash % of : Number((BigInt(hash) * BigInt(of)) >> 32n);
}

/**
 * A place among hashes, as other systems deal them: `0-50%100@0|checkout:` holds where murmur3-32 of `checkout:<value>`, from seed
 * 0, modulo 100 is at least 0 and below 50. With `*` for `%` the hash is scaled (hash × 100 / 2^32). What was imported keeps by it
 * who had what. An empty text has no place.
 */
export const hashed = operator(
  (value) => `${value}` || undefined,
  readPlace,
  (actual, place) => {
    const at = placeOf(actual, place);
    return at >= place.from && at < place.to;
  },
);
