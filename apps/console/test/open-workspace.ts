import { resolve } from "node:path";
import {
  graphqlOver,
  makeWorkspace,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from "@plumbline/api/testing";
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core";
import { buildConsole } from "../../../scripts/build-console.ts";
import { launchBrowser } from "./launch-browser.ts";

/** The real server with the built console, a workspace, and a browser. */
export interface OpenWorkspace {
  server: TestServer;
  workspace: TestWorkspace;
  browser: Browser;
  /** A browser's window in which somebody is signed in; the workspace's owner unless another cookie is given. */
  signIn(options?: BrowserContextOptions, cookie?: string): Promise<BrowserContext>;
  /** One GraphQL operation as the owner. */
  ask(query: string, variables?: Record<string, unknown>): ReturnType<typeof graphqlOver>;
  close(): Promise<void>;
}

/** Starts everything that a test of the console's pages needs. */
export async function openWorkspace(): Promise<OpenWorkspace> {
  await buildConsole(resolve(import.meta.dirname, "../../.."));
  const server = await startTestServer();
  const workspace = await makeWorkspace(server);
  const browser = await launchBrowser();
  const own = workspace.owner.cookie;
  return {
    server,
    workspace,
    browser,
    async signIn(options = {}, cookie = own) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: "reduce",
        ...options,
      });
      const cookies = cookie.split("; ").map((pair) => {
        const at = pair.indexOf("=");
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: server.url };
      });
      await context.addCookies(cookies);
      return context;
    },
    ask: (query, variables = {}) => graphqlOver(server.url, query, variables, { cookie: own }),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
