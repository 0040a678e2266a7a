import type { Config } from "../../config.ts";

/**
 * Origins of our own pages: PUBLIC_URL; and where that is this machine, this machine under both of its names, since people type
 * either. A server with a public address trusts no page of whatever else runs on the port of that name on a visitor's machine.
 */
export function ownOrigins({ publicUrl, port }: Pick<Config, "publicUrl" | "port">): string[] {
  const { origin, hostname } = new URL(publicUrl);
  const isHere = hostname === "localhost" || hostname === "127.0.0.1";
  return isHere ? [...new Set([origin, `http://localhost:${port}`, `http://127.0.0.1:${port}`])] : [origin];
}
