import { freePort } from "@plumbline/api/testing";
import { type EmulatorFront, startEmulatorFront } from "@plumbline/api/twins";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mergePullRequest } from "../merge-pull-request.ts";
import { openProvider, type ProviderInConsole } from "./open-provider.ts";

const client = { client_id: "Iv1.emulated0001", client_secret: "0123456789abcdef0123456789abcdef01234567" };
const token = "ghp_emulated_token";
let emulator: Emulator;
let front: EmulatorFront;
let github: ProviderInConsole;
/** Authorization headers that were good once. */
const revoked = new Set<string>();

beforeAll(async () => {
  const port = await freePort();
  const redirect_uris = [`http://localhost:${port}/connect/github/callback`];
  emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: { [token]: { login: "octocat", scopes: ["repo", "admin:repo_hook"] } },
      github: {
        users: [{ login: "octocat" }],
        repos: [{ owner: "octocat", name: "shop", auto_init: true }],
        oauth_apps: [{ ...client, name: "Plumbline", redirect_uris }],
      },
    },
  });
  // emulate has no events API, which is asked for what a lost webhook did not tell, and answers to tokens that were taken back.
  front = await startEmulatorFront(emulator.url, async ({ path, headers }) => {
    if (revoked.has(headers.authorization ?? "")) return [401, { message: "Bad credentials" }];
    return path.endsWith("/events") ? [200, []] : null;
  });
  github = await openProvider({
    slug: "github",
    env: {
      PORT: String(port),
      GITHUB_URL: emulator.url,
      GITHUB_API_URL: front.url,
      GITHUB_CLIENT_ID: client.client_id,
      GITHUB_CLIENT_SECRET: client.client_secret,
    },
  });
}, 180_000);
afterAll(async () => {
  await github?.close();
  await front?.close();
  await emulator?.close();
});

const headers = { authorization: `Bearer ${token}` };
const hooks = async () => {
  const answer = await fetch(`${emulator.url}/repos/octocat/shop/hooks`, { headers });
  return (await answer.json()) as { id: number }[];
};
const grant = async () => {
  await github.page.getByRole("link", { name: "Continue with GitHub" }).click();
  await github.page.waitForURL((url) => url.href.startsWith(emulator.url));
  await github.page.getByRole("button", { name: "octocat" }).click();
};

test("through GitHub's consent page, with the choice of repositories coming by itself; the webhook is read back", async () => {
  await github.openConnect();
  await github.picture("1-connect");
  await grant();
  await github.arrive();
  await github.choose("octocat/shop");
  await github.rung("Authorised", "Proven");
  await github.receiveWebhooks();
  await github.rung("Webhook registered", "Proven", "read back 1 of 1 webhook");
  await github.panel("Registration").getByText("octocat/shop").waitFor();
});

test("a merge arrives signed, and the badge is live without a reload", async () => {
  await github.withoutReload(async () => {
    await mergePullRequest(emulator.url, token, "Take the tax from the cart");
    await github.badge(/Live, last signal/);
    await github.page.getByText("Take the tax from the cart").first().waitFor();
  });
  await github.rung("Live", "Proven");
  await github.picture("2-live");
});

test("a webhook that was deleted comes back by comparing", async () => {
  for (const { id } of await hooks()) {
    await fetch(`${emulator.url}/repos/octocat/shop/hooks/${id}`, { method: "DELETE", headers });
  }
  await github.compareNow("The webhook of octocat/shop was gone and was made anew");
  await github.rung("Webhook registered", "Proven");
  expect(await hooks()).toHaveLength(1);
});

test("its token has no end; revoked at GitHub it degrades by itself, and connecting again mends it", async () => {
  await github.panel("Token").getByText("Does not end by itself").waitFor();
  revoked.add(front.asked.at(-1)?.headers.authorization ?? "");
  await github.withoutReload(async () => {
    await github.hourPasses();
    await github.badge("Degraded");
    await github.trouble().getByText("no longer accepts the credentials").waitFor();
    await github.trouble().getByRole("link", { name: "Connect again" }).waitFor();
  });
  await github.picture("3-degraded");
  await github.trouble().getByRole("link", { name: "Connect again" }).click();
  await grant();
  await github.arrive();
  await github.trouble().waitFor({ state: "detached" });
  await github.rung("Authorised", "Proven");
});

test("disconnecting by its name removes the webhook and says what ended", async () => {
  await github.disconnect("Webhook of octocat/shop removed");
  await github.picture("4-disconnected");
  expect(await hooks()).toEqual([]);
});
