import type { Config } from "../../config.ts";

/** Origins of our own pages: PUBLIC_URL, and this machine under both of its names, since people type either. */
export function ownOrigins({ publicUrl, port }: Pick<Config, "publicUrl" | "port">): string[] {
  return [...new Set([new URL(publicUrl).origin, `http://localhost:${port}`, `http://127.0.0.1:${port}`])];
}
