/** The provider's window. Opened empty within the click, sent on when its address is known. */
export class ConnectWindow {
  readonly #window: Window | null;
  readonly #watch: ReturnType<typeof setInterval>;
  #left = false;

  /** @param onClosed called once when the person closes it */
  constructor(onClosed: () => void) {
    this.#window = open("", "_blank", "popup,width=720,height=820");
    this.#watch = setInterval(() => {
      if (!this.#left || !this.#window?.closed) return;
      clearInterval(this.#watch);
      // What the provider's answer made may still be on its way through the stream.
      setTimeout(onClosed, 3_000);
    }, 400);
  }

  go(url: string): void {
    this.#left = true;
    if (this.#window) this.#window.location.href = url;
  }

  close(): void {
    clearInterval(this.#watch);
    this.#window?.close();
  }
}
