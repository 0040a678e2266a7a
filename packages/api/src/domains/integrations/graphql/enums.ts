import { builder } from "../../../graphql/builder.ts";

export const IntegrationStateEnum = builder.enumType("IntegrationState", {
  description: "Where an integration stands. Only evidence moves it.",
  values: {
    PENDING: { value: "pending", description: "Nothing is proven yet." },
    AUTHORISED: { value: "authorised", description: "A call with the credentials succeeded." },
    WEBHOOK_REGISTERED: { value: "webhook_registered", description: "The provider read our webhook back." },
    LIVE: { value: "live", description: "A signed delivery, or a polled fact, really arrived." },
    STALE: { value: "stale", description: "Nothing came within the expected interval; the reason says since when." },
    DEGRADED: { value: "degraded", description: "Something that worked does not any more; the reason says what." },
    DISCONNECTED: { value: "disconnected", description: "Ended; its secrets are deleted." },
  },
});

export const DeliveryModeEnum = builder.enumType("IntegrationMode", {
  description: "How facts come in.",
  values: {
    WEBHOOK: { value: "webhook", description: "The provider tells us." },
    POLLING: { value: "polling", description: "We ask the provider." },
  },
});

export const VerdictEnum = builder.enumType("DeliveryVerdict", {
  description: "What became of a delivery at the door.",
  values: {
    ACCEPTED: { value: "accepted", description: "Its signature was right, and it was stored." },
    DUPLICATE: { value: "duplicate", description: "A delivery of the same id was accepted before." },
    REFUSED: { value: "refused", description: "Unsigned, wrongly signed, stale or unreadable." },
  },
});

export const FeedEnum = builder.enumType("ProviderFeed", {
  description: "What a provider gives to the rest of Plumbline.",
  values: {
    SIGNALS: { value: "signals" },
    EVIDENCE: { value: "evidence" },
    MONITORS: { value: "monitors" },
    NOTIFICATIONS: { value: "notifications" },
    IMPORTS: { value: "imports" },
    IDENTITY: { value: "identity" },
  },
});

export const RungStateEnum = builder.enumType("RungState", {
  description: "What evidence says of one rung.",
  values: {
    CLAIMED: { value: "claimed", description: "Not proven yet." },
    PROVEN: { value: "proven", description: "Proven." },
    STALE: { value: "stale", description: "Proven, too long ago." },
    BROKEN: { value: "broken", description: "Proven once, and not so any more." },
  },
});

export const SettingStateEnum = builder.enumType("ProviderSettingState", {
  description: "Whether the operator has set it.",
  values: {
    PRESENT: { value: "present" },
    DEFAULT: { value: "default", description: "Not set; the default is used." },
    MISSING: { value: "missing" },
    PLACEHOLDER: { value: "placeholder", description: "Set to the text of an example, which is refused." },
  },
});

export const ConnectMethodEnum = builder.enumType("ConnectMethodKind", {
  description: "A way to connect.",
  values: {
    OAUTH2: { value: "oauth2", description: "In the browser, by OAuth." },
    APP: { value: "app", description: "In the browser, by an app that the provider makes from a manifest." },
    TOKEN: { value: "token", description: "By a pasted token or key." },
    SECRET: { value: "secret", description: "By a secret that we make and the sender signs with." },
  },
});
