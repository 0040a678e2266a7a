import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json", "x-delivery-id": "a1b2c3d4-e5f6-7890-abcd-ef1234567890" };
const resource = { type: "transfer", id: 111, profile_id: 222, account_id: 333 };

/** In the shape of https://docs.wise.com/guides/developer/webhooks/event-types. */
export const wiseSamples: ProviderSample[] = [
  {
    name: "a transfer is sent",
    headers,
    body: {
      data: {
        resource,
        current_state: "outgoing_payment_sent",
        previous_state: "funds_converted",
        occurred_at: "2026-11-20T11:34:56Z",
      },
      subscription_id: "01234567-89ab-cdef-0123-456789abcdef",
      event_type: "transfers#state-change",
      schema_version: "2.0.0",
      sent_at: "2026-11-20T11:34:57Z",
    },
    signals: ["transfer.state_changed"],
  },
  {
    name: "a transfer with a problem",
    headers,
    body: {
      data: { resource, active_cases: ["deposit_amount_less_invoice"], occurred_at: "2026-11-20T11:40:00Z" },
      subscription_id: "01234567-89ab-cdef-0123-456789abcdef",
      event_type: "transfers#active-cases",
      schema_version: "2.0.0",
      sent_at: "2026-11-20T11:40:01Z",
    },
    signals: ["transfer.problem"],
  },
  {
    name: "a transfer whose problem is gone, which is no signal",
    headers,
    body: {
      data: { resource, active_cases: [] },
      event_type: "transfers#active-cases",
      schema_version: "2.0.0",
      sent_at: "2026-11-20T11:50:01Z",
    },
    signals: [],
  },
];
