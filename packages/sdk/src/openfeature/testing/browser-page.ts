import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";
import { OpenFeature, ProviderEvents } from "@openfeature/web-sdk";
import { WebFlagClient } from "../../flags/web/index.ts";
import { PlumblineWebProvider } from "../index.ts";

const { url, key } = Object.fromEntries(new URLSearchParams(location.hash.slice(1))) as { url: string; key: string };
const headers: [string, string][] = [["Authorization", `Bearer ${key}`]];

/** Shows what a provider says of the flag `layout`, for as long as the page is open. */
async function show(name: string, provider: Parameters<typeof OpenFeature.setProvider>[1]): Promise<void> {
  await OpenFeature.setProviderAndWait(name, provider);
  const client = OpenFeature.getClient(name);
  const place = document.body.appendChild(document.createElement("p"));
  const write = () => {
    place.textContent = `${name} ${client.getStringValue("layout", "none")}`;
  };
  for (const event of [ProviderEvents.ConfigurationChanged, ProviderEvents.ContextChanged] as const)
    client.addHandler(event, write);
  write();
}

await OpenFeature.setContext({ targetingKey: "user-7" });
await show("stock", new OFREPWebProvider({ baseUrl: url, headers }));
await show("ours", new PlumblineWebProvider(new WebFlagClient({ url, key })));
Object.assign(window, { OpenFeature });
