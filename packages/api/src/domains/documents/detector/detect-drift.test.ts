import { expect, test } from "vitest";
import type { Change } from "./change.ts";
import { CoChange } from "./co-change.ts";
import { Corpus } from "./corpus.ts";
import { alertThreshold, detectDrift } from "./detect-drift.ts";
import { parseDocument } from "./parse-document.ts";
import { parsePatch } from "./parse-patch.ts";

const checkout = `---
title: Checkout
---

# Retries

A payment is tried again after a failure. Set \`maxPaymentAttempts\` to change how often; the default is 3.

\`\`\`ts
createCheckout({ maxPaymentAttempts: 5 })
\`\`\`

# Refunds

A refund is made with POST /v1/refunds. It is booked the next day.
`;
const search = `# Search\n\nThe index is rebuilt every night. Use \`npx shop reindex --full\` to rebuild it at once.\n`;
const people = `# Accounts\n\nCustomers sign in with their address. Sessions end after a week.\n`;

const patch = `@@ -10,7 +10,7 @@ export interface CheckoutOptions {
   /** How long to wait. */
   timeout?: number;
-  /** How often a payment is tried. */
-  maxPaymentAttempts?: number;
+  /** How a payment is tried again. */
+  retryPolicy?: { attempts: number; backoff: string };
 }
`;

function corpusOf(...texts: [path: string, text: string][]): Corpus {
  const corpus = new Corpus();
  for (const [path, text] of texts) corpus.set(parseDocument(path, text));
  return corpus;
}

const corpus = corpusOf(["docs/checkout.md", checkout], ["docs/search.md", search], ["docs/accounts.md", people]);
const file = "src/checkout/options.ts";
const change: Change = {
  title: "feat(checkout)!: retry policy instead of a number of attempts",
  message: "",
  files: [{ path: file, status: "modified", lines: parsePatch(file, patch) }],
};

test("the sentence that names a removed option is quoted, with the exact lines and the reasons", () => {
  const found = detectDrift(change, corpus, new CoChange());
  expect(found.map(({ path }) => path)).toEqual(["docs/checkout.md"]);
  const [suspicion] = found;
  expect(suspicion?.evidence[0]?.sentence).toMatchObject({
    text: "Set `maxPaymentAttempts` to change how often; the default is 3.",
    section: ["Retries"],
    line: 7,
  });
  expect(suspicion?.evidence[0]?.lines).toContainEqual({
    path: file,
    line: 13,
    sign: "-",
    text: "  maxPaymentAttempts?: number;",
  });
  expect(suspicion?.reasons.map(({ text }) => text).join("\n")).toContain("maxPaymentAttempts (only there)");
  expect(suspicion?.score).toBeGreaterThan(alertThreshold);
});

test("the same change, documents and past give the same answer", () => {
  const once = detectDrift(change, corpus, new CoChange(), { atLeast: 0 });
  expect(detectDrift(change, corpus, new CoChange(), { atLeast: 0 })).toEqual(once);
});

test("a change that concerns no document raises no suspicion", () => {
  const lines = parsePatch("src/logger.ts", "@@ -1,2 +1,2 @@\n-const width = 80;\n+const width = 100;\n");
  const quiet = {
    title: "chore: wider log lines",
    message: "",
    files: [{ path: "src/logger.ts", status: "modified" as const, lines }],
  };
  expect(detectDrift(quiet, corpus, new CoChange())).toEqual([]);
});

test("what changed together before counts, and says how often", () => {
  const past = new CoChange();
  for (let i = 0; i < 7; i += 1) past.observe(["src/jobs/nightly.ts"], ["docs/search.md"]);
  const lines = parsePatch("src/jobs/nightly.ts", "@@ -1,2 +1,2 @@\n-const every = night;\n+const every = hour;\n");
  const nightly = {
    title: "run it hourly",
    message: "",
    files: [{ path: "src/jobs/nightly.ts", status: "modified" as const, lines }],
  };
  const before = detectDrift(nightly, corpus, new CoChange(), { atLeast: 0 });
  const after = detectDrift(nightly, corpus, past, { atLeast: 0 });
  const score = (found: typeof after) => found.find(({ path }) => path === "docs/search.md")?.score ?? 0;
  expect(score(after)).toBeGreaterThan(score(before) + 0.1);
  const texts = after.find(({ path }) => path === "docs/search.md")?.reasons.map(({ text }) => text);
  expect(texts).toContain("It changed together with src/jobs 7 times before, of 7");
});

test("a moved file keeps its history", () => {
  const past = new CoChange();
  past.observe(["src/old.ts"], ["docs/search.md"]);
  past.rename("src/old.ts", "packages/search/new.ts");
  expect(past.hints(["packages/search/new.ts"]).get("docs/search.md")).toMatchObject({ together: 1, of: 1 });
});

test("verdicts of the workspace move the score", () => {
  const learned = { features: {}, documents: { "docs/checkout.md": -8 } };
  expect(detectDrift(change, corpus, new CoChange(), { learned })).toEqual([]);
});
