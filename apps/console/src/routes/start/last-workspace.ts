const name = "plumbline.workspace";

/** Keeps the workspace that was opened last in this browser. */
export function rememberWorkspace(slug: string): void {
  try {
    localStorage.setItem(name, slug);
  } catch {
    // Storage may be blocked: the start page then opens the first workspace.
  }
}

/** The workspace opened last, if it is still among those given; else the first. */
export function lastWorkspace(slugs: readonly string[]): string | undefined {
  let last: string | null = null;
  try {
    last = localStorage.getItem(name);
  } catch {
    // As above.
  }
  return last !== null && slugs.includes(last) ? last : slugs[0];
}
