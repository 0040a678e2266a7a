import { createECDH } from "node:crypto";
import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type OpenWorkspace, openWorkspace } from "./open-workspace.ts";

// The service worker in a real browser: the connection is cut by the browser itself, pushes and syncs are dispatched by its
// debugging protocol, since no push service stands behind a test.

let open: OpenWorkspace;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  open = await openWorkspace();
}, 180_000);
afterAll(() => open?.close());

beforeEach(async () => {
  context = await open.signIn({ permissions: ["notifications"] });
  page = await context.newPage();
});
afterEach(() => context.close());

/** Opens a page and waits until the service worker stands and controls it. */
async function settle(path: string): Promise<void> {
  await page.goto(open.server.url + path);
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector(".skeleton") === null);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
    }
  });
}

/** The worker's registration, as the debugging protocol names it. */
async function registration(): Promise<{ cdp: CDPSession; origin: string; registrationId: string }> {
  const cdp = await context.newCDPSession(page);
  const origin = new URL(open.server.url).origin;
  const found = new Promise<string>((resolve) => {
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (own) resolve(own.registrationId);
    });
  });
  await cdp.send("ServiceWorker.enable");
  return { cdp, origin, registrationId: await found };
}

async function notice(title: string): Promise<void> {
  const { raw } = open.server.app.database;
  const [member] = await raw`
    select m.workspace_id as "workspaceId", m.user_id as "userId" from members m join workspaces w on w.id = m.workspace_id
    where w.slug = ${open.workspace.slug} and m.role = 'owner'`;
  await raw`insert into inbox_items (workspace_id, user_id, kind, event_id, title, body, place)
    values (${member?.workspaceId}, ${member?.userId}, 'personal_message', uuidv7(), ${title}, 'It waits.', 'channels')`;
}

const unread = async (title: string) => {
  const rows = await open.server.app.database.raw`select read_at as "readAt" from inbox_items where title = ${title}`;
  return rows.every(({ readAt }) => readAt === null);
};

test("without a connection a page opens with what was read last, and says how old that is", async () => {
  const path = `/w/${open.workspace.slug}/channels`;
  await settle(path);
  await page.getByText("No channel yet").waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByText("No channel yet").waitFor();
  const banner = page.locator("plb-offline");
  await banner.getByText("Plumbline does not answer.").waitFor();
  expect(await banner.textContent()).toMatch(/What you see was read at .* ago\./);
  // A page that was never opened: its code is kept, its data was never read, and it says so.
  await page.goto(`${open.server.url}/w/${open.workspace.slug}/environments`);
  await page.getByText("Plumbline did not answer.").first().waitFor();
  await context.setOffline(false);
  await page.goto(open.server.url + path);
  await page.getByText("No channel yet").waitFor();
  await page.waitForFunction(() => document.querySelector("plb-offline .banner") === null);
}, 60_000);

test("an action that was asked for without a connection is shown as waiting, and done once when there is one", async () => {
  await notice("Read me offline");
  await settle("/inbox");
  await page.getByText("Read me offline").waitFor();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Mark all read" }).click();
  const banner = page.locator("plb-offline");
  await banner.getByText("Waits for the connection: Mark all notices read").waitFor({ timeout: 30_000 });
  expect(await unread("Read me offline")).toBe(true);
  // What waits outlives the page.
  await page.reload();
  await banner.getByText("Waits for the connection: Mark all notices read").waitFor({ timeout: 30_000 });
  await context.setOffline(false);
  await page.waitForFunction(() => document.querySelector("plb-offline .banner") === null, null, { timeout: 30_000 });
  expect(await unread("Read me offline")).toBe(false);
  const [answers] = await open.server.app.database
    .raw`select count(*)::int as n from idempotency_keys where refused = false and key ~ '^[0-9a-f]{32}$'`;
  expect(answers?.n).toBeGreaterThanOrEqual(1);
}, 90_000);

test("the browser's own background sync sends what waits while no page asks for it", async () => {
  await notice("Read me by sync");
  await settle("/inbox");
  const { cdp, origin, registrationId } = await registration();
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("plumbline", 1);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const action = {
      key: "0123456789abcdef0123456789abcdef",
      text: "mutation ($input: MarkInboxReadInput!) { markInboxRead(input: $input) { __typename } }",
      variables: { input: { all: true } },
      label: "Mark all notices read",
      at: Date.now(),
    };
    await new Promise((resolve) => {
      const request = database.transaction("actions", "readwrite").objectStore("actions").put(action, action.key);
      request.onsuccess = resolve;
    });
  });
  await cdp.send("ServiceWorker.dispatchSyncEvent", {
    origin,
    registrationId,
    tag: "plumbline-actions",
    lastChance: false,
  });
  await expect.poll(() => unread("Read me by sync"), { timeout: 30_000 }).toBe(false);
  await page.getByText("Mark all notices read: done.").waitFor();
}, 60_000);

