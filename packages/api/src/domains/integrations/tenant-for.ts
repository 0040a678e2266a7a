import type { Access } from "../../service/authorize.ts";
import { ForbiddenError } from "../../service/errors.ts";

/**
 * Whose a new integration becomes: what the caller wishes, and for a widget always its own tenant's.
 * @throws ForbiddenError when a widget names another tenant
 */
export function tenantFor({ tenantId }: Access, wished: string | null | undefined): string | null {
  if (!tenantId) return wished ?? null;
  if (!wished || wished === tenantId) return tenantId;
  throw new ForbiddenError(
    "integrations:write",
    "This embed token is for another tenant.",
    "Leave tenantId out: the widget connects for its own.",
  );
}
