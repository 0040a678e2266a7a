import { createHash } from "node:crypto";
import { PreconditionError } from "../../../service/errors.ts";
import type { ConnectField } from "../provider/connect-method.ts";
import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readMoment, readPath, readText } from "../provider/read-path.ts";
import { hostOf } from "../provider/server-credentials.ts";
import { defineProvider } from "../provider.ts";

/** Items of one answer that are looked at, the first ones; and ids that are remembered. */
const mostItems = 500;
const mostSeen = 2_000;

const path = (name: string, label: string, help: string, placeholder: string, optional = true): ConnectField => ({
  name,
  label,
  help,
  placeholder,
  optional,
  secret: false,
  pattern: /^[\w$@-]+(\.[\w$@-]+)*$/,
});

/** Any JSON list behind an address: the way in for what has neither a file here nor webhooks. */
export const genericPoll = defineProvider({
  slug: "generic-poll",
  name: "Polled JSON list",
  category: "generic",
  description: "Any address that answers with a JSON list: each item that was not there before is a signal.",
  docsUrl: "https://www.rfc-editor.org/rfc/rfc8259",
  guide: "connect-generic-poll",
  feeds: ["signals", "evidence"],
  freshness: { polling: "within about a minute" },
  connect: [
    {
      kind: "token",
      fields: [
        {
          name: "url",
          label: "Address",
          help: "What is asked for with GET. A private address must be listed in OUTBOUND_ALLOW by the operator.",
          placeholder: "https://api.example.com/incidents?sort=newest",
          secret: false,
          pattern: /^https?:\/\/[^\s/?#@]+([/?][^\s#]*)?$/i,
        },
        path(
          "itemsPath",
          "Items",
          "Where the list stands in the answer. Empty when the answer is the list.",
          "data.items",
        ),
        path("idField", "Id field", "The field that names an item for good.", "id", false),
        path("titleField", "Title field", "What people read. Empty shows the id.", "title"),
        path("timeField", "Time field", "When it happened: ISO 8601, or seconds since 1970.", "created_at"),
        path("urlField", "Link field", "Where a person can see the item.", "html_url"),
        {
          name: "headerName",
          label: "Header",
          help: "Name of a header that is sent along, where the address wants one.",
          placeholder: "Authorization",
          secret: false,
          optional: true,
          pattern: /^(?!host$|content-length$|transfer-encoding$|connection$)[\w-]{1,60}$/i,
        },
        { name: "headerValue", label: "Header value", help: "Its value.", placeholder: "Bearer …", optional: true },
      ],
    },
  ],
  api: {
    baseUrl: "",
    headers: ({ headerName, headerValue }): Record<string, string> => ({
      accept: "application/json",
      ...(headerName && headerValue ? { [headerName.toLowerCase()]: headerValue } : {}),
    }),
  },
  async checkCredentials(access) {
    const items = await readItems(access);
    const account = hostOf(access.credentials.url);
    return { account, text: `${account} answered with a list of ${items.length} items` };
  },
  poll: {
    intervalSeconds: 60,
    async run(access, cursor) {
      const items = await readItems(access);
      const seen = Array.isArray(cursor.seen) ? (cursor.seen as string[]) : null;
      const known = new Set(seen);
      const fresh = seen ? items.filter(({ id }) => !known.has(shortOf(id))) : [];
      const ids = [...new Set([...items.map(({ id }) => shortOf(id)), ...(seen ?? [])])].slice(0, mostSeen);
      return { signals: fresh.reverse().map(({ id, item }) => itemSignal(access, id, item)), cursor: { seen: ids } };
    },
  },
});

/** @throws PreconditionError when the answer holds no list, or no item has an id */
async function readItems(access: ProviderAccess): Promise<{ id: string; item: unknown }[]> {
  const { url = "", itemsPath, idField = "id" } = access.credentials;
  const { body } = await access.call("GET", url);
  const list = itemsPath ? readPath(body, itemsPath) : body;
  if (!Array.isArray(list)) {
    throw new PreconditionError(
      `${hostOf(url)} answered, but there is no list${itemsPath ? ` at “${itemsPath}”` : ""} in it.`,
      "Look at the answer and correct where the items stand.",
    );
  }
  const items = list.slice(0, mostItems).flatMap((item: unknown) => {
    const id = readText(item, idField);
    return id ? [{ id, item }] : [];
  });
  if (list.length > 0 && items.length === 0) {
    throw new PreconditionError(`No item has a field “${idField}”.`, "Correct the id field.");
  }
  return items;
}

function itemSignal(access: ProviderAccess, id: string, item: unknown): NormalisedSignal {
  const { url, titleField, timeField, urlField } = access.credentials;
  const link = urlField ? readText(item, urlField) : undefined;
  return {
    type: "item.appeared",
    key: `item.appeared:${id}`,
    occurredAt: (timeField ? readMoment(item, timeField) : undefined) ?? access.now,
    title: ((titleField ? readText(item, titleField) : undefined) ?? id).slice(0, 300),
    subject: hostOf(url),
    url: link?.match(/^https?:\/\/.*/)?.[0],
    data: { id },
  };
}

const shortOf = (id: string) => createHash("sha256").update(id).digest("base64url").slice(0, 16);
