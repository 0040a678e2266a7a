import type { App } from "../../app.ts";
import { decodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import { readDemoSecrets, signInDemo, writeDemoSecrets } from "./demo-account.ts";
import { type DemoDoor, demoDoor } from "./demo-door.ts";
import { furnishDemo } from "./furnish-demo.ts";
import { markDemo } from "./mark-demo.ts";
import { startDemoTraffic } from "./start-demo-traffic.ts";

const slug = "meridian-demo";

/** A demo that is ready to be looked at. */
export interface OpenedDemo {
  /** Path of the console. */
  path: string;
  /** `Set-Cookie` lines that sign the visitor in as the demo's person. */
  setCookie: string[];
}

const opening = new WeakMap<App, Promise<unknown>>();

/**
 * Opens the demo workspace, made on first use: a person, a workspace marked as demo, services, tenants, doors, and traffic that
 * goes on for as long as this process runs. Everything happens through the doors that customers use.
 */
export async function openDemo(app: App): Promise<OpenedDemo> {
  const door = demoDoor(`http://127.0.0.1:${app.config.port}`);
  // Two visitors at once must not make two demos.
  const before = opening.get(app) ?? Promise.resolve();
  const opened = before.then(async () => {
    const secrets = readDemoSecrets(app);
    const session = await signInDemo(app, door, secrets);
    const workspaceId = await ensureWorkspace(app, door, session.cookie);
    await furnishDemo({ door, cookie: session.cookie, workspaceId, secrets });
    writeDemoSecrets(app, secrets);
    startDemoTraffic(app, secrets);
    return session.setCookie;
  });
  opening.set(
    app,
    opened.catch(() => {}),
  );
  return { path: `/w/${slug}`, setCookie: await opened };
}

async function ensureWorkspace(app: App, door: DemoDoor, cookie: string): Promise<string> {
  const find = () =>
    door.ask<{ workspace: { id: string } | null }>(
      "query ($slug: String!) { workspace(slug: $slug) { id } }",
      { slug },
      cookie,
    );
  const known = (await find()).workspace;
  if (known) return known.id;
  await door.ask(
    "mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) { __typename } }",
    { input: { name: "Meridian", slug } },
    cookie,
  );
  const made = (await find()).workspace;
  if (!made) throw new TypeError("The demo's workspace was not made.");
  await markDemo(systemContext(app, "demo"), { workspaceId: decodeId("ws", made.id) });
  return made.id;
}
