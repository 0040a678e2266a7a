import type { Token } from "../message/token.ts";

// A template has as many neighbours as words, and each is asked for by its key: so keys with blanks are hashes of 53 bits that
// differ from the whole's by a subtraction, instead of texts.

const primeA = 0x01000193;
const primeB = 0x5bd1e995;
const blankA = 0x2545f491;
const blankB = 0x9e3779b1;

/** Keys of a template with some of its tokens left blank: what is equal apart from these has the same. */
export interface BlankedKeys {
  /** @param positions ascending */
  without(positions: readonly number[]): number;
}

export function blankedKeys(tokens: readonly Token[]): BlankedKeys {
  const partsA: number[] = [];
  const partsB: number[] = [];
  let [wholeA, wholeB, powerA, powerB] = [tokens.length, tokens.length, 1, 1];
  for (const { text } of tokens) {
    const [a, b] = hashText(text);
    partsA.push(Math.imul(a, powerA), powerA);
    partsB.push(Math.imul(b, powerB), powerB);
    wholeA = (wholeA + Math.imul(a, powerA)) | 0;
    wholeB = (wholeB + Math.imul(b, powerB)) | 0;
    powerA = Math.imul(powerA, primeA);
    powerB = Math.imul(powerB, primeB);
  }
  return {
    without(positions) {
      let [a, b] = [wholeA, wholeB];
      for (const at of positions) {
        a = (a - (partsA[2 * at] as number) + Math.imul(blankA, partsA[2 * at + 1] as number)) | 0;
        b = (b - (partsB[2 * at] as number) + Math.imul(blankB, partsB[2 * at + 1] as number)) | 0;
      }
      return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
    },
  };
}

/** FNV-1a and a sibling with another prime, over UTF-16 units. */
function hashText(text: string): [number, number] {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, primeA);
    b = Math.imul(b ^ unit, primeB);
  }
  return [a | 1, b | 1];
}