/** Headless Chromium has nowhere to show a notification: what the worker asks of it is written down in its place. */
async function watchNotifications() {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new TypeError("No service worker runs.");
  await worker.evaluate(() => {
    const scope = globalThis as unknown as { shown: object[]; registration: { showNotification: unknown } };
    scope.shown = [];
    scope.registration.showNotification = async (
      title: string,
      { body, tag, data, requireInteraction }: NotificationOptions,
    ) => {
      scope.shown.push({ title, body, tag, data, requireInteraction });
    };
  });
  return {
    shown: () => worker.evaluate(() => (globalThis as unknown as { shown: Record<string, unknown>[] }).shown),
    click: (place: string) =>
      worker.evaluate((to) => {
        const event = new Event("notificationclick");
        Object.assign(event, { notification: { close() {}, data: { place: to } }, waitUntil() {} });
        globalThis.dispatchEvent(event);
      }, place),
  };
}

test("a pushed message is shown under its own tag, one that cannot be read says so, and a click opens its place", async () => {
  await settle("/inbox");
  const { cdp, origin, registrationId } = await registration();
  const { shown, click } = await watchNotifications();
  const push = (data: string) => cdp.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
  const message = {
    title: "Checkout is slow",
    body: "2.4 s",
    workspace: "Meridian",
    severity: "critical",
    tag: "alert-1",
  };
  await push(JSON.stringify({ ...message, place: "/account" }));
  await push("no json");
  await expect.poll(async () => (await shown()).length, { timeout: 30_000 }).toBe(2);
  const [first, second] = await shown();
  expect(first).toEqual({
    title: "Checkout is slow",
    body: "Meridian\n2.4 s",
    tag: "alert-1",
    data: { place: "/account" },
    requireInteraction: true,
  });
  expect(second).toMatchObject({ title: "Plumbline", body: expect.stringContaining("could not be read") });
  await click("/account");
  await page.waitForURL(`${open.server.url}/account`);
  await click("//elsewhere.example/");
  await page.waitForURL(`${open.server.url}/inbox`);
}, 60_000);

test("permission is asked after a click only, and what the person refuses is said with the way out", async () => {
  const asking = await open.signIn();
  const own = await asking.newPage();
  await own.addInitScript(() => {
    const asked = { times: 0 };
    Object.assign(globalThis, { asked });
    Notification.requestPermission = async () => {
      asked.times += 1;
      return "denied";
    };
    Object.defineProperty(Notification, "permission", { get: () => "default" });
  });
  await own.goto(`${open.server.url}/account/notifications`);
  const allow = own.getByRole("button", { name: "Allow on this device" });
  await allow.waitFor();
  const times = () => own.evaluate(() => (globalThis as unknown as { asked: { times: number } }).asked.times);
  expect(await times()).toBe(0);
  await allow.click();
  await own.getByText("This browser was not allowed to show messages.").waitFor();
  expect(await times()).toBe(1);
  await asking.close();
}, 60_000);

test("a test to oneself tells for each way what became of it", async () => {
  await settle("/account/notifications");
  await page.getByRole("button", { name: "Send me a test" }).click();
  const hops = page.getByRole("list", { name: "The test" });
  await hops.getByText("Personal inbox: “Test of what reaches you” is in the inbox").waitFor({ timeout: 30_000 });
  await hops.getByText("Web push: No browser was allowed to show messages yet.").waitFor();
}, 60_000);

test("a browser that is given another address tells the server, and messages go on", async () => {
  await settle("/inbox");
  const [worker] = context.serviceWorkers();
  const keys = { p256dh: createECDH("prime256v1").generateKeys("base64url"), auth: "A".repeat(22) };
  await worker?.evaluate((keys) => {
    const renewed = { toJSON: () => ({ endpoint: "https://push.example.com/renewed", keys }) };
    const event = new Event("pushsubscriptionchange");
    Object.assign(event, { newSubscription: renewed, waitUntil() {} });
    globalThis.dispatchEvent(event);
  }, keys);
  const services = async () => {
    const response = await context.request.post(`${open.server.url}/graphql`, {
      headers: { origin: open.server.url },
      data: { query: "{ viewer { pushDevices { service } } }" },
    });
    return (await response.json()).data.viewer.pushDevices.map(({ service }: { service: string }) => service);
  };
  await expect.poll(services, { timeout: 30_000 }).toContain("push.example.com");
}, 30_000);
