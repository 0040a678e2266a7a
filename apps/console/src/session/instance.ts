import { query } from "../data/client.ts";
import { InstanceDocument, type InstanceQuery } from "./instance.gen.ts";

/** What this installation can do: where mail goes, which sign-ins are set up, whether a demo is offered. */
export type Instance = InstanceQuery["instance"];

let reading: Promise<Instance> | undefined;

/** Reads it once per visit; it changes only with a restart of the server. */
export function readInstance(): Promise<Instance> {
  reading ??= query(InstanceDocument, {}).then(({ instance }) => instance);
  reading.catch(() => {
    reading = undefined;
  });
  return reading;
}
