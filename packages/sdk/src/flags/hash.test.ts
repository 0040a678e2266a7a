import { describe, expect, it } from "vitest";
import { blocks, bytesOf, murmur3 } from "./hash.ts";

describe("murmur3-32", () => {
  // Published vectors: https://en.wikipedia.org/wiki/MurmurHash#Algorithm and the ones of Guava and spaolacci/murmur3.
  it.each([
    ["", 0, 0],
    ["", 1, 0x514e28b7],
    ["", 0xffffffff, 0x81f16f39],
    ["test", 0, 0xba6bd213],
    ["test", 0x9747b28c, 0x704b81dc],
    ["Hello, world!", 0, 0xc0363e43],
    ["Hello, world!", 0x9747b28c, 0x24884cba],
    ["The quick brown fox jumps over the lazy dog", 0, 0x2e4ff723],
    ["The quick brown fox jumps over the lazy dog", 0x9747b28c, 0x2fa826cd],
    ["aaaa", 0x9747b28c, 0x5a97808a],
    ["aaa", 0x9747b28c, 0x283e0130],
    ["aa", 0x9747b28c, 0x5d211726],
    ["a", 0x9747b28c, 0x7fa09ea6],
    ["abcd", 0x9747b28c, 0xf0478627],
    ["ππππππππ", 0x9747b28c, 0xd58063c1],
    ["hello", 0, 0x248bfa47],
    ["hello, world", 0, 0x149bbb7f],
    ["19 Jan 2038 at 3:14:07 AM", 0, 0xe31e8a70],
  ])("of %j with seed %i", (text, seed, hash) => {
    expect(murmur3(text, seed)).toBe(hash);
    // Wherever the prefix ends, the whole is hashed.
    const bytes = bytesOf(text);
    if (bytes.length !== text.length) return;
    for (let i = 0; i <= text.length; i += 4)
      expect(murmur3(text.slice(i), murmur3(bytes.slice(0, i), seed, 0, blocks), i)).toBe(hash);
  });

  it("hashes what is no valid text, and very long text", () => {
    const hash = (text: string) => murmur3(text, murmur3("salt", 0, 0, blocks), 4);
    expect(hash("\ud800")).toBe(hash("\ufffd"));
    expect(hash("é".repeat(300_000))).toBeGreaterThan(0);
  });
});
