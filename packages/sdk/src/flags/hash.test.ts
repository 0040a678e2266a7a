import { describe, expect, it } from "vitest";
import { hashAfter } from "./hash.ts";

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
    expect(hashAfter("", seed)(text)).toBe(hash);
    // Wherever the prefix ends, the whole is hashed.
    for (let i = 0; i <= text.length; i += 1) expect(hashAfter(text.slice(0, i), seed)(text.slice(i))).toBe(hash);
  });

  it("hashes what is no valid text, and forgets it afterwards", () => {
    const hash = hashAfter("salt:");
    const before = hash("user-1");
    expect(hash("\ud800")).toBe(hash("\ufffd"));
    expect(hash("é".repeat(300_000))).toBeGreaterThan(0);
    expect(hash("user-1")).toBe(before);
  });
});
