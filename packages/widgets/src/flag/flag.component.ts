import type { EvaluationContext } from "@plumbline/sdk/flags";
import type { FlagStore } from "@plumbline/sdk/flags/web";
import { chooseSlot } from "./choose-slot.ts";
import { type StoreSettings, takeStore } from "./page-stores.ts";
import { StampedTemplates } from "./stamped-templates.ts";

/** How far what is shown can be trusted. */
export type FlagGateStatus = "pending" | "ready" | "cached" | "stale" | "error";

const observed = ["flag", "variant", "api-url", "client-key", "targeting-key", "tenant", "context"] as const;

/** Longer than most answers take: whoever waits less sees nothing but the answer. */
const patienceMs = 200;

/**
 * Shows one of its contents: what a flag says for whom the page is for. Nothing is shown before the answer is there, and the same
 * store, with one stream, serves all elements of a page. When a flag cannot be had, visitors see the slot `else`, and developers a
 * warning in the console and the attribute `status`.
 *
 * Put contents into `<template>`: they are then not loaded, and not there, until they are shown. Contents outside of a template
 * are visible until this script runs, unless the page hides them: `plumbline-flag:not(:defined) { display: none }`.
 *
 * `api-url`, `client-key`, `targeting-key`, `tenant` and `context` may stand on any element around it as `data-plumbline-api-url`
 * and so on: say them once, on the body.
 *
 * @tag plumbline-flag
 *
 * @attr {string} flag - Key of the flag.
 * @attr {string} variant - Key of the variant that shows the content. Default: a boolean flag that is true.
 * @attr {string} api-url - Address of the Plumbline server, `https://plumbline.example.com`.
 * @attr {string} client-key - Publishable key, `plb_pub_…`, with the scope `flags:evaluate`.
 * @attr {string} targeting-key - The user for whom flags are evaluated.
 * @attr {string} tenant - Key of the user's tenant.
 * @attr {string} context - More attributes, as a JSON object.
 * @attr {string} status - Written by the element: `pending`, `ready`, `cached`, `stale` or `error`.
 * @attr {string} answer - Written by the element: key of the variant that the flag answers.
 *
 * @slot - Shown to those whom the flag lets in.
 * @slot else - Shown to everybody else, and when the flag cannot be had.
 * @slot pending - Shown when the first answer takes longer than 200 ms.
 *
 * @event {CustomEvent} plumbline-change - Another content is shown. `detail.flag`, `detail.variant`, `detail.slot`.
 * @event {CustomEvent} plumbline-error - The flag cannot be had. `detail.flag`, `detail.message`.
 */
export class PlumblineFlag extends HTMLElement {
  static readonly observedAttributes: readonly string[] = observed;

  /** A client of your own for every element of the page that has none, as one that React also stands on. Set it before they are there. */
  static pageStore: FlagStore | null = null;

  readonly #slot = document.createElement("slot");
  readonly #templates = new StampedTemplates(this);
  #store: FlagStore | null = null;
  #leave: (() => void) | null = null;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #shown: string | null = null;
  #warned: string | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = ":host{display:contents}:host([hidden]){display:none}";
    this.#slot.name = nowhere;
    root.append(style, this.#slot);
  }

  /** A client of your own for this element. Default: `PlumblineFlag.pageStore`, else one made from the attributes. */
  get store(): FlagStore | null {
    return this.#store;
  }

  set store(store: FlagStore | null) {
    this.#store = store;
    this.#restart();
  }

  connectedCallback(): void {
    this.#start();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (before !== now) this.#restart();
  }

  #restart(): void {
    if (!this.#leave) return;
    this.#stop();
    this.#start();
  }

