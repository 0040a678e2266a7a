import { z } from "zod";

/** The workspace's own name for a tenant: whatever its systems use, as long as it can stand in a path. */
export const tenantKeyInput = z
  .string()
  .trim()
  .min(1, "A key is needed.")
  .max(100, "A key has at most 100 characters.")
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, "A key holds letters, digits, dot, colon, hyphen and underscore.");

/** The name of an environment or a service in configuration: `checkout-api`. */
export const configKeyInput = z
  .string()
  .trim()
  .min(1, "A key is needed.")
  .max(63, "A key has at most 63 characters.")
  .regex(
    /^[a-z0-9][a-z0-9._-]*$/,
    "A key holds lower-case letters, digits, dot, hyphen and underscore, and begins with a letter or digit.",
  );

/** A name as people see it. */
export const nameInput = z
  .string()
  .trim()
  .min(1, "A name is needed.")
  .max(120, "A name has at most 120 characters.")
  .regex(/^[^\p{Cc}]*$/u, "A name holds no control characters.");
