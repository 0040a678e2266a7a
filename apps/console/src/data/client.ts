import { createPlumbline, type LiveStatus, PlumblineError, unwrap } from "@plumbline/sdk";
import { keepAnswer, keptAnswer } from "../offline/kept-answers.ts";
import { offlineState } from "../offline/offline-state.ts";
import type { Document } from "./document.ts";
import { offline, PresentedError, presentRefusal } from "./presented-error.ts";

// The console lives on the SDK as a customer's page would; only the credential differs: the member's own cookie.
const plumbline = createPlumbline({ url: location.origin, session: "cookie" });

/** The SDK's error in the words of the console. */
function presented(error: unknown): unknown {
  if (!(error instanceof PlumblineError)) return error;
  if (error.code === "NETWORK") return offline();
  if (error.code === "INTERNAL") {
    return new PresentedError({
      code: "INTERNAL",
      title: "Plumbline failed at this, and has logged why.",
      detail: "Try again. If it stays, give the number below to whoever operates this installation.",
      requestId: error.requestId ?? undefined,
    });
  }
  const issues = "issues" in error ? (error.issues as { path: string[]; message: string }[]) : [];
  return presentRefusal({
    code: error.code,
    message: error.message,
    nextStep: error.nextStep,
    requestId: error.requestId,
    issues,
  });
}

/** Milliseconds that a server gets to answer while the browser says that there is no network. One on this machine answers all the same. */
const offlinePatienceMs = 1500;

/**
 * Reads. Where the server does not answer, gives the last answer to the same question; the page then says how old it is.
 * @throws PresentedError when the API refuses, or does not answer and never did
 */
export async function query<Data, Variables>(document: Document<Data, Variables>, variables: Variables): Promise<Data> {
  const asked = ask(document, variables);
  if (navigator.onLine) return await asked.catch((error: unknown) => keptInstead(document, variables, error));
  asked.catch(() => {});
  const patience = new Promise<never>((_, reject) => setTimeout(() => reject(offline()), offlinePatienceMs));
  return await Promise.race([asked, patience]).catch((error: unknown) => keptInstead(document, variables, error));
}

async function ask<Data, Variables>(document: Document<Data, Variables>, variables: Variables): Promise<Data> {
  try {
    const data = unwrap(await plumbline.query<Data, object>(document.text, variables as object)) as Data;
    offlineState.isFresh();
    keepAnswer(document, variables, data);
    return data;
  } catch (error) {
    throw presented(error);
  }
}

async function keptInstead<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  error: unknown,
): Promise<Data> {
  const kept =
    error instanceof PresentedError && error.code === "OFFLINE" ? await keptAnswer(document, variables) : undefined;
  if (!kept) throw error;
  offlineState.showsKept(kept.at);
  return kept.data;
}

/** The success of a mutation's union. */
export type SuccessOf<Data> = Extract<Data[keyof Data], { __typename: `${string}Success` }>;

/** An idempotency key. Not `randomUUID`: browsers have that on secure pages only, and a laptop's LAN address is none. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Writes one mutation under an idempotency key, so that the SDK's own retries do it once.
 * @param key default a new one
 * @returns The success of its union. @throws PresentedError when it answers a typed refusal.
 */
export async function mutate<Data extends object, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  key: string = newKey(),
): Promise<SuccessOf<Data>> {
  try {
    const options = { idempotencyKey: key };
    const data = unwrap(await plumbline.mutate<Data, object>(document.text, variables as object, options)) as object;
    return Object.values(data)[0] as SuccessOf<Data>;
  } catch (error) {
    throw presented(error);
  }
}

export interface SubscribeParts<Data, Variables> {
  document: Document<Data, Variables>;
  /** Without `after`: where to continue is kept by the SDK. */
  variables: Variables;
  /** Cursor to continue behind; null begins with what happens next. */
  after: string | null;
  onEvent: (data: Data) => void;
  onMode: (status: LiveStatus) => void;
  /** Something may have been missed, or comes by polling only: read the state anew. */
  onResync: () => void;
}

/** Listens, over WebSocket, server-sent events or polling, whichever gets through. @returns How to stop. */
export function subscribe<Data, Variables>(parts: SubscribeParts<Data, Variables>): () => void {
  const stopMode = plumbline.onMode(parts.onMode);
  const live = plumbline.live<Data, object>(parts.document.text, parts.variables as object, {
    after: parts.after,
    onEvent: (data) => parts.onEvent(data),
    onResync: () => parts.onResync(),
  });
  return () => {
    live.stop();
    stopMode();
  };
}
