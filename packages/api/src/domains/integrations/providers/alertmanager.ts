import type { NormalisedSignal, ParsedDelivery } from "../provider/normalised-signal.ts";
import { readList, readMoment, readText, readTexts } from "../provider/read-path.ts";
import { defineProvider } from "../provider.ts";
import { alertmanagerSamples } from "./alertmanager/alertmanager-samples.ts";

/** Prometheus Alertmanager, webhook version 4. https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export const alertmanager = defineProvider({
  slug: "alertmanager",
  name: "Alertmanager",
  category: "alerting",
  description: "Alerts as Prometheus Alertmanager routes them: firing and resolved, with their labels.",
  docsUrl: "https://prometheus.io/docs/alerting/latest/configuration/#webhook_config",
  guide: "connect-alertmanager",
  feeds: ["signals", "evidence", "monitors"],
  freshness: {
    webhook: "as soon as Alertmanager sends the group: after its group_wait, 30 seconds unless set otherwise",
  },
  connect: [{ kind: "secret" }],
  webhook: {
    // Alertmanager signs nothing; it shows the integration's own token (`http_config.authorization`).
    signature: { kind: "bearer" },
    event: ({ payload }) => readText(payload, "status"),
  },
  unprovable: "Alertmanager signs nothing: it shows a token, and who reads the token can send alerts.",
  // Alertmanager without an alert sends nothing at all: silence is good news, for a month.
  quietAfterSeconds: 30 * 86_400,
  signals: alertmanagerSignals,
  samples: alertmanagerSamples,
});

/**
 * One for each alert of the group. Alertmanager sends the whole group again whenever one of it changes and every
 * `repeat_interval`, so an alert is named by its fingerprint and the moment at which it began.
 */
function alertmanagerSignals({ payload, receivedAt }: ParsedDelivery): NormalisedSignal[] {
  return readList(payload, "alerts").flatMap((alert) => {
    const fingerprint = readText(alert, "fingerprint");
    const status = readText(alert, "status");
    if (!fingerprint || (status !== "firing" && status !== "resolved")) return [];
    const labels = readTexts(alert, "labels");
    const annotations = readTexts(alert, "annotations");
    const startsAt = readMoment(alert, "startsAt") ?? receivedAt;
    // A firing alert's endsAt is 0001-01-01T00:00:00Z, which `readMoment` takes for none.
    const endsAt = status === "resolved" ? (readMoment(alert, "endsAt") ?? receivedAt) : undefined;
    const name = labels.alertname ?? "alert";
    const generatorURL = readText(alert, "generatorURL");
    const data = {
      fingerprint,
      labels,
      annotations,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString(),
      groupKey: readText(payload, "groupKey"),
      receiver: readText(payload, "receiver"),
      generatorURL,
      externalURL: readText(payload, "externalURL"),
    };
    return [
      {
        type: `alert.${status}`,
        key: `alert.${status}:${fingerprint}:${startsAt.toISOString()}`,
        occurredAt: endsAt ?? startsAt,
        title: annotations.summary ?? annotations.description ?? name,
        subject: labels.service ?? labels.job ?? labels.instance ?? name,
        url: generatorURL?.match(/^https?:\/\/.*/)?.[0],
        data,
      },
    ];
  });
}
