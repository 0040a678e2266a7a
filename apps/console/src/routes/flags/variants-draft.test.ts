import { describe, expect, test } from "vitest";
import {
  addedRow,
  isDraftChanged,
  rebasedDraft,
  type VariantRow,
  variantsDraftOf,
  wishedVariants,
} from "./variants-draft.ts";

const variant = (key: string, value: unknown, description: string | null = null) => ({ key, value, description });
const flag = (valueKind: "BOOLEAN" | "STRING" | "NUMBER" | "JSON", ...variants: ReturnType<typeof variant>[]) => ({
  valueKind,
  variants,
  jsonSchema: null,
});

describe("what is sent of a draft", () => {
  test("what nobody touched goes back as it came, whatever its kind", () => {
    for (const ground of [
      flag("BOOLEAN", variant("on", true), variant("off", false)),
      flag("STRING", variant("a", "two\nlines"), variant("b", '"quoted"')),
      flag("NUMBER", variant("a", 1e21), variant("b", 0.1)),
      flag("JSON", variant("a", { b: [1, null] }, "About it")),
    ]) {
      const draft = variantsDraftOf(ground);
      expect(isDraftChanged(draft, ground)).toBe(false);
      expect(wishedVariants(draft, ground).variants).toEqual(ground.variants);
    }
  });

  test("text that is no value of the kind is refused at its place among those that are sent", () => {
    const refusedIn = (kind: "NUMBER" | "JSON", text: string) => {
      const ground = flag(kind, variant("a", 1), variant("b", 2));
      const draft = variantsDraftOf(ground);
      const [first, ...rest] = draft.rows as [VariantRow, ...VariantRow[]];
      const wrong = { ...addedRow(kind), key: "c", text };
      const wished = { ...draft, rows: [{ ...first, removed: true }, ...rest, wrong] };
      return expect(() => wishedVariants(wished, ground));
    };
    refusedIn("NUMBER", "").toThrow(expect.objectContaining({ fields: { "variants.1.value": expect.any(String) } }));
    refusedIn("JSON", "{").toThrow(expect.objectContaining({ fields: { "variants.1.value": expect.any(String) } }));
    refusedIn("NUMBER", "-0.5").not.toThrow();
  });
});

test("one's own changes stand on what somebody else saved meanwhile, and undo none of it", () => {
  const before = flag("STRING", variant("a", "1"), variant("b", "1"), variant("c", "1"), variant("d", "1"));
  const own = variantsDraftOf(before);
  const rows = own.rows.map((row) => {
    if (row.key === "a") return { ...row, text: "mine" };
    return row.key === "c" || row.key === "d" ? { ...row, removed: true } : row;
  });
  const newest = flag(
    "STRING",
    variant("a", "1", "theirs"),
    variant("c", "theirs"),
    variant("d", "1"),
    variant("e", "1"),
  );
  const { rows: now } = rebasedDraft({ ...own, rows }, before, newest);
  expect(now.map(({ key, text, description, removed }) => [key, text, description, removed])).toEqual([
    ["a", "mine", "theirs", false],
    ["c", "theirs", "", false],
    ["d", "1", "", true],
    ["e", "1", "", false],
  ]);
});
