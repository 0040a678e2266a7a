import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../setup-error.ts";
import { canTraverse } from "./can-traverse.ts";
import type { PostgresBinaries } from "./find-binaries.ts";
import type { UnprivilegedUser } from "./unprivileged-user.ts";

/** Folders that root can write and everybody can walk into. The first one that works is taken. */
const publicPlaces = ["/var/lib/plumbline", "/var/tmp/plumbline", "/tmp/plumbline"];

/** Where the cluster is to lie: inside the data folder, or outside of it when Postgres' user cannot get in. */
export function chooseClusterFolder(dataDir: string, user: UnprivilegedUser | undefined): string {
  if (!user || canTraverse(user, dataDir)) return join(dataDir, "postgres");
  const key = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  return join(publicPlace(user), key);
}

/** The binaries' folder, copied (59 MB, once per version) to a public place when Postgres' user cannot get to it. */
export function reachableBinaries(binaries: PostgresBinaries, user: UnprivilegedUser | undefined): string {
  if (!user || canTraverse(user, join(binaries.root, "bin"))) return binaries.root;
  const copy = join(publicPlace(user), `postgres-${binaries.version}-${binaries.platform}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  cpSync(binaries.root, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, copy);
  } catch (error) {
    // Another process finished the same copy first; its copy is as good as ours.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function publicPlace(user: UnprivilegedUser): string {
  for (const place of publicPlaces) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o755 });
      // Somebody else's folder of that name could swap the binaries that we are about to run.
      if (statSync(place).uid === 0 && canTraverse(user, place)) return place;
    } catch {
      // Read-only or missing on this machine: try the next one.
    }
  }
  throw new SetupError(
    "POSTGRES_UNAVAILABLE",
    `Postgres runs as the user ${user.name}, which can reach neither the data folder nor any of ${publicPlaces.join(", ")}.`,
    "Set PLUMBLINE_DATA to a folder that this user can reach, run Plumbline as an ordinary user, or set DATABASE_URL.",
  );
}
