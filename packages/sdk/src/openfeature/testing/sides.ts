import type { EvaluationContext, EvaluationDetails, JsonValue } from "@openfeature/core";
import { AsyncLocalStorageTransactionContextPropagator, OpenFeature as Server } from "@openfeature/server-sdk";
import { OpenFeature as Web } from "@openfeature/web-sdk";
import type { FlagClient } from "../../flags/client/index.ts";
import { PlumblineServerProvider, PlumblineWebProvider } from "../index.ts";

export type Details = EvaluationDetails<JsonValue>;

/** Hooks as both SDKs take them; only the server's may answer a context. */
export interface AnyHook {
  before?(): EvaluationContext | undefined;
  after?(context: unknown, details: Details): void;
  error?(): void;
  finally?(context: unknown, details: Details): void;
}

/** A client of either SDK, as far as the scenarios use it. */
export interface AnyClient {
  readonly providerStatus: string;
  addHooks(...hooks: AnyHook[]): void;
}

/** Where context comes from; the web's SDK has one place only. */
export type Contexts = Partial<Record<"API" | "Transaction" | "Client" | "Invocation", EvaluationContext>>;

/** One evaluation. */
export interface Question {
  kind: "Boolean" | "String" | "Number" | "Object";
  key: string;
  fallback: JsonValue;
  contexts: Contexts;
  hooks?: AnyHook[];
}

/** One of OpenFeature's SDKs with our provider. */
export interface Side {
  name: string;
  /** Levels of context that it knows; `Before Hooks` where a hook may add to it. */
  levels: readonly string[];
  /** Whether asking gives a promise. */
  asks: "asynchronously" | "at once";
  /** Registers the provider; rejects when it cannot begin. */
  begin(client: FlagClient): Promise<void>;
  openClient(): AnyClient;
  ask(client: AnyClient, question: Question): Details | Promise<Details>;
  close(): Promise<void>;
}

type Method = (...parameters: unknown[]) => Details | Promise<Details>;

function method(client: AnyClient, kind: string): Method {
  const found = (client as unknown as Record<string, Method>)[`get${kind}Details`];
  if (!found) throw new TypeError(`There is no get${kind}Details.`);
  return found.bind(client);
}

export const server: Side = {
  name: "server",
  levels: ["API", "Transaction", "Client", "Invocation", "Before Hooks"],
  asks: "asynchronously",
  begin: (client) => Server.setProviderAndWait(new PlumblineServerProvider(client)),
  openClient: () => Server.getClient() as unknown as AnyClient,
  async ask(client, { kind, key, fallback, contexts, hooks }) {
    Server.setTransactionContextPropagator(new AsyncLocalStorageTransactionContextPropagator());
    Server.setContext(contexts.API ?? {});
    (client as unknown as typeof Server).setContext(contexts.Client ?? {});
    return await new Promise<Details>((resolve, reject) => {
      Server.setTransactionContext(contexts.Transaction ?? {}, () => {
        const asked = method(client, kind)(key, fallback, contexts.Invocation ?? {}, hooks && { hooks });
        Promise.resolve(asked).then(resolve, reject);
      });
    });
  },
  async close() {
    Server.setContext({});
    await Server.close();
  },
};

/** Asks the web's SDK. A scenario that hands its context to one evaluation sets it before, as a page does. */
export async function askWeb(
  client: AnyClient,
  { kind, key, fallback, contexts, hooks }: Question,
  setContext: (context: EvaluationContext) => Promise<void>,
): Promise<Details> {
  await setContext({ ...contexts.API, ...contexts.Invocation });
  return method(client, kind)(key, fallback, hooks && { hooks });
}

export const web: Side = {
  name: "web",
  levels: ["API"],
  asks: "at once",
  begin: (client) => Web.setProviderAndWait(new PlumblineWebProvider(client)),
  openClient: () => Web.getClient() as unknown as AnyClient,
  ask: (client, question) => askWeb(client, question, (context) => Web.setContext(context)),
  async close() {
    await Web.clearContexts();
    await Web.close();
  },
};

export const sides = [server, web] as const;
