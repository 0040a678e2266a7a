import { type ApiSourceOptions, apiSource } from "../client/api-source.ts";
import { FlagClient, type FlagClientOptions } from "../client/flag-client.ts";
import { ExposureCounter } from "../exposure/exposure-counter.ts";
import { postExposures } from "../exposure/post-exposures.ts";
import { fileStore } from "./file-store.ts";

export interface CreateFlagsOptions
  extends ApiSourceOptions,
    Pick<FlagClientOptions, "bootstrap" | "staleAfterMs" | "retryBaseMs"> {
  /** Where the last known flags are kept, so that a start without the server has them. Default: nowhere. */
  file?: string | undefined;
  /** Share of evaluations that are counted, 0 to 1; the console shows them. 0 counts nothing. Default 1 */
  sampling?: number | undefined;
}

/** Flags evaluated in this process: `isEnabled`, `getVariant`, `getAllFlags`, and whatever else a `FlagClient` does. */
export class Flags extends FlagClient {
  readonly #exposures: ExposureCounter;

  constructor(options: FlagClientOptions, exposures: ExposureCounter) {
    super({ ...options, onEvaluate: (key, answer) => exposures.count(key, answer.variant, answer) });
    this.#exposures = exposures;
  }

  /** Stops following, and resolves when the last counts were sent; what is known is still answered from. */
  override async close(): Promise<void> {
    super.close();
    await this.#exposures.close();
  }
}

/**
 * Flags of the key's environment, kept up to date from the server. Starts at once: `await flags.start()` waits until flags can be
 * evaluated, or the server has failed once and the callers' own defaults hold.
 */
export function createFlags({
  file,
  sampling,
  bootstrap,
  staleAfterMs,
  retryBaseMs,
  ...api
}: CreateFlagsOptions): Flags {
  const url = api.url.replace(/\/$/, "");
  const send = postExposures({ url, key: api.key, fetch: api.fetch ?? fetch, sdk: "plumbline-node" });
  const flags = new Flags(
    {
      source: apiSource(api),
      ...(file ? { store: fileStore(file) } : {}),
      ...(bootstrap ? { bootstrap } : {}),
      ...(staleAfterMs ? { staleAfterMs } : {}),
      ...(retryBaseMs ? { retryBaseMs } : {}),
    },
    new ExposureCounter({ send, sampling }),
  );
  void flags.start();
  return flags;
}
