type Payload = Record<string, unknown> & { grantId?: string; uid?: string; consumed?: number };

/** What the tests' OAuth server remembers: one map, so that a test can look into it and empty it. */
export type OidcStore = Map<string, Payload>;

/** An adapter class over the map, in the form that `oidc-provider` asks for. */
export function oidcAdapter(store: OidcStore) {
  return class {
    readonly #model: string;

    constructor(model: string) {
      this.#model = model;
    }

    #key(id: string): string {
      return `${this.#model}/${id}`;
    }

    async upsert(id: string, payload: Payload): Promise<void> {
      store.set(this.#key(id), payload);
    }

    async find(id: string): Promise<Payload | undefined> {
      return store.get(this.#key(id));
    }

    async findByUid(uid: string): Promise<Payload | undefined> {
      for (const [key, payload] of store) if (key.startsWith(`${this.#model}/`) && payload.uid === uid) return payload;
      return undefined;
    }

    async findByUserCode(): Promise<undefined> {
      return undefined;
    }

    async consume(id: string): Promise<void> {
      const payload = store.get(this.#key(id));
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    }

    async destroy(id: string): Promise<void> {
      store.delete(this.#key(id));
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, payload] of store) if (payload.grantId === grantId) store.delete(key);
    }
  };
}
