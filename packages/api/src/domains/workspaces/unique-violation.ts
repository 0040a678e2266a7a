/** Whether an error is Postgres' 23505 (a unique index refused a row), as Drizzle wraps it. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return code === "23505" || (cause !== undefined && cause !== null && isUniqueViolation(cause));
}
