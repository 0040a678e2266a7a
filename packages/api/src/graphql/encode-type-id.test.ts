import { randomUUID } from "node:crypto";
import { TypeID } from "typeid-js";
import { expect, test } from "vitest";
import { encodeTypeId } from "./encode-type-id.ts";

test("writes what the reference implementation writes", () => {
  const edges = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"];
  for (const uuid of [...edges, ...Array.from({ length: 500 }, () => randomUUID())]) {
    expect(encodeTypeId("svc", uuid)).toBe(TypeID.fromUUID("svc", uuid).toString());
  }
});

test("refuses what is no uuid", () => {
  for (const text of [
    "",
    "svc",
    "01h2xcejqtf2nbrexx3vqjhp41",
    "0188bac7-4afa-78aa-bc3b-bd1eef28d88",
    `${randomUUID()}0`,
    "0188bac7x4afa-78aa-bc3b-bd1eef28d88a",
    "0188BAC7-4afa-78aa-bc3b-bd1eef28d88a",
    "é188bac7-4afa-78aa-bc3b-bd1eef28d88a",
  ]) {
    expect(() => encodeTypeId("svc", text)).toThrow("no uuid");
  }
});
