import { z } from "zod";

// Words that are, or may become, paths and hosts of the product itself, and those that would pass for us.
const reserved = new Set(
  `about account accounts admin administrator api app apps assets auth billing blog careers connect console contact dashboard
  demo dev docs download embed export graphiql graphql healthz help home hooks host inbox invitations invite legal login logout
  mail mailbox me metrics new ns null oauth ofrep onboarding ops owner plumbline pricing privacy readyz register root sdk
  security settings shop sign-in sign-out sign-up signin signout signup smtp staff static status support system team terms test
  tos undefined user users v1 w webhook webhooks widgets workspace workspaces www`.split(/\s+/),
);

/** Why a text cannot be a slug, in words for the person who typed it; null when it can. Whether it is taken is another matter. */
export function slugProblem(slug: string): string | null {
  if (slug.length < 2 || slug.length > 48) return "A slug has 2 to 48 characters.";
  if (!/^[a-z0-9-]*$/.test(slug)) return "A slug holds lower-case letters a to z, digits and hyphens, nothing else.";
  if (slug.startsWith("-") || slug.endsWith("-")) return "A slug begins and ends with a letter or a digit.";
  if (slug.startsWith("purged-")) return "Slugs that begin with purged- mark deleted workspaces.";
  if (reserved.has(slug)) return `The word ${slug} is reserved for Plumbline itself.`;
  return null;
}

/** A slug as an input field. Never corrected silently: the address is something that people type and link. */
export const slugInput = z.string().superRefine((slug, context) => {
  const message = slugProblem(slug);
  if (message) context.addIssue({ code: "custom", message });
});

/** A workspace's name as people see it. Any script, emoji too; control characters have no place in a name. */
export const workspaceNameInput = z
  .string()
  .trim()
  .min(1, "A workspace needs a name.")
  .max(80, "A name has at most 80 characters.")
  .regex(/^[^\p{Cc}]*$/u, "A name holds no control characters.");
