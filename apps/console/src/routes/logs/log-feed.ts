import type { ReactiveController, ReactiveControllerHost } from "lit";
import { query } from "../../data/client.ts";
import { followLogs } from "./follow-logs.ts";
import { LogBook, mostInHand } from "./log-book.ts";
import type { ShownRow } from "./log-row.ts";
import { type LogFilter, LogLinesDocument } from "./logs.gen.ts";
import { readMany } from "./read-many.ts";

/** What is shown: a workspace, a search, and whether what arrives belongs to it. */
export interface LogFeedQuestion {
  slug: string;
  workspaceId: string;
  filter: LogFilter;
  goesOn: boolean;
}

const pageLength = 100;
/** Milliseconds after which a tail certainly follows. */
const catchUpMs = 500;

/** Reads entries for the viewer: the newest page, older ones as the reader comes to them, and what arrives. */
export class LogFeed implements ReactiveController {
  readonly book = new LogBook<ShownRow>();
  /** Changed with every change of the book. */
  revision = 0;
  loading = false;
  loadingOlder = false;
  error: unknown;
  /** True once the first page of this question is here. */
  ready = false;
  hasOlder = false;
  /** True while the line of the tail stands. */
  connected = false;
  /** The reader has stopped what arrives. */
  paused = false;
  readonly #host: ReactiveControllerHost;
  readonly #question: () => LogFeedQuestion | undefined;
  #key = "";
  #turn = 0;
  #end: string | null | undefined;
  #stop: (() => void) | undefined;
  #stopReading: (() => void) | undefined;
  #arrived: ShownRow[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, question: () => LogFeedQuestion | undefined) {
    this.#host = host;
    this.#question = question;
    host.addController(this);
  }

  hostUpdate(): void {
    const question = this.#question();
    const key = question ? JSON.stringify(question) : "";
    if (key === this.#key) return;
    this.#key = key;
    if (question) void this.#begin(question);
  }

  hostDisconnected(): void {
    this.#end = undefined;
    this.#key = "";
    this.#unfollow();
  }

  /** Reads the newest page anew. */
  async again(): Promise<void> {
    const question = this.#question();
    if (question) await this.#begin(question);
  }

  /** Reads the next older page; harmless when there is none, or one is under way. */
  async older(): Promise<void> {
    const question = this.#question();
    if (!question || this.loadingOlder || !this.hasOlder || this.book.length >= mostInHand) return;
    // After a stream there is no page to continue: the next older one stands behind the oldest row.
    if (!this.#end) return await this.many(pageLength * 10);
    const turn = this.#turn;
    this.loadingOlder = true;
    this.#changed(false);
    try {
      const page = await this.#read(question, this.#end);
      if (turn !== this.#turn) return;
      this.book.addOlder(page.nodes);
      this.#end = page.pageInfo.endCursor;
      this.hasOlder = page.pageInfo.hasNextPage;
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    }
    this.loadingOlder = false;
    this.#changed(true);
  }

  /** Reads up to so many older entries in one stream. */
  async many(limit: number): Promise<void> {
    const question = this.#question();
    const oldest = this.book.at(this.book.length - 1);
    if (!question || this.loadingOlder || !oldest) return;
    const turn = this.#turn;
    const stop = new AbortController();
    this.#stopReading = () => stop.abort();
    this.loadingOlder = true;
    this.#changed(false);
    try {
      const read = await readMany(
        question.slug,
        question.filter,
        { after: oldest.id, limit, signal: stop.signal },
        (rows) => {
          if (turn !== this.#turn) return;
          this.book.addOlder(rows);
          this.#changed(true);
        },
      );
      if (turn !== this.#turn) return;
      this.hasOlder = read === limit;
      this.#end = null;
    } finally {
      this.loadingOlder = false;
      this.#changed(true);
    }
  }

  /** Holds what arrives while the reader looks at something older, or has paused. */
  hold(held: boolean): void {
    if (held === this.book.held) return;
    if (held) this.book.held = true;
    else this.book.release();
    this.#changed(true);
  }

  async #begin(question: LogFeedQuestion): Promise<void> {
    const turn = ++this.#turn;
    this.#unfollow();
    this.loading = true;
    this.ready = false;
    this.error = undefined;
    this.#changed(false);
    try {
      const page = await this.#read(question, null);
      if (turn !== this.#turn) return;
      this.book.start(page.nodes);
      this.#end = page.pageInfo.endCursor;
      this.hasOlder = page.pageInfo.hasNextPage;
      this.ready = true;
      if (question.goesOn) this.#follow(question);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.error = error;
    }
    this.loading = false;
    this.#changed(true);
  }

  async #read({ slug, filter }: LogFeedQuestion, after: string | null) {
    const data = await query(LogLinesDocument, { slug, filter, first: pageLength, after });
    return data.workspace?.logs ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  }

  #follow(question: LogFeedQuestion): void {
    let caughtUp = false;
    this.#stop = followLogs(question.workspaceId, question.filter, {
      onRows: (rows) => this.#take(rows),
      onMode: (connected) => {
        this.connected = connected;
        this.#changed(false);
        if (!connected || caughtUp) return;
        caughtUp = true;
        void this.#catchUp(question);
      },
      onResync: () => void this.again(),
    });
  }

  /** A tail begins with what arrives next: what came between the first page and that is read once more. */
  async #catchUp(question: LogFeedQuestion): Promise<void> {
    const turn = this.#turn;
    await new Promise((resolve) => setTimeout(resolve, catchUpMs));
    const page = await this.#read(question, null).catch(() => undefined);
    if (page && turn === this.#turn) this.#take([...page.nodes].reverse());
  }

  #unfollow(): void {
    this.#stopReading?.();
    this.#stopReading = undefined;
    this.#stop?.();
    this.#stop = undefined;
    this.connected = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#arrived = [];
  }

  /** Gathered, so that five thousand entries a second cost a few drawings. */
  #take(rows: readonly ShownRow[]): void {
    for (const row of rows) this.#arrived.push(row);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const arrived = this.#arrived;
      this.#arrived = [];
      this.book.addNewer(arrived);
      this.#changed(true);
    }, 100);
  }

  #changed(book: boolean): void {
    if (book) this.revision += 1;
    this.#host.requestUpdate();
  }
}
