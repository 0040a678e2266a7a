/** OpenTelemetry's severity numbers that the shop writes. */
export const severities = { DEBUG: 5, INFO: 9, WARN: 13, ERROR: 17 } as const;

/** One line that a program of the simulated shop writes. */
export interface ShopEntry {
  /** Key of the service that writes it. */
  service: string;
  /** Milliseconds since 1970. */
  at: number;
  level: keyof typeof severities;
  body: string;
  attributes: Record<string, string | number | boolean>;
  /** Hex; the lines of one request have the same. */
  traceId: string;
  spanId: string;
}
