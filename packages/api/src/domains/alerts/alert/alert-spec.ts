import type { AlertLabels, WindowSample } from "@plumbline/db/schema";
import type { Alert } from "./alert-ref.ts";

/** An alert as whoever raises it tells it. */
export interface AlertSpec {
  workspaceId: string;
  tenantId: string | null;
  /** Null for what no rule of the pipeline opened. */
  rule: { id: string; version: number } | null;
  /** `rule`, or who raises it. */
  source: string;
  /** Same fingerprint, same alert: of one at most one is open. */
  fingerprint: string;
  title: string;
  /** Why, in words with the numbers. */
  reason: string;
  labels: AlertLabels;
  groupReason: string;
  severity: Alert["severity"];
  url: string | null;
  at: Date;
  firstAt: Date;
  lastAt: Date;
  count: number;
  samples: WindowSample[];
  /** Seconds after its end in which the same alert reopens. */
  flapSeconds: number;
}
