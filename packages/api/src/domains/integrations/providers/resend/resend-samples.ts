import type { ProviderSample } from "../../provider.ts";

const headers = { "content-type": "application/json", "svix-id": "msg_2XkP", "webhook-id": "msg_2XkP" };

/** In the shape of https://resend.com/docs/dashboard/webhooks/event-types. */
export const resendSamples: ProviderSample[] = [
  {
    name: "a bounce",
    headers,
    body: {
      type: "email.bounced",
      created_at: "2026-11-20T11:41:11.894719+00:00",
      data: {
        created_at: "2026-11-20T11:41:10.126Z",
        email_id: "56761188-7520-42d8-8898-ff6fc54ce618",
        from: "Acme <onboarding@acme.example>",
        to: ["delivered@resend.dev"],
        subject: "Sending this example",
        bounce: {
          message:
            "The recipient's email address is on the suppression list because it has a recent history of hard bounces.",
          subType: "Suppressed",
          type: "Permanent",
        },
      },
    },
    signals: ["email.bounced"],
  },
  {
    name: "a domain that was verified",
    headers,
    body: {
      type: "domain.updated",
      created_at: "2026-11-20T11:45:00.000Z",
      data: {
        id: "d91cd9bd-1176-453e-8fc1-35364d380206",
        name: "acme.example",
        status: "verified",
        region: "us-east-1",
      },
    },
    signals: ["domain.updated"],
  },
  {
    name: "a delivered mail, which is no signal",
    headers,
    body: {
      type: "email.delivered",
      created_at: "2026-11-20T11:41:11.894719+00:00",
      data: { email_id: "56761188-7520-42d8-8898-ff6fc54ce618", to: ["delivered@resend.dev"] },
    },
    signals: [],
  },
];
