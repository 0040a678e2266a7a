/** What a server, or something before it, answered instead of what was asked for. */
export interface WireRefusal extends Error {
  /** Of Plumbline's closed set, where it was Plumbline that answered. */
  code?: string | undefined;
  /** Milliseconds after which to ask again, where it says so. */
  retryAfterMs?: number | undefined;
}
