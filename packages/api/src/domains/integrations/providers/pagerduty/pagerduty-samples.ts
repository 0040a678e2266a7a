import type { ProviderSample } from "../../provider.ts";

const headers = (id: string) => ({
  "content-type": "application/json",
  "user-agent": "PagerDuty-Webhook/V3.0",
  "x-webhook-id": id,
  "x-webhook-subscription": "PY1OL64",
});

const agent = {
  html_url: "https://acme.pagerduty.com/users/PLH1HKV",
  id: "PLH1HKV",
  self: "https://api.pagerduty.com/users/PLH1HKV",
  summary: "Tenex Engineer",
  type: "user_reference",
};

const service = {
  html_url: "https://acme.pagerduty.com/services/PF9KMXH",
  id: "PF9KMXH",
  self: "https://api.pagerduty.com/services/PF9KMXH",
  summary: "API Service",
  type: "service_reference",
};

/** In the shape of https://developer.pagerduty.com/docs/webhooks-overview#webhook-payload. */
export const pagerdutySamples: ProviderSample[] = [
  {
    name: "an incident is triggered, by no person",
    headers: headers("b1f0a6a2-0001-4c1b-9f0e-2d3c4b5a6978"),
    body: {
      event: {
        id: "5ac64822-4adc-4fda-ade0-410becf0de4f",
        event_type: "incident.triggered",
        resource_type: "incident",
        occurred_at: "2026-10-02T18:45:22.169Z",
        agent: null,
        client: null,
        data: {
          id: "PGR0VU2",
          type: "incident",
          self: "https://api.pagerduty.com/incidents/PGR0VU2",
          html_url: "https://acme.pagerduty.com/incidents/PGR0VU2",
          number: 2,
          status: "triggered",
          incident_key: "d3640fbd41094207a1c11e58e46b1662",
          created_at: "2026-10-02T18:45:22Z",
          title: "A little bump in the road",
          service,
          assignees: [agent],
          teams: [],
          priority: { id: "PSO75BM", summary: "P1", type: "priority_reference" },
          urgency: "high",
          conference_bridge: null,
          resolve_reason: null,
        },
      },
    },
    signals: ["incident.triggered"],
  },
  {
    name: "a note on an incident",
    headers: headers("b1f0a6a2-0002-4c1b-9f0e-2d3c4b5a6978"),
    body: {
      event: {
        id: "01BUWKYUUGUAQ0MQYZBPMQYZBP",
        event_type: "incident.annotated",
        resource_type: "incident",
        occurred_at: "2026-10-02T19:02:11.000Z",
        agent,
        client: null,
        data: {
          incident: {
            html_url: "https://acme.pagerduty.com/incidents/PGR0VU2",
            id: "PGR0VU2",
            self: "https://api.pagerduty.com/incidents/PGR0VU2",
            summary: "A little bump in the road",
            type: "incident_reference",
          },
          id: "P2LA89X",
          content: "Considering rolling back",
          trimmed: false,
          type: "incident_note",
        },
      },
    },
    signals: ["incident.annotated"],
  },
  {
    name: "a test ping",
    headers: headers("b1f0a6a2-0003-4c1b-9f0e-2d3c4b5a6978"),
    body: {
      event: {
        id: "01CEKQGU3ZBTNOBOLZ1P4VKTIU",
        event_type: "pagey.ping",
        resource_type: "pagey",
        occurred_at: "2026-10-02T20:00:00.000Z",
        agent: null,
        client: null,
        data: { message: "Hello from your friend Pagey!", type: "ping" },
      },
    },
    signals: ["webhook.pinged"],
  },
  {
    name: "a service that was changed, which is no signal",
    headers: headers("b1f0a6a2-0004-4c1b-9f0e-2d3c4b5a6978"),
    body: {
      event: {
        id: "01CEKQGU3ZBTNOBOLZ1P4VKTIV",
        event_type: "service.updated",
        resource_type: "service",
        occurred_at: "2026-10-02T20:00:01.000Z",
        agent,
        client: null,
        data: { ...service, type: "service" },
      },
    },
    signals: [],
  },
];
