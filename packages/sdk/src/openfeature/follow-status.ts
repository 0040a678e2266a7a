import { ClientProviderEvents, ErrorCode, ProviderFatalError, ProviderNotReadyError } from "@openfeature/core";
import type { FlagStatus } from "../flags/client/index.ts";
import type { ProviderEvents } from "./provider-events.ts";

/** What is followed: a client with rules, or one with answers. */
export interface Followed {
  readonly status: FlagStatus;
  onStatus(listener: (status: FlagStatus) => void): () => void;
}

/** Passes on what a client says of itself, until it is closed. */
export function followStatus(client: Followed, events: ProviderEvents): void {
  let known = client.status.state;
  client.onStatus(({ state, ageMs, problem, refused }) => {
    // Another version, or another way of delivery, is no event of a provider's life.
    if (state === known) return;
    known = state;
    const message =
      problem ?? (ageMs === null ? "" : `The source has not been heard of for ${Math.round(ageMs / 1000)} s.`);
    if (state === "ready") events.emit(ClientProviderEvents.Ready, {});
    if (state === "stale") events.emit(ClientProviderEvents.Stale, { message });
    if (state === "error")
      events.emit(ClientProviderEvents.Error, { message, ...(refused && { errorCode: ErrorCode.PROVIDER_FATAL }) });
  });
}

/** Passes on which flags answer otherwise. */
export function followChanges(
  subscribe: (listener: (keys: readonly string[]) => void) => void,
  events: ProviderEvents,
): void {
  subscribe((keys) => events.emit(ClientProviderEvents.ConfigurationChanged, { flagsChanged: [...keys] }));
}

/** @throws ProviderFatalError where the key was turned down, ProviderNotReadyError where there is nothing to answer from: the SDK then says so */
export function proveReady({ status: { version, problem, refused } }: Followed): void {
  if (version !== null) return;
  const message = problem ?? "No flags have arrived yet.";
  throw refused ? new ProviderFatalError(message) : new ProviderNotReadyError(message);
}
