function scramble(k: number): number {
  const product = Math.imul(k, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}

/** One character for each byte of the text's UTF-8. */
export function bytesOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

/** What a text is: whole blocks that others follow, the bytes that end a hash, or characters that mostly are bytes. */
type Part = 0 | 1 | 2;
export const blocks: Part = 0;
export const bytes: Part = 1;
export const characters: Part = 2;

/**
 * MurmurHash3 x86 32 of a text, as UTF-8, that may follow a prefix.
 * Source: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 * @param start the seed, or the hash of the blocks before
 * @param before number of bytes before, a multiple of four
 */
export function murmur3(text: string, start = 0, before = 0, part = characters): number {
  const end = text.length & ~3;
  let hash = start;
  let seen = 0;
  let i = 0;
  for (; i < end; i += 4) {
    const a = text.charCodeAt(i);
    const b = text.charCodeAt(i + 1);
    const c = text.charCodeAt(i + 2);
    const d = text.charCodeAt(i + 3);
    seen |= a | b | c | d;
    hash ^= scramble(a | (b << 8) | (c << 16) | (d << 24));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  if (part === blocks) return hash;
  let rest = 0;
  for (; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    seen |= code;
    rest |= code << ((i & 3) << 3);
  }
  // Characters that are no bytes are rare: found out on the way, and then once more as bytes.
  if (seen > 127 && part === characters) return murmur3(bytesOf(text), start, before, bytes);
  hash ^= scramble(rest) ^ (before + text.length);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
