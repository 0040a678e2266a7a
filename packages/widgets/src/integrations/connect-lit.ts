import type * as Lit from "lit";

/** Lit as the element brought it: the connecting part is loaded apart, and must not bring a second copy. */
export let html: typeof Lit.html;
export let nothing: typeof Lit.nothing;

/** Called once, before anything of the part is drawn. */
export function takeLit(lit: Pick<typeof Lit, "html" | "nothing">): void {
  ({ html, nothing } = lit);
}
