import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import {
  eventually,
  makeWorkspace,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from "@plumbline/api/testing";
import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { buildConsole } from "../../../../scripts/build-console.ts";
import { launchBrowser } from "../launch-browser.ts";

/** The real console in a browser, somebody signed in, and what a test of one provider does there again and again. */
export interface ProviderInConsole {
  server: TestServer;
  workspace: TestWorkspace;
  page: Page;
  /** Opens the page on which the provider is connected. */
  openConnect(): Promise<void>;
  /** Waits until the browser stands on the integration's page, and remembers which one it is. */
  arrive(): Promise<void>;
  /** The integration's row, as the server keeps it. */
  row(): Promise<Record<string, unknown>>;
  /** Waits for words in the badge beside the name. */
  badge(words: string | RegExp): Promise<void>;
  /** Waits for a rung of the ladder in a state, with words in its evidence. */
  rung(title: string, state: "Proven" | "Only claimed" | "Broken" | "Stale", words?: string | RegExp): Promise<void>;
  /** The panel with this heading. */
  panel(title: string): Locator;
  /** The box that says what is wrong and what to do. */
  trouble(): Locator;
  /** Chooses from the menu behind the dots. */
  menu(item: string): Promise<void>;
  /** Ticks what is to be watched in the dialog that is open, and saves. */
  choose(...names: string[]): Promise<void>;
  /** Moves the integration to webhooks by its menu, for what is watched already. */
  receiveWebhooks(): Promise<void>;
  /** Has the provider compared, and waits for the report's words. */
  compareNow(words: string | RegExp): Promise<void>;
  /** Lets the token end now, and has the job that renews what is due run. */
  tokenEnds(): Promise<void>;
  /** The same, and waits until there is one that is good for long. */
  renewEndedToken(): Promise<void>;
  /** Has what is due to be asked be asked, as every minute. */
  minutePasses(): Promise<void>;
  /** Runs the hourly job for this integration, as the clock would. */
  hourPasses(): Promise<void>;
  /** Disconnects by typing the name; waits for what the page says is left. */
  disconnect(words: string | RegExp): Promise<void>;
  /** What is done must show without a reload: the page that it began on is the page that it ended on. */
  withoutReload(work: () => Promise<void>): Promise<void>;
  picture(name: string): Promise<void>;
  /** Pictures in light and dark, at 1,280 px and on a phone of 360 px, where nothing may scroll sideways. */
  everyPicture(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface OpenProviderOptions {
  slug: string;
  /** The server's settings: where the far side is, and its client. */
  env: Record<string, string>;
}

const pictures = "test-results/integrations";

/** Starts the server, signs somebody in. One for a file. */
export async function openProvider({ slug, env }: OpenProviderOptions): Promise<ProviderInConsole> {
  mkdirSync(pictures, { recursive: true });
  await buildConsole(resolve(import.meta.dirname, "../../../.."));
  const server = await startTestServer({ env });
  const workspace = await makeWorkspace(server);
  const browser = await launchBrowser();
  const page = await signedIn(browser, server, workspace);
  const row = async () =>
    (await server.app.database.raw`select * from integrations where provider = ${slug} order by id desc`)[0] ?? {};
  const look = lookAt(page, slug);
  return {
    ...{ server, workspace, page, row },
    ...look,
    ...actOn(page, look, row),
    ...letTimePass(server, row),
    openConnect: async () => {
      await page.goto(`${server.url}/w/${workspace.slug}/integrations/connect/${slug}`);
      await page.locator(".guide .prose h2").first().waitFor();
    },
    close: async () => {
      await look.picture("last");
      await browser.close();
      await server.close();
    },
  };
}

type Row = ProviderInConsole["row"];
type Look = Pick<
  ProviderInConsole,
  "panel" | "arrive" | "badge" | "rung" | "trouble" | "withoutReload" | "picture" | "everyPicture"
>;
type Deeds = Pick<ProviderInConsole, "menu" | "choose" | "receiveWebhooks" | "compareNow" | "disconnect">;
type Time = Pick<ProviderInConsole, "tokenEnds" | "renewEndedToken" | "minutePasses" | "hourPasses">;

function lookAt(page: Page, slug: string): Look {
  const look: Look = {
    panel: (title) => page.locator("section.panel", { has: page.getByRole("heading", { name: title }) }),
    arrive: async () => {
      await page.waitForURL(/\/integrations\/int_/);
      await page.locator(".ladder").waitFor();
    },
    badge: (words) => page.locator(".badge", { hasText: words }).waitFor(),
    rung: async (title, state, words = "") => {
      const rung = page.locator(".ladder li", { has: page.getByRole("heading", { name: title, exact: true }) });
      await rung.filter({ has: page.getByRole("img", { name: state }), hasText: words }).waitFor();
    },
    trouble: () => page.locator(".reason-box"),
    withoutReload: async (work) => {
      await page.evaluate("window.stillTheSame = true");
      await work();
      expect(await page.evaluate("window.stillTheSame")).toBe(true);
    },
    picture: async (name) => {
      await page.evaluate("scrollTo(0, 0)");
      await page.screenshot({ path: `${pictures}/${slug}-${name}.png`, fullPage: true });
    },
    everyPicture: async (name) => {
      for (const width of [360, 1280]) {
        for (const colorScheme of ["dark", "light"] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          await look.picture(`${name}-${colorScheme}-${width}`);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(over, `${name} at ${width} px`).toBeLessThanOrEqual(0);
        }
      }
    },
  };
  return look;
}

function actOn(page: Page, look: Look, row: Row): Deeds {
  const deeds: Deeds = {
    menu: async (item) => {
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: item }).click();
    },
    choose: async (...names) => {
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("heading", { name: /^Choose / }).waitFor();
      for (const name of names) await dialog.getByLabel(name, { exact: true }).check();
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.waitFor({ state: "hidden" });
    },
    receiveWebhooks: async () => {
      await deeds.menu("Receive webhooks");
      await page.getByRole("dialog").getByRole("button", { name: "Receive webhooks" }).click();
      await eventually(async () => (await row()).mode === "webhook");
    },
    compareNow: async (words) => {
      await page.getByRole("button", { name: "Compare now" }).click();
      await look.panel("Comparison").getByText(words).first().waitFor();
    },
    disconnect: async (words) => {
      const name = String((await row()).name);
      await deeds.menu(`Disconnect ${name}`);
      const dialog = page.getByRole("dialog");
      const sure = dialog.getByRole("button", { name: `Disconnect ${name}` });
      expect(await sure.isDisabled()).toBe(true);
      await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
      await sure.click();
      await look.badge("Disconnected");
      await page.getByText(words).first().waitFor();
      expect(await row()).toMatchObject({ state: "disconnected", credentials: null });
    },
  };
  return deeds;
}

function letTimePass(server: TestServer, row: Row): Time {
  const job = async (name: string, payload: object) => {
    await server.app.database
      .raw`select plumbline.enqueue(${name}, ${JSON.stringify(payload)}::text::json, now(), 1, null::text)`;
    server.app.outbox.wakeWorkers();
  };
  const time: Time = {
    tokenEnds: async () => {
      const { id } = await row();
      await server.app.database.raw`update integrations set next_refresh_at = now(),
        credentials_expire_at = now() - interval '1 minute' where id = ${id as string}`;
      await job("integrations.renew-due", {});
    },
    renewEndedToken: async () => {
      await time.tokenEnds();
      await eventually(async () => new Date(String((await row()).credentials_expire_at)).getTime() > Date.now());
    },
    minutePasses: async () => {
      await server.app.database.raw`update integrations set next_poll_at = now() where next_poll_at is not null`;
      await job("integrations.poll-due", {});
    },
    hourPasses: async () => await job("integrations.reconcile", { integrationId: (await row()).id }),
  };
  return time;
}

async function signedIn(browser: Browser, server: TestServer, { owner }: TestWorkspace): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  const cookies = owner.cookie.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}
