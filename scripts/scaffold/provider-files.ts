/** The provider's file and its connect guide: both pass the contract suite as they are, and are then made true. */
export function providerFiles(slug: string, name: string): Record<string, string> {
  return {
    [`packages/api/src/domains/integrations/providers/${slug}.ts`]: providerFile(slug, name),
    [`docs/guides/connect-${slug}.md`]: guide(slug, name),
  };
}

function providerFile(slug: string, name: string): string {
  const camel = slug.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return `import { readMoment, readText } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";

/** Unconfirmed: name the provider's own page for each fact below, and correct what it says otherwise. */
export const ${camel} = defineProvider({
  slug: "${slug}",
  name: "${name}",
  category: "generic",
  description: "What one gets from ${name}, in one sentence.",
  docsUrl: "https://docs.${slug}.example/webhooks",
  guide: "connect-${slug}",
  feeds: ["signals"],
  freshness: { webhook: "within seconds" },
  connect: [{ kind: "secret" }],
  webhook: {
    signature: { kind: "hmac", header: "x-${slug}-signature", prefix: "sha256=" },
    deliveryId: "x-${slug}-delivery",
    event: ({ payload }) => readText(payload, "event"),
  },
  signals: ({ event, payload, receivedAt }) =>
    event === "incident.opened"
      ? [
          {
            type: "incident.opened",
            key: \`incident.opened:\${readText(payload, "id")}\`,
            title: readText(payload, "title") ?? "Incident",
            subject: readText(payload, "service") ?? "service",
            occurredAt: readMoment(payload, "opened_at") ?? receivedAt,
          },
        ]
      : [],
  samples: [
    {
      name: "an incident opens",
      headers: { "x-${slug}-delivery": "1" },
      body: { event: "incident.opened", id: 7, title: "Checkout is slow", opened_at: "2026-11-20T10:00:00Z" },
      signals: ["incident.opened"],
    },
    { name: "an event that nobody knows", headers: { "x-${slug}-delivery": "2" }, body: { event: "other" }, signals: [] },
  ],
});
`;
}

function guide(slug: string, name: string): string {
  return `# Connect ${name}

Integrations → Catalogue → ${name} gives an address and a secret (shown once; rotate it when it is lost).

1. Open the webhook settings of ${name}.
2. Paste the address and the secret, and choose the events that should become signals.
3. Send a test delivery. The badge turns live when it has arrived and its signature fits.

## What becomes a signal

| Event of ${name} | Signal |
|---|---|
| \`incident.opened\` | \`incident.opened\` |

## When nothing arrives

The delivery log says what was refused and why. No line in it at all: ${name} cannot reach the address
\`/hooks/${slug}/…\`; see whether \`PUBLIC_URL\` is reachable from outside.
`;
}
