import type { ProviderSample } from "../../provider.ts";

const headers = {
  "content-type": "application/json; charset=utf-8",
  "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
};

/** Event objects in the shape of https://docs.stripe.com/api/events/object. */
export const stripeSamples: ProviderSample[] = [
  {
    name: "a card was declined",
    headers,
    body: {
      id: "evt_3NNJ9VLkdIwHu7ix0eSl8Q1f",
      object: "event",
      api_version: "2024-06-20",
      created: 1763632800,
      data: {
        object: {
          id: "pi_3NNJ9VLkdIwHu7ix0TXyxlSt",
          object: "payment_intent",
          amount: 2000,
          currency: "usd",
          customer: "cus_NeGfPRiPKxeBi1",
          last_payment_error: {
            code: "card_declined",
            decline_code: "insufficient_funds",
            message: "Your card has insufficient funds.",
            type: "card_error",
          },
          livemode: true,
          status: "requires_payment_method",
        },
      },
      livemode: true,
      pending_webhooks: 1,
      request: { id: "req_Hu7ixLkdIwHu7", idempotency_key: "a1b2" },
      type: "payment_intent.payment_failed",
    },
    signals: ["payment.failed"],
  },
  {
    name: "a dispute, at a connected account",
    headers,
    body: {
      id: "evt_1NG8Du2eZvKYlo2CUI79vXWy",
      object: "event",
      account: "acct_1032D82eZvKYlo2C",
      created: 1686089970,
      data: {
        object: {
          id: "du_1MtJUT2eZvKYlo2CNaw2HvEv",
          object: "dispute",
          amount: 1000,
          charge: "ch_1AZtxr2eZvKYlo2CJDX8whov",
          currency: "usd",
          reason: "general",
          status: "needs_response",
        },
      },
      livemode: false,
      type: "charge.dispute.created",
    },
    signals: ["dispute.opened"],
  },
  {
    name: "a setup intent, which is no signal",
    headers,
    body: {
      id: "evt_1NG8Du2eZvKYlo2CUI79vXWz",
      object: "event",
      created: 1686089970,
      data: {
        object: { id: "seti_1NG8Du2eZvKYlo2C9XMqbR0x", object: "setup_intent", status: "requires_confirmation" },
      },
      livemode: false,
      type: "setup_intent.created",
    },
    signals: [],
  },
];
