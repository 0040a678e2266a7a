import type { Happening, ProviderCase } from "./provider-case.ts";
import { tokenRoute } from "./token-route.ts";

const bot = "Bot bot.token.twin";
const general = [{ id: "700", name: "general", type: 0 }];

/** Discord with one server that the person granted, and another in which the operator's bot sits too. */
export const discordTwin: ProviderCase = {
  slug: "discord",
  env: (url) => ({
    DISCORD_URL: `${url}/discord`,
    DISCORD_CLIENT_ID: "1234560123456789012",
    DISCORD_CLIENT_SECRET: "discord-twin",
    DISCORD_BOT_TOKEN: "bot.token.twin",
  }),
  routes: (happened) => (asked) => {
    const path = asked.path.replace("/discord/api/", "");
    if (path === "oauth2/token") return tokenRoute(asked, { guild: { id: "600", name: "Meridian" } });
    if (path === "v10/users/@me" && asked.headers.authorization === "Bearer good-token")
      return [200, { id: "1", username: "ines" }];
    if (!path.startsWith("v10/")) return null;
    if (asked.headers.authorization !== bot) return [401, { message: "401: Unauthorized", code: 0 }];
    switch (path) {
      case "v10/users/@me":
        return [200, { id: "99", username: "plumbline" }];
      case "v10/guilds/600":
        return [200, { id: "600", name: "Meridian" }];
      case "v10/guilds/600/channels":
        return [200, [...general, { id: "701", name: "voice", type: 2 }]];
      case "v10/channels/700/messages":
        return [200, messages(happened, asked.query)];
      default:
        return null;
    }
  },
  refusal: "The code is not one of mine.",
  account: "Meridian",
  targets: { offered: ["700"], chosen: ["700"] },
  tells: { type: "message.posted", subject: "#general" },
};

/** The newest first, after an id, as Discord lists them; one of them is the bot's own. */
function messages(happened: readonly Happening[], query: URLSearchParams) {
  const all = [{ id: "1000", author: { id: "1", username: "ines" }, content: "Old", type: 0 }];
  for (const { number, at } of happened) {
    const told = { content: `Message ${number}`, timestamp: at.toISOString(), type: 0 };
    all.push({ id: String(2000 + 2 * number), author: { id: "1", username: "ines" }, ...told });
    all.push({ id: String(2001 + 2 * number), author: { id: "99", username: "plumbline" }, ...told });
  }
  const after = BigInt(query.get("after") ?? "0");
  const found = all.filter(({ id }) => BigInt(id) > after).sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
  return found.slice(0, Number(query.get("limit")));
}
