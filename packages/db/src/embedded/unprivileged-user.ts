import { readFileSync } from "node:fs";
import { SetupError } from "../setup-error.ts";

/** The account that Postgres runs as when we are root, which it refuses to be. */
export interface UnprivilegedUser {
  name: string;
  uid: number;
  gid: number;
}

const candidates = ["postgres", "nobody", "daemon"];

/**
 * The user to run Postgres as: `undefined` (ourselves) unless this process is root.
 *
 * @throws SetupError `POSTGRES_UNAVAILABLE` when we are root and the machine has no unprivileged account.
 */
export function unprivilegedUser(): UnprivilegedUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of candidates) {
    const account = accounts.find(([accountName]) => accountName === name);
    if (account) return { name, uid: Number(account[2]), gid: Number(account[3]) };
  }
  throw new SetupError(
    "POSTGRES_UNAVAILABLE",
    `Postgres refuses to run as root, and this machine has none of the accounts ${candidates.join(", ")} to run it as.`,
    "Run Plumbline as an ordinary user, or set DATABASE_URL to a Postgres 18 of your own.",
  );
}
