import examples from "@octokit/webhooks-examples" with { type: "json" };
import { expect, test } from "vitest";
import { githubSignals } from "./github-signals.ts";

interface Example {
  name: string;
  examples: Record<string, unknown>[];
}

const receivedAt = new Date("2026-11-20T12:00:00Z");
const signalsOf = (event: string, payload: unknown) =>
  githubSignals({ event, payload, headers: {}, receivedAt, deliveryId: "d1" });

test("every published example is read: what should be a signal is one, everything else is none", () => {
  const counts: Record<string, number> = {};
  for (const { name, examples: payloads } of examples as unknown as Example[]) {
    for (const payload of payloads) {
      for (const signal of signalsOf(name, payload)) {
        counts[signal.type] = (counts[signal.type] ?? 0) + 1;
        expect(JSON.stringify(signal)).not.toMatch(/undefined|unknown repository|Invalid Date|null#/);
        expect(signal.title).not.toBe("");
        expect(signal.occurredAt.getTime()).toBeGreaterThan(0);
      }
    }
  }
  expect(counts).toMatchInlineSnapshot(`
    {
      "branch.deleted": 4,
      "commits.pushed": 3,
      "deployment.created": 4,
      "deployment.status_changed": 1,
      "deployment.succeeded": 3,
      "installation.created": 2,
      "installation.deleted": 2,
      "installation.permissions_accepted": 1,
      "installation.repositories_changed": 3,
      "installation.suspended": 1,
      "installation.unsuspended": 1,
      "issue.opened": 4,
      "issue.reopened": 1,
      "pull_request.closed": 2,
      "pull_request.opened": 4,
      "pull_request.reopened": 2,
      "release.published": 3,
      "webhook.pinged": 4,
      "workflow_run.completed": 3,
    }
  `);
});

test("a merge is told from a close", () => {
  const pull = { number: 7, title: "T", closed_at: "2026-11-20T10:00:00Z", merged_at: "2026-11-20T10:00:00Z" };
  const payload = (merged: boolean) => ({
    action: "closed",
    pull_request: { ...pull, merged },
    repository: { full_name: "acme/shop" },
  });
  expect(signalsOf("pull_request", payload(true))[0]).toMatchObject({
    type: "pull_request.merged",
    key: "pull_request.merged:acme/shop#7",
  });
  expect(signalsOf("pull_request", payload(false))[0]).toMatchObject({ type: "pull_request.closed" });
});

test("nonsense is no signal and no error", () => {
  for (const payload of [null, 1, "x", [], {}, { action: {} }]) {
    for (const event of [
      "push",
      "pull_request",
      "issues",
      "installation",
      "workflow_run",
      "nothing",
      "constructor",
      "__proto__",
    ]) {
      expect(() => signalsOf(event, payload)).not.toThrow();
    }
  }
});
