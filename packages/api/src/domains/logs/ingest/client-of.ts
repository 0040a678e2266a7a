import type { LogSource } from "../store/log-entry.ts";

/** What sends, by its own words: `opentelemetry 2.1.0 (nodejs)`; null when it says nothing. */
export function clientOf({ resource }: LogSource): string | null {
  const name = resource["telemetry.sdk.name"];
  if (typeof name !== "string") return null;
  const version = resource["telemetry.sdk.version"];
  const language = resource["telemetry.sdk.language"];
  const words = [name, ...(typeof version === "string" ? [version] : [])];
  return `${words.join(" ")}${typeof language === "string" ? ` (${language})` : ""}`.slice(0, 200);
}
