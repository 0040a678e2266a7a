/** One entry of the benchmark, for the door and for COPY alike. */
export interface LogRow {
  millis: number;
  severity: number;
  severityText: string;
  body: string;
  traceId: string;
  spanId: string;
  attributes: Record<string, string | number>;
}

/** The resource of all of them. */
export const logResource: Record<string, string> = {
  "service.name": "checkout",
  "service.version": "1.4.2",
  "host.name": "ip-10-0-0-12",
  "deployment.environment.name": "production",
  "telemetry.sdk.name": "opentelemetry",
  "telemetry.sdk.language": "nodejs",
};

/** What a web service logs: a line with numbers, a trace, six attributes. */
export function logRows(batch: number, size: number): LogRow[] {
  const now = Date.now();
  return Array.from({ length: size }, (_, n) => {
    const id = (batch * size + n).toString(16).padStart(8, "0");
    return {
      millis: now,
      severity: n % 50 === 0 ? 17 : 9,
      severityText: n % 50 === 0 ? "ERROR" : "INFO",
      body: `request ${batch}-${n} handled: GET /api/orders/${(n * 7919) % 100_003} took ${n % 700} ms`,
      traceId: id.repeat(4),
      spanId: id.repeat(2),
      attributes: {
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "url.path": `/api/orders/${n}`,
        "user.id": `u_${n % 991}`,
        tenant: `tenant-${n % 20}`,
        duration_ms: n % 700,
      },
    };
  });
}