  #start(): void {
    let open = true;
    const ends: (() => void)[] = [];
    this.#leave = () => {
      open = false;
      for (const end of ends) end();
    };
    this.#patience = setTimeout(() => this.#shown === null && this.#show("pending"), patienceMs);
    // Who is asked for may be another one now: what was shown is not proven for them.
    this.#shown = null;
    this.#put(nowhere);
    this.#say("pending");
    try {
      const own = this.#store ?? PlumblineFlag.pageStore;
      const taken = own ? { store: Promise.resolve(own), giveBack() {} } : takeStore(this.#settings());
      ends.push(() => taken.giveBack());
      taken.store.then(
        (store) => {
          if (open) ends.push(...this.#follow(store));
        },
        (error: Error) => open && this.#fail(`The client could not be loaded: ${error.message}`),
      );
    } catch (error) {
      this.#fail((error as Error).message);
    }
  }

  #stop(): void {
    clearTimeout(this.#patience);
    this.#leave?.();
    this.#leave = null;
  }

  #follow(store: FlagStore): (() => void)[] {
    const flag = this.getAttribute("flag");
    if (!flag) {
      this.#fail('It has no attribute flag="…".');
      return [];
    }
    const answer = () => this.#answer(store, flag);
    answer();
    let { state } = store.status;
    // The page may still be arriving, or be put together by a framework.
    const children = new MutationObserver(answer);
    children.observe(this, { childList: true });
    return [
      // Another version alone is no other answer, and asking for one is counted.
      store.onStatus((status) => {
        if (status.state === state) return;
        state = status.state;
        answer();
      }),
      store.subscribe((keys) => keys.includes(flag) && answer()),
      () => children.disconnect(),
    ];
  }

  #answer(store: FlagStore, flag: string): void {
    const { state } = store.status;
    if (state === "starting") return;
    const answer = store.get(flag, null);
    const { slot, warning } = chooseSlot(flag, answer, this.getAttribute("variant") ?? "", this.#templates.slots());
    if (answer.variant === null) this.removeAttribute("answer");
    else this.setAttribute("answer", answer.variant);
    if (warning) {
      this.#fail(warning);
      return;
    }
    this.#warned = null;
    this.#say(state === "closed" ? "stale" : state);
    this.#show(slot, answer.variant);
  }

  /** Visitors get the other side, quietly. */
  #fail(message: string): void {
    this.#say("error");
    this.#show("else");
    if (this.#warned === message) return;
    this.#warned = message;
    console.warn(`<plumbline-flag flag="${this.getAttribute("flag") ?? ""}"> shows its slot "else". ${message}`);
    this.#emit("plumbline-error", { flag: this.getAttribute("flag"), message });
  }

  #show(slot: string, variant: string | null = null): void {
    clearTimeout(this.#patience);
    this.#put(slot);
    if (slot === this.#shown) return;
    this.#shown = slot;
    if (slot !== "pending") this.#emit("plumbline-change", { flag: this.getAttribute("flag"), variant, slot });
  }

  #put(slot: string): void {
    this.#templates.show(slot);
    this.#slot.name = slot;
  }

  #say(status: FlagGateStatus): void {
    this.setAttribute("status", status);
  }

  #emit(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** @throws TypeError naming what is missing */
  #settings(): StoreSettings {
    const url = this.#setting("api-url");
    const key = this.#setting("client-key");
    if (!url || !key)
      throw new TypeError(`It has no ${url ? "client-key" : "api-url"}, and nothing around it has one.`);
    if (!key.startsWith("plb_pub_"))
      throw new TypeError("client-key must be a publishable key, plb_pub_…: everybody can read what stands in a page.");
    const targetingKey = this.#setting("targeting-key");
    const tenant = this.#setting("tenant");
    const context = { ...this.#attributes(), ...(targetingKey && { targetingKey }), ...(tenant && { tenant }) };
    return { url, key, context };
  }

  #attributes(): EvaluationContext {
    try {
      return JSON.parse(this.#setting("context") || "{}") as EvaluationContext;
    } catch {
      throw new TypeError("context is not a JSON object.");
    }
  }

  #setting(name: (typeof observed)[number]): string {
    const around = `data-plumbline-${name}`;
    return this.getAttribute(name) ?? this.closest(`[${around}]`)?.getAttribute(around) ?? "";
  }
}

/** A slot that no content is for. */
const nowhere = "plumbline-nowhere";
