import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Keys for signing, derived from one secret so that no two purposes share a key. */
export interface ServerSecret {
  /** A key of 32 bytes for one purpose, `invitations`. */
  keyFor(purpose: string): Buffer;
}

/** The secret from `PLUMBLINE_SECRET`, else the one in the data folder, made on the first run with mode 0600. */
export function loadServerSecret(options: { secret: string | null; dataDir: string }): ServerSecret {
  const secret = options.secret ?? readOrMake(join(options.dataDir, "server.secret"), options.dataDir);
  return {
    keyFor: (purpose) => createHmac("sha256", secret).update(`plumbline/${purpose}`).digest(),
  };
}

function readOrMake(path: string, dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  try {
    // `wx` fails when another process was first; its secret is then the one to read.
    writeFileSync(path, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(path, "utf8").trim();
}
