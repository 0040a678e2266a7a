import { pushKeys } from "@plumbline/db/schema";
import { withSystem } from "@plumbline/db/with-system";
import { eq } from "drizzle-orm";
import webPush from "web-push";
import type { App } from "../../../app.ts";
import { perApp } from "../../../service/per-app.ts";

/** The pair that push services know this installation by. */
export interface PushKeyPair {
  /** Base64url, uncompressed P-256 point: what a browser subscribes with. */
  publicKey: string;
  privateKey: string;
}

const name = "vapid";
const place = { workspaceId: "none", row: name, field: "push_keys.private_key" };

const read = perApp((app) => {
  let known: Promise<PushKeyPair> | null = null;
  return () => {
    known ??= readOrMake(app).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
});

/** The installation's pair, made when it is first needed and kept sealed: every subscription is bound to it. */
export async function pushKeyPair(app: App): Promise<PushKeyPair> {
  return await read(app)();
}

async function readOrMake(app: App): Promise<PushKeyPair> {
  return await withSystem(app.database, async (tx) => {
    const stored = () => tx.select().from(pushKeys).where(eq(pushKeys.name, name));
    let [row] = await stored();
    if (!row) {
      const made = webPush.generateVAPIDKeys();
      const privateKey = app.vault.seal(made.privateKey, place);
      // Another process may be first; then its pair is the one.
      await tx.insert(pushKeys).values({ name, publicKey: made.publicKey, privateKey }).onConflictDoNothing();
      [row] = await stored();
    }
    if (!row) throw new TypeError("The key pair for push services could not be read.");
    return { publicKey: row.publicKey, privateKey: app.vault.open(row.privateKey, place) };
  });
}
