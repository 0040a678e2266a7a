import { addressBelow } from "../provider/address-below.ts";
import type { NormalisedSignal } from "../provider/normalised-signal.ts";
import type { ProviderAccess } from "../provider/provider-access.ts";
import { readList, readMoment, readText, readTexts } from "../provider/read-path.ts";
import { hostOf, serverField, serverSignIn, signInHeaders } from "../provider/server-credentials.ts";
import { defineProvider } from "../provider.ts";
import { labelFingerprint } from "./prometheus/label-fingerprint.ts";

/** An alert as the cursor keeps it, so that it can be told of when it is gone. */
interface Firing {
  startsAt: string;
  labels: Record<string, string>;
  summary: string;
}

/** A Prometheus server, or whatever speaks its HTTP API. https://prometheus.io/docs/prometheus/latest/querying/api */
export const prometheus = defineProvider({
  slug: "prometheus",
  name: "Prometheus",
  category: "alerting",
  description: "Metrics for monitors and evidence, and the alerts of its rules as they fire and end.",
  docsUrl: "https://prometheus.io/docs/prometheus/latest/querying/api",
  guide: "connect-prometheus",
  feeds: ["signals", "evidence", "monitors"],
  freshness: { polling: "within half a minute of Prometheus' own evaluation; an alert shorter than that is not seen" },
  connect: [{ kind: "token", fields: [serverField("http://prometheus.internal:9090"), ...serverSignIn] }],
  api: { baseUrl: "", headers: signInHeaders },
  checkCredentials,
  // A Prometheus whose rules are quiet has nothing to tell.
  quietAfterSeconds: 30 * 86_400,
  poll: {
    intervalSeconds: 30,
    async run(access, cursor) {
      const known = (cursor.firing ?? null) as Record<string, Firing> | null;
      const firing = await readFiring(access);
      // What fires already when it is connected is no news; its end will be.
      if (known === null) return { signals: [], cursor: { firing } };
      const begun = Object.entries(firing).filter(([id, { startsAt }]) => known[id]?.startsAt !== startsAt);
      const ended = Object.entries(known).filter(([id, { startsAt }]) => firing[id]?.startsAt !== startsAt);
      const signals = [
        ...ended.map(([id, alert]) => alertSignal(access, "resolved", id, alert)),
        ...begun.map(([id, alert]) => alertSignal(access, "firing", id, alert)),
      ];
      return { signals, cursor: { firing } };
    },
  },
});

async function checkCredentials(access: ProviderAccess) {
  const account = hostOf(access.credentials.url);
  const { body } = await access.call("GET", addressBelow(access.credentials.url, "/api/v1/status/buildinfo"));
  const version = readText(body, "data.version");
  if (!version) {
    // Mimir and Thanos tell no version everywhere; a query that they answer is proof enough.
    await access.call("GET", addressBelow(access.credentials.url, "/api/v1/query?query=1"));
  }
  return { account, text: version ? `Prometheus ${version} answered at ${account}` : `${account} answered a query` };
}

async function readFiring(access: ProviderAccess): Promise<Record<string, Firing>> {
  const { body } = await access.call("GET", addressBelow(access.credentials.url, "/api/v1/alerts"));
  const firing: Record<string, Firing> = {};
  for (const alert of readList(body, "data.alerts")) {
    if (readText(alert, "state") !== "firing") continue;
    const labels = readTexts(alert, "labels");
    const annotations = readTexts(alert, "annotations");
    firing[labelFingerprint(labels)] = {
      startsAt: (readMoment(alert, "activeAt") ?? access.now).toISOString(),
      labels,
      summary: annotations.summary ?? annotations.description ?? labels.alertname ?? "alert",
    };
  }
  return firing;
}

function alertSignal(access: ProviderAccess, status: "firing" | "resolved", id: string, alert: Firing) {
  const { startsAt, labels, summary } = alert;
  const name = labels.alertname ?? "alert";
  const generatorURL = addressBelow(access.credentials.url, `/alerts?search=${encodeURIComponent(name)}`);
  const signal: NormalisedSignal = {
    type: `alert.${status}`,
    key: `alert.${status}:${id}:${startsAt}`,
    occurredAt: status === "firing" ? new Date(startsAt) : access.now,
    title: summary,
    subject: labels.service ?? labels.job ?? labels.instance ?? name,
    url: generatorURL,
    data: {
      fingerprint: id,
      labels,
      annotations: { summary },
      startsAt,
      ...(status === "resolved" ? { endsAt: access.now.toISOString() } : {}),
      generatorURL,
    },
  };
  return signal;
}
