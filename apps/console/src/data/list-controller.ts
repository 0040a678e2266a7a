import type { ReactiveController, ReactiveControllerHost } from "lit";
import { query } from "./client.ts";
import type { Document } from "./document.ts";
import { QueryController } from "./query-controller.ts";

/** A connection as the API gives it. */
export interface Connection<Node> {
  nodes: readonly Node[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount?: number | null;
}

export interface ListOptions<Data, Variables, Node> {
  document: Document<Data, Variables>;
  /** Without `after`. Undefined means: not yet. A change starts from the first page. */
  variables: () => Variables | undefined;
  /** Where the connection lies in the answer. */
  connection: (data: Data) => Connection<Node> | null | undefined;
  idOf: (node: Node) => string;
}

/** A list that grows: older pages below on demand, newer items on top when it is read anew. Nothing jumps. */
export class ListController<Data, Variables extends { after?: string | null | undefined }, Node>
  implements ReactiveController
{
  nodes: readonly Node[] = [];
  hasMore = false;
  loadingMore = false;
  /** Items that arrived while the reader watched. */
  readonly fresh = new Set<string>();
  readonly #host: ReactiveControllerHost;
  readonly #options: ListOptions<Data, Variables, Node>;
  readonly #first: QueryController<Data, Variables>;
  #key: string | undefined;
  #end: string | null | undefined;
  #grown = false;

  constructor(host: ReactiveControllerHost, options: ListOptions<Data, Variables, Node>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    this.#first = new QueryController(host, {
      document: options.document,
      variables: options.variables,
      onData: (data) => this.#take(data),
    });
  }

  get data(): Data | undefined {
    return this.#first.data;
  }

  get error(): unknown {
    return this.#first.error;
  }

  /** True until the first answer of these variables is here. */
  get empty(): boolean {
    return this.#first.data === undefined;
  }

  get total(): number | null | undefined {
    return this.data ? this.#options.connection(this.data)?.totalCount : undefined;
  }

  get operation(): QueryController<Data, Variables>["operation"] {
    return this.#first.operation;
  }

  hostUpdate(): void {
    const key = JSON.stringify(this.#options.variables());
    if (key === this.#key) return;
    this.#key = key;
    this.nodes = [];
    this.fresh.clear();
    this.#grown = false;
    this.hasMore = false;
  }

  hostUpdated(): void {
    // An answer kept from before is shown at once, without waiting for the new one.
    if (this.nodes.length === 0 && this.data && (this.#options.connection(this.data)?.nodes.length ?? 0) > 0) {
      this.#take(this.data);
      this.#host.requestUpdate();
    }
  }

  /** Reads the first page anew. */
  refetch(): Promise<void> {
    return this.#first.refetch();
  }

  async more(): Promise<void> {
    const variables = this.#options.variables();
    if (!variables || this.loadingMore || !this.#end) return;
    this.loadingMore = true;
    this.#host.requestUpdate();
    try {
      const page = this.#options.connection(await query(this.#options.document, { ...variables, after: this.#end }));
      if (page) {
        const known = new Set(this.nodes.map(this.#options.idOf));
        this.nodes = [...this.nodes, ...page.nodes.filter((node) => !known.has(this.#options.idOf(node)))];
        this.#grown = true;
        this.hasMore = page.pageInfo.hasNextPage;
        this.#end = page.pageInfo.endCursor;
      }
    } finally {
      this.loadingMore = false;
      this.#host.requestUpdate();
    }
  }

  #take(data: Data): void {
    const page = this.#options.connection(data);
    if (!page) return;
    const { idOf } = this.#options;
    const known = new Set(this.nodes.map(idOf));
    if (known.size > 0) for (const node of page.nodes) if (!known.has(idOf(node))) this.fresh.add(idOf(node));
    const onTop = new Set(page.nodes.map(idOf));
    const below = this.#grown ? this.nodes.filter((node) => !onTop.has(idOf(node))) : [];
    this.nodes = [...page.nodes, ...below];
    if (this.#grown) return;
    this.hasMore = page.pageInfo.hasNextPage;
    this.#end = page.pageInfo.endCursor;
  }
}
