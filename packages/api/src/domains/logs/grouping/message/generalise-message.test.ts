import { expect, test } from "vitest";
import { showTemplate } from "../template/template.ts";
import { generaliseMessage } from "./generalise-message.ts";

const shown = (message: string) => showTemplate(generaliseMessage(message));

test.each([
  // A field beside the message is a value, whatever it looks like (logfmt, klog).
  [
    'level=error msg="pool is full" pool=orders err="no room: \\"a\\""',
    'level=<field> msg="pool is full" pool=<field> err=<field>',
  ],
  [
    '"Probe failed" probe="readiness" output="Get \\"http://10.0.0.1/\\": refused"',
    '"Probe failed" probe=<field> output=<field>',
  ],
  // A list's length, and how it ends, tell nothing apart.
  ["Compacting [Reader(path='/a/1'), Reader(path='/a/2'), Reader(path='/a/3')]", "Compacting [Reader(path='<text>')]"],
  ["Compacting [Reader(path='/a/1')]", "Compacting [Reader(path='<text>')]"],
  ["counts were {1:3, 4:1, }", "counts were {<list>}"],
  ["counts were {4:10, }", "counts were {<time>}"],
  ["tables [orders, carts, eu.users] are gone", "tables [<list>] are gone"],
  ["[main] {DTA}", "[main] {DTA}"],
  // Nor which fields an object has.
  ["Loading Table@6df8fb38[id=7,name=orders,kind=Standard]", "Loading Table@#[*]"],
  ["started &Pod{Name:web,Ports:[80],Env:[]} again", "started &Pod{*} again"],
  ["identification '' refused", "identification '<nothing>' refused"],
  ["No such file: /srv/shop/..", "No such file: <path>"],
  ["1,204 rows, 3, 4", "<number> rows, <list>"],
])("%s", (message, template) => {
  expect(shown(message)).toBe(template);
});

test("what a preposition leads to is no label, a label is never a value", () => {
  const role = (message: string, word: string) => generaliseMessage(message).find(({ text }) => text === word)?.role;
  expect(role("Flush of orders: 12 rows", "orders")).toBe("plain");
  expect(role("Flush failed, reason: 12 rows", "reason")).toBe("fixed");
  expect(role("Undefined variable: total", "total")).toBe("noun");
});
