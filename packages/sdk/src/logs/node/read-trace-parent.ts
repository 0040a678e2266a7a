/** Trace and span of a `traceparent` header (W3C Trace Context §3.2); nothing when it is none. */
export function readTraceParent(header: string | null | undefined): { traceId?: string; spanId?: string } {
  const [, version, traceId, spanId] =
    /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(?:-|$)/.exec(header ?? "") ?? [];
  if (!traceId || !spanId || version === "ff" || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return {};
  return { traceId, spanId };
}
