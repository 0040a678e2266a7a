import { OFREPProvider } from "@openfeature/ofrep-provider";
import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";
import { OpenFeature as Server } from "@openfeature/server-sdk";
import { OpenFeature as Web } from "@openfeature/web-sdk";
import { createFlags } from "../../flags/node/index.ts";
import { WebFlagClient } from "../../flags/web/index.ts";
import { PlumblineServerProvider, PlumblineWebProvider } from "../index.ts";
import { type AnyClient, askWeb, type Side, server, web } from "./sides.ts";

/** A running server, and the keys of one of its environments. */
export interface RunningServer {
  url: string;
  secretKey: string;
  publishableKey: string;
}

/** OpenFeature's SDKs with providers that ask a running server: its own for OFREP, as they are published, and ours. */
export const remoteSides: readonly (Side & { connect(running: RunningServer): Promise<void> })[] = [
  {
    ...server,
    ...staysOpen("@openfeature/ofrep-provider", (name) => Server.getClient(name)),
    connect: ({ url, secretKey }) =>
      Server.setProviderAndWait(
        "@openfeature/ofrep-provider",
        new OFREPProvider({ baseUrl: url, headers: [["Authorization", `Bearer ${secretKey}`]] }),
      ),
  },
  {
    ...web,
    ...staysOpen("@openfeature/ofrep-web-provider", (name) => Web.getClient(name)),
    ...asksAlone("@openfeature/ofrep-web-provider"),
    connect: ({ url, publishableKey }) =>
      Web.setProviderAndWait(
        "@openfeature/ofrep-web-provider",
        new OFREPWebProvider({ baseUrl: url, headers: [["Authorization", `Bearer ${publishableKey}`]] }),
      ),
  },
  {
    ...server,
    ...staysOpen("our server provider", (name) => Server.getClient(name)),
    connect: ({ url, secretKey: key }) =>
      Server.setProviderAndWait("our server provider", new PlumblineServerProvider(createFlags({ url, key }))),
  },
  {
    ...web,
    ...staysOpen("our web provider", (name) => Web.getClient(name)),
    ...asksAlone("our web provider"),
    connect: ({ url, publishableKey: key }) =>
      Web.setProviderAndWait("our web provider", new PlumblineWebProvider(new WebFlagClient({ url, key }))),
  },
];

/** The provider is registered under its name, and stays from scenario to scenario. */
function staysOpen(
  name: string,
  clientOf: (name: string) => unknown,
): Pick<Side, "name" | "begin" | "openClient" | "close"> {
  return { name, begin: async () => {}, openClient: () => clientOf(name) as AnyClient, close: async () => {} };
}

/** Sets the context of its own provider: every other one would ask its server, too. */
function asksAlone(name: string): Pick<Side, "ask"> {
  return { ask: (client, question) => askWeb(client, question, (context) => Web.setContext(name, context)) };
}
