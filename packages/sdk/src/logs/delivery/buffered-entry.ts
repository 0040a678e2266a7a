import type { ScopedRecord } from "../otlp/encode-batch.ts";

/** An entry that waits to be sent. */
export interface BufferedEntry extends ScopedRecord {
  /** 1–24. */
  severity: number;
}
