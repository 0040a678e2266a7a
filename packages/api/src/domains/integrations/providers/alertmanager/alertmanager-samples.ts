import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json", "user-agent": "Alertmanager/0.28.1" };
const group = {
  version: "4",
  receiver: "plumbline",
  groupKey: '{}:{alertname="HighLatency"}',
  truncatedAlerts: 0,
  groupLabels: { alertname: "HighLatency" },
  commonLabels: { alertname: "HighLatency", severity: "critical" },
  commonAnnotations: {},
  externalURL: "http://alertmanager.internal:9093",
};
const labels = { alertname: "HighLatency", instance: "checkout-1:8080", job: "checkout", severity: "critical" };
const generatorURL = "http://prometheus.internal:9090/graph?g0.expr=latency_seconds+%3E+1&g0.tab=1";

/** As Alertmanager itself sends it. */
export const alertmanagerSamples: ProviderSample[] = [
  {
    name: "one firing and one resolved alert of a group",
    headers,
    body: {
      ...group,
      status: "firing",
      alerts: [
        {
          status: "firing",
          labels,
          annotations: { summary: "Checkout answers slowly" },
          startsAt: "2026-11-20T11:58:03.112Z",
          endsAt: "0001-01-01T00:00:00Z",
          generatorURL,
          fingerprint: "c9b2a4b1f4a1d3e7",
        },
        {
          status: "resolved",
          labels: { ...labels, instance: "checkout-2:8080" },
          annotations: { summary: "Checkout answers slowly" },
          startsAt: "2026-11-20T11:40:03.112Z",
          endsAt: "2026-11-20T11:59:33.112Z",
          generatorURL,
          fingerprint: "0f5d3cc98ab14b20",
        },
      ],
    },
    signals: ["alert.firing", "alert.resolved"],
  },
  { name: "an empty group", headers, body: { ...group, status: "resolved", alerts: [] }, signals: [] },
];
