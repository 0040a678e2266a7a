import type { App } from "../../app.ts";
import { decodeId } from "../../graphql/ids.ts";
import { systemContext } from "../../service/context.ts";
import { ConflictError, UnavailableError } from "../../service/errors.ts";
import { readDemoSecrets, signInDemo, writeDemoSecrets } from "./demo-account.ts";
import { type DemoCredential, type DemoDoor, demoDoor } from "./demo-door.ts";
import { furnishDemo } from "./furnish/furnish-demo.ts";
import { markDemo } from "./mark-demo.ts";
import { startDemoTraffic } from "./start-demo-traffic.ts";

/** Slugs that are tried for the demo, in this order: the first may be a real workspace's. */
const slugs = ["meridian-demo", ...Array.from({ length: 20 }, (_, n) => `meridian-demo-${n + 2}`)];

/** A demo that is ready to be looked at. */
export interface OpenedDemo {
  /** Path of the console. */
  path: string;
  /** `Set-Cookie` lines that sign the visitor in as the demo's person. */
  setCookie: string[];
}

/** The demo that is being made ready just now, for all who wait for it. */
const preparing = new WeakMap<App, Promise<OpenedDemo>>();

/**
 * Opens the demo workspace, made on first use: a person, a workspace marked as demo, services, tenants, doors, flags, rules over
 * logs, and traffic that goes on for as long as this process runs. Everything happens through the doors that customers use.
 */
export async function openDemo(app: App): Promise<OpenedDemo> {
  const door = demoDoor(`http://127.0.0.1:${app.config.port}`, new URL(app.config.publicUrl).origin);
  const known = preparing.get(app);
  if (!known) {
    const opened = prepareDemo(app, door).finally(() => preparing.delete(app));
    preparing.set(app, opened);
    return await opened;
  }
  // Two visitors at once must not make two demos: the second waits for what the first makes, and signs in for itself.
  const { path } = await known;
  const { setCookie } = await signInDemo(app, door, readDemoSecrets(app));
  return { path, setCookie };
}

async function prepareDemo(app: App, door: DemoDoor): Promise<OpenedDemo> {
  const secrets = readDemoSecrets(app);
  const session = await signInDemo(app, door, secrets);
  const person = { cookie: session.cookie };
  const { id: workspaceId, slug } = await ensureWorkspace(app, door, person);
  await furnishDemo({ app, door, person, workspaceId, secrets });
  writeDemoSecrets(app, secrets);
  startDemoTraffic(app, { door, secrets, workspaceId });
  return { path: `/w/${slug}`, setCookie: session.setCookie };
}

interface DemoWorkspace {
  /** The id outside, `ws_…`. */
  id: string;
  slug: string;
}

async function ensureWorkspace(app: App, door: DemoDoor, person: DemoCredential): Promise<DemoWorkspace> {
  const { myWorkspaces } = await door.ask<{
    myWorkspaces: { workspace: DemoWorkspace & { demo: boolean } }[];
  }>("{ myWorkspaces { workspace { id slug demo } } }", {}, person);
  const known = myWorkspaces.find(({ workspace }) => workspace.demo);
  if (known) return known.workspace;
  for (const slug of slugs) {
    const made = await createDemo(door, person, slug);
    if (!made) continue;
    await markDemo(systemContext(app, "demo"), { workspaceId: decodeId("ws", made.id) });
    return made;
  }
  throw new ConflictError(
    `Every slug for the demo, ${slugs[0]} to ${slugs.at(-1)}, belongs to another workspace.`,
    "Delete or rename one of them.",
  );
}

/** @returns null when the slug belongs to another workspace */
async function createDemo(door: DemoDoor, person: DemoCredential, slug: string): Promise<DemoWorkspace | null> {
  const { createWorkspace } = await door.ask<{
    createWorkspace: { workspace?: DemoWorkspace; code?: string; message?: string };
  }>(
    `mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) {
      ... on CreateWorkspaceSuccess { workspace { id slug } } ... on Refusal { code message } } }`,
    { input: { name: "Meridian", slug } },
    person,
  );
  if (createWorkspace.workspace) return createWorkspace.workspace;
  if (createWorkspace.code === "CONFLICT") return null;
  throw new UnavailableError(`The demo's workspace could not be made: ${createWorkspace.message}`);
}
