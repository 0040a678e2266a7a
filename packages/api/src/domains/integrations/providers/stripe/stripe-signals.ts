import type { NormalisedSignal, ParsedDelivery } from "../../provider/normalised-signal.ts";
import { readMoment, readPath, readText } from "../../provider/read-path.ts";

interface Kind {
  type: string;
  /** What happened, in words; the amount is put before it where there is one. */
  words: string;
  /** Where the reason stands, when there is one. */
  reason?: string;
}

/**
 * Stripe's events that are facts here. At most 20, which is as many as `GET /v1/events?types[]=` takes, so that webhook and poll
 * tell of the same. https://docs.stripe.com/api/events/types
 */
const kinds = new Map<string, Kind>(
  Object.entries({
    "payment_intent.succeeded": { type: "payment.succeeded", words: "paid" },
    "payment_intent.payment_failed": {
      type: "payment.failed",
      words: "was not paid",
      reason: "last_payment_error.message",
    },
    "charge.refunded": { type: "payment.refunded", words: "refunded" },
    "charge.dispute.created": { type: "dispute.opened", words: "disputed", reason: "reason" },
    "charge.dispute.closed": { type: "dispute.closed", words: "dispute closed", reason: "status" },
    "radar.early_fraud_warning.created": { type: "fraud.warned", words: "Early fraud warning", reason: "fraud_type" },
    "checkout.session.completed": { type: "checkout.completed", words: "checkout completed" },
    "invoice.paid": { type: "invoice.paid", words: "invoice paid" },
    "invoice.payment_failed": { type: "invoice.payment_failed", words: "invoice was not paid" },
    "customer.subscription.created": { type: "subscription.created", words: "Subscription created", reason: "status" },
    "customer.subscription.updated": { type: "subscription.updated", words: "Subscription changed", reason: "status" },
    "customer.subscription.deleted": { type: "subscription.ended", words: "Subscription ended", reason: "status" },
    "payout.paid": { type: "payout.paid", words: "paid out" },
    "payout.failed": { type: "payout.failed", words: "payout failed", reason: "failure_message" },
    "account.updated": { type: "account.updated", words: "Account changed", reason: "requirements.disabled_reason" },
    "account.application.deauthorized": { type: "account.deauthorised", words: "Stripe account withdrew the access" },
  } satisfies Record<string, Kind>),
);

/** What Stripe is asked to tell of. */
export const stripeEvents = [...kinds.keys()];

/** The fact in one event object, which is the same by webhook and from `GET /v1/events`. */
export function stripeSignals({ payload, receivedAt }: Pick<ParsedDelivery, "payload" | "receivedAt">) {
  const kind = kinds.get(readText(payload, "type") ?? "");
  const id = readText(payload, "id");
  if (!kind || !id) return [];
  const object = readPath(payload, "data.object");
  const reason = kind.reason ? readText(object, kind.reason) : undefined;
  const amount = amountOf(object);
  const what = amount ? `${amount} ${kind.words}` : kind.words;
  const subject = readText(object, "id") ?? id;
  const live = readPath(payload, "livemode") !== false;
  const signal: NormalisedSignal = {
    type: kind.type,
    key: `${kind.type}:${id}`,
    occurredAt: readMoment(payload, "created") ?? receivedAt,
    title: `${what[0]?.toUpperCase()}${what.slice(1)}${reason ? `: ${reason}` : ""}${live ? "" : " (test mode)"}`,
    subject,
    url: `https://dashboard.stripe.com/${live ? "" : "test/"}events/${id}`,
    data: {
      amount: readPath(object, "amount") ?? readPath(object, "amount_due") ?? readPath(object, "amount_total"),
      currency: readText(object, "currency"),
      status: readText(object, "status"),
      customer: readText(object, "customer"),
      account: readText(payload, "account"),
      live,
    },
  };
  return [signal];
}

/** Stripe counts these in hundredths although they have none. https://docs.stripe.com/currencies#special-cases */
const hundredths = new Set(["ISK", "UGX"]);

function amountOf(object: unknown): string | undefined {
  const currency = readText(object, "currency")?.toUpperCase();
  const minor = ["amount_refunded", "amount", "amount_due", "amount_total"]
    .map((name) => Number(readText(object, name) ?? 0))
    .find((value) => value > 0);
  if (minor === undefined || !currency || !/^[A-Z]{3}$/.test(currency)) return undefined;
  const form = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "code" });
  const digits = hundredths.has(currency) ? 2 : (form.resolvedOptions().maximumFractionDigits ?? 2);
  return form.format(minor / 10 ** digits).replace(/\s/g, " ");
}
