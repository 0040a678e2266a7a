import { relative } from "node:path";
import type { Config } from "../packages/api/src/config.ts";

export interface Welcome {
  config: Config;
  /** Where the embedded database lies; without it `DATABASE_URL` is in use. */
  cluster: string | undefined;
  /** How long starting took. */
  seconds: number;
}

/** The block that a start ends with: where everything is and how to stop. The last line is the one that scripts wait for. */
export function welcome({ config, cluster, seconds }: Welcome): string {
  const { publicUrl, environment, smtpUrl, dataDir } = config;
  const lines = [
    ["Console", publicUrl],
    ["GraphiQL", environment === "development" ? `${publicUrl}/graphql` : null],
    ["Mailbox", smtpUrl ? null : `${publicUrl}/dev/mailbox (no SMTP_URL is set, so mail stays here)`],
    ["Data", cluster ? dataPlace(dataDir, cluster) : "the Postgres of DATABASE_URL"],
    ["Stop", "Ctrl-C"],
  ].flatMap(([name, value]) => (value ? [`  ${name?.padEnd(10)}${value}`] : []));
  return `\n${lines.join("\n")}\n\n  Started in ${seconds.toFixed(1)} s\nPlumbline is ready at ${publicUrl}\n`;
}

function dataPlace(dataDir: string, cluster: string): string {
  const shown = relative(process.cwd(), dataDir);
  const place = shown.startsWith("..") || shown === "" ? dataDir : shown;
  if (cluster.startsWith(dataDir)) return place;
  return `${place}; the database in ${cluster}, because Postgres does not run as root and its user cannot reach ${place}`;
}
