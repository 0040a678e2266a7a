import type { DemoCredential } from "../demo-door.ts";
import type { FurnishDemoOptions } from "./furnish-demo.ts";
import type { DemoPlace } from "./look-around.ts";

/** The keys of the demo's simulated programs, and what each may do. */
const demoKeys = {
  "Simulated shop": ["flags:read", "logs:write"],
  "Simulated release bot": ["workspace:read", "flags:write", "logs:read", "error_groups:write"],
  "Simulated on-call": ["workspace:read", "logs:read", "incidents:read", "incidents:write"],
} as const;

export type DemoKeyName = keyof typeof demoKeys;

/** Makes the keys that are not there yet, for production. */
export async function openKeys(options: FurnishDemoOptions, place: DemoPlace): Promise<void> {
  const { door, person, workspaceId, secrets } = options;
  const environmentId = place.environments.get("production");
  for (const [name, scopes] of Object.entries(demoKeys)) {
    if (secrets.keys[name]) continue;
    const input = { workspaceId, environmentId, name, kind: "SECRET", scopes };
    const { key } = await door.make<{ key: string }>("createApiKey", input, person, "key");
    secrets.keys[name] = key;
  }
}

/** A simulated program's key as it is sent. */
export function asProgram(keys: Readonly<Record<string, string>>, name: DemoKeyName): DemoCredential {
  return { authorization: `Bearer ${keys[name] ?? ""}` };
}
