import type { ProviderSample } from "../../provider.ts";

const repository = { full_name: "acme/shop", html_url: "https://github.com/acme/shop" };
const sender = { login: "octocat" };
const headers = (event: string, delivery: string) => ({
  "content-type": "application/json",
  "x-github-event": event,
  "x-github-delivery": delivery,
});

/** A few deliveries in GitHub's shape; every published example is tried in `github.test.ts`. */
export const githubSamples: ProviderSample[] = [
  {
    name: "a merged pull request",
    headers: headers("pull_request", "72d3162e-cc78-11e3-81ab-4c9367dc0958"),
    body: {
      action: "closed",
      number: 12,
      pull_request: {
        number: 12,
        title: "Take the tax from the cart",
        html_url: "https://github.com/acme/shop/pull/12",
        merged: true,
        merged_at: "2026-11-20T10:00:00Z",
        merged_by: sender,
        merge_commit_sha: "6dcb09b5b57875f334f61aebed695e2e4193db5e",
        user: { login: "hubot" },
        base: { ref: "main" },
        head: { ref: "tax", sha: "e5bd3914e2e596debea16f433f57875b5b90bcd6" },
      },
      repository,
      sender,
    },
    signals: ["pull_request.merged"],
  },
  {
    name: "a ping",
    headers: headers("ping", "0b989ba4-242f-11e5-81e1-c7b6966d2516"),
    body: { zen: "Keep it logically awesome.", hook_id: 30, hook: { type: "Repository" }, repository, sender },
    signals: ["webhook.pinged"],
  },
  {
    name: "a star, which is no signal",
    headers: headers("star", "5f5d1f70-242f-11e5-9d7a-1b1a1f6d2516"),
    body: { action: "created", repository, sender },
    signals: [],
  },
];
