/** Why an outbound call got no answer. An HTTP status is an answer, never one of these. */
export type OutboundFailure =
  | "invalid_url"
  | "refused_address"
  | "timeout"
  | "connection"
  | "too_large"
  | "too_many_redirects"
  | "circuit_open";

const nextSteps: Record<OutboundFailure, string> = {
  invalid_url: "Use an absolute http:// or https:// address without a user name or password in it.",
  refused_address:
    "Use a public address, or let the operator list this host in OUTBOUND_ALLOW when it is meant to be reached.",
  timeout: "Check that the far side answers, then try again.",
  connection: "Check the host name, the port and the TLS certificate of the far side, then try again.",
  too_large: "Ask the far side for less at once.",
  too_many_redirects: "Use the final address instead of one that redirects.",
  circuit_open: "Wait: calls to this host resume by themselves after a pause.",
};

/**
 * An outbound call that got no answer. `message` names the host and never the query or the headers,
 * because both may hold secrets.
 */
export class OutboundError extends Error {
  override readonly name = "OutboundError";
  /** What kind of failure it was. */
  readonly kind: OutboundFailure;
  /** Host and port that were called, or the text that could not be read as an address. */
  readonly host: string;
  /** What the reader can do about it. */
  readonly nextStep: string;

  constructor(kind: OutboundFailure, host: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.kind = kind;
    this.host = host;
    this.nextStep = nextSteps[kind];
  }
}
