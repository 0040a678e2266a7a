import { randomBytes } from "node:crypto";
import type { App } from "../app.ts";

/** A bare workspace row, for tests of the parts below the domains. @returns its uuid */
export async function insertWorkspace(app: App): Promise<string> {
  const slug = `w-${randomBytes(6).toString("hex")}`;
  const [row] = await app.database.raw`insert into workspaces (slug, name) values (${slug}, 'Meridian') returning id`;
  return row?.id as string;
}
