/** How far a text has been worked through: the hash of its whole blocks, the bytes of the block that is not full, their number. */
type State = Int32Array;

function scramble(k: number): number {
  const product = Math.imul(k, 0xcc9e2d51);
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593);
}

/** Works through characters that are bytes; false if one was not. */
function absorb(text: string, [hash = 0, block = 0, length = 0]: State, to: State): boolean {
  let seen = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    seen |= code;
    block |= code << ((length & 3) << 3);
    length += 1;
    if ((length & 3) === 0) {
      hash ^= scramble(block);
      hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
      block = 0;
    }
  }
  to[0] = hash;
  to[1] = block;
  to[2] = length;
  return seen < 128;
}

/** One character for each byte of the text's UTF-8. */
function bytesOf(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

// Typed, and one for all: numbers in a closure would be allocated anew at every call.
const scratch: State = new Int32Array(3);

/**
 * MurmurHash3 x86 32 of a prefix and a text that follows it, as UTF-8. The prefix is worked through once.
 * Source: https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
export function hashAfter(prefix: string, seed = 0): (text: string) => number {
  const start: State = new Int32Array([seed, 0, 0]);
  absorb(bytesOf(prefix), start, start);
  return (text) => {
    if (!absorb(text, start, scratch)) absorb(bytesOf(text), start, scratch);
    const [state = 0, rest = 0, length = 0] = scratch;
    let hash = state ^ scramble(rest) ^ length;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
  };
}
