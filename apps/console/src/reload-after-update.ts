const name = "plumbline.reloaded";

/**
 * After a new version was put in place, this page's code still names chunks that are gone. Loading the page anew fetches
 * the new names; once a minute at most, so that a server that is really broken is not asked forever.
 */
export function reloadAfterUpdate(): void {
  addEventListener("vite:preloadError", () => {
    try {
      if (Date.now() - Number(sessionStorage.getItem(name) ?? 0) < 60_000) return;
      sessionStorage.setItem(name, String(Date.now()));
    } catch {
      // Without storage there is no way to tell a loop from an update: the page then says what failed, with a button.
      return;
    }
    location.reload();
  });
}
