/** What is known about the work that an entry belongs to. Keys other than these become attributes as they are. */
export interface LogContext {
  /** The key of your customer in Plumbline. */
  tenant?: string | undefined;
  /** Your user's id. */
  user?: string | undefined;
  /** The id that your answers carry in `x-request-id`. */
  requestId?: string | undefined;
  /** 32 hex digits (W3C Trace Context). */
  traceId?: string | undefined;
  /** 16 hex digits. */
  spanId?: string | undefined;
  [attribute: string]: unknown;
}

/** Where the known fields of a context stand among an entry's attributes; `user.id` is OpenTelemetry's name. */
export const contextAttributes = { tenant: "tenant", user: "user.id", requestId: "request.id" } as const;

/** The entry's attributes of a context, and the trace that it belongs to. */
export function spreadContext(context: LogContext): {
  attributes: Record<string, unknown>;
  traceId: string | undefined;
  spanId: string | undefined;
} {
  const { tenant, user, requestId, traceId, spanId, ...attributes } = context;
  if (tenant !== undefined) attributes[contextAttributes.tenant] = tenant;
  if (user !== undefined) attributes[contextAttributes.user] = user;
  if (requestId !== undefined) attributes[contextAttributes.requestId] = requestId;
  return { attributes, traceId, spanId };
}
