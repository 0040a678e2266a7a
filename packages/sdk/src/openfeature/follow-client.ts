import { ClientProviderEvents, ProviderNotReadyError } from "@openfeature/core";
import type { FlagClient } from "../flags/client/index.ts";
import type { ProviderEvents } from "./provider-events.ts";

/** Starts a client and passes on what it says, until it is closed. Rejects when there is nothing to answer from: the SDK then says so. */
export async function followClient(client: FlagClient, events: ProviderEvents): Promise<void> {
  await client.start();
  client.onStatus(({ state, ageMs, problem }) => {
    const message =
      problem ?? (ageMs === null ? "" : `The source has not been heard of for ${Math.round(ageMs / 1000)} s.`);
    if (state === "ready") events.emit(ClientProviderEvents.Ready, {});
    if (state === "stale") events.emit(ClientProviderEvents.Stale, { message });
    if (state === "error") events.emit(ClientProviderEvents.Error, { message });
  });
  client.onChange((flagsChanged) =>
    events.emit(ClientProviderEvents.ConfigurationChanged, { flagsChanged: [...flagsChanged] }),
  );
  const { version, problem } = client.status;
  if (version === null) throw new ProviderNotReadyError(problem ?? "No snapshot has arrived yet.");
}
