import { resolveHref } from "./claim-item.ts";

interface NextClaim {
  nextStep: { label: string; href: string } | null;
}

/** The step that the API names first, as the end of a sentence that begins with "Next:". */
export function urgentStep(next: NextClaim | null, slug: string): { label: string; href: string } | undefined {
  const step = next?.nextStep;
  if (!step) return undefined;
  // Names stay as they are (GitHub), verbs lose their capital.
  const [first = "", ...rest] = step.label.split(" ");
  return {
    label: [/^[A-Z][a-z]+$/.test(first) ? first.toLowerCase() : first, ...rest].join(" "),
    href: resolveHref(step.href, slug),
  };
}
