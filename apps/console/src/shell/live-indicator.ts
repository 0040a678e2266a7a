import { html, nothing, type TemplateResult } from "lit";
import { connection } from "../data/connection-state.ts";
import { exactTime } from "../parts/clock.ts";
import { defineElement } from "../parts/define-element.ts";
import { durationWords } from "../parts/duration-words.ts";
import { LightElement } from "../parts/light-element.ts";
import { StoreController } from "../session/store-controller.ts";
import { pageContext } from "./page-context.ts";

const modeWords = {
  websocket: "WebSocket",
  sse: "server-sent events",
  polling: "polling",
  lost: "nothing",
  idle: "nothing yet",
} as const;

/** Says how live the page is: the way, the delay, and, once it is lost, how old what one sees has become. */
export class LiveIndicator extends LightElement {
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    new StoreController(this, connection, pageContext);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
  }

  #words(): { className: string; short: string; long: string } {
    const { mode, delay, heardAt, paused, waiting } = connection.state;
    if (paused) return { className: "paused", short: "Paused", long: waiting > 0 ? `, ${waiting} waiting` : "" };
    if (mode === "lost")
      return {
        className: "lost",
        short: `Lost, ${durationWords(Date.now() - new Date(heardAt).getTime())} old`,
        long: ", trying again",
      };
    if (mode === "polling")
      return {
        className: "polling",
        short: "By polling",
        long: delay === null ? "" : `, ${durationWords(delay)} behind`,
      };
    return { className: "", short: "Live", long: delay === null ? "" : `, ${durationWords(delay)} behind` };
  }

  override render(): TemplateResult | typeof nothing {
    const { mode, since, paused } = connection.state;
    if (!pageContext.live || mode === "idle") return nothing;
    const { className, short, long } = this.#words();
    const title =
      mode === "lost"
        ? `Not connected since ${exactTime(since, "time")}`
        : `Connected by ${modeWords[mode]} since ${exactTime(since, "time")}`;
    return html`<span class="live ${className}" title=${title} data-mode=${mode}><span>${short}<span class="wide-only">${long}</span></span></span>
      <button class="btn plain small wide-only" type="button" @click=${() => connection.update({ paused: !paused, waiting: 0 })}>${paused ? "Resume" : "Pause"}</button>`;
  }
}

defineElement("plb-live", LiveIndicator);
