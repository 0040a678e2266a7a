/**
 * What one request and one entry may hold. Beyond a request's limits it is refused whole; beyond an entry's, the entry is refused or
 * shortened, and the sender's answer says which and why.
 */
export const intakeLimits = {
  /** Bytes of a body as sent. */
  bodyBytes: 8 * 1024 * 1024,
  /** Bytes of a body once it is inflated. */
  inflatedBytes: 16 * 1024 * 1024,
  /** Entries of one request. The OpenTelemetry Collector sends 8,192 at most by default. */
  entries: 20_000,
  /** Resources and scopes of one request. */
  sources: 2000,
  /** Attributes that are kept of one entry, and of one resource. */
  attributes: 256,
  /** Values of one entry, all nesting counted. */
  values: 20_000,
  /** How deep values may lie in values. */
  depth: 16,
  /** Characters of a message, and of a text among the attributes. */
  bodyLength: 262_144,
  textLength: 65_536,
  /** Characters of a service, a scope, a tenant, an attribute's name. */
  nameLength: 512,
  /** Characters of one entry's attributes as JSON. */
  attributesLength: 1_048_576,
} as const;
