import { isDeepStrictEqual } from "node:util";
import type { Db } from "@plumbline/db";
import { environments, flagSegments, flags } from "@plumbline/db/schema";
import type { FlagImport, PortableFlag } from "@plumbline/sdk/flags/import";
import { and, eq, isNull } from "drizzle-orm";
import type { FlagChange } from "../change/flag-change.ts";
import { platformCategory } from "../flag/refuse-platform.ts";
import type { Flag } from "../flag-refs.ts";
import { findRefusals } from "./find-refusals.ts";
import type { ImportedItem } from "./import-report.ts";
import { configurationOf, fieldsOf } from "./portable-fields.ts";

/** What an import writes, and what it leaves. */
export interface ImportPlan {
  /** Of segments and flags, in the order of `items` that have one. */
  changes: { item: ImportedItem; changes: FlagChange[] }[];
  items: ImportedItem[];
  /** Flags that are made or changed: what they are besides follows when they are there. */
  written: PortableFlag[];
  environmentIds: ReadonlyMap<string, string>;
  unknownEnvironments: string[];
}

export interface PlanImportOptions {
  workspaceId: string;
  imported: FlagImport;
  /** Environments of the file by the workspace's. */
  names: ReadonlyMap<string, string>;
  /** Whether flags and segments that are there are changed; else they are skipped. */
  overwrite: boolean;
}

export async function planImport(tx: Db, options: PlanImportOptions): Promise<ImportPlan> {
  const { workspaceId, imported, names, overwrite } = options;
  const here = await tx
    .select({ id: environments.id, key: environments.key })
    .from(environments)
    .where(and(eq(environments.workspaceId, workspaceId), isNull(environments.archivedAt)));
  const byKey = new Map(here.map(({ key, id }) => [key, id]));
  const file = imported.file;
  const said = [...new Set(file.flags.flatMap((flag) => Object.keys(flag.environments)))];
  const environmentIds = new Map(
    said.flatMap((name): [string, string][] => {
      const id = byKey.get(names.get(name) ?? name);
      return id ? [[name, id]] : [];
    }),
  );
  const known = await tx.select().from(flags).where(eq(flags.workspaceId, workspaceId));
  const present = new Map(known.map((flag) => [flag.key, flag]));
  const plan: ImportPlan = {
    changes: [],
    items: imported.refused.map(({ flag, reason }) => ({ kind: "flag", key: flag, action: "refused", reason })),
    written: [],
    environmentIds,
    unknownEnvironments: said.filter((name) => !environmentIds.has(name)),
  };
  await planSegments(tx, options, plan);
  const refused = findRefusals({ file, environments: [...environmentIds.keys()], present: new Set(present.keys()) });
  for (const flag of file.flags) {
    const reason = refused.get(flag.key) ?? refusalOf(flag, present.get(flag.key));
    const item: ImportedItem = { kind: "flag", key: flag.key, action: "created", reason: null };
    plan.items.push(item);
    if (reason) Object.assign(item, { action: "refused", reason });
    else planFlag(flag, present.get(flag.key), { item, plan, overwrite });
  }
  return plan;
}

async function planSegments(tx: Db, { workspaceId, imported, overwrite }: PlanImportOptions, plan: ImportPlan) {
  const known = await tx.select().from(flagSegments).where(eq(flagSegments.workspaceId, workspaceId));
  for (const { key, name = key, description = "", conditions } of imported.file.segments) {
    const fields = { name: name.slice(0, 120), description, conditions: copy(conditions) };
    const there = known.find((one) => one.key === key);
    const item: ImportedItem = { kind: "segment", key, action: "created", reason: null };
    plan.items.push(item);
    if (!there)
      plan.changes.push({ item, changes: [{ kind: "newSegment", fields: { ...fields, key } } as FlagChange] });
    else if (isDeepStrictEqual(there.conditions, conditions)) item.action = "unchanged";
    else if (overwrite)
      plan.changes.push({
        item: Object.assign(item, { action: "changed" }),
        changes: [{ kind: "segment", segmentId: there.id, set: fields } as FlagChange],
      });
    else
      Object.assign(item, {
        action: "skipped",
        reason:
          "The workspace has a segment of this key with other conditions; the imported flags mean that one from now on.",
      });
  }
}

function refusalOf(flag: PortableFlag, there: Flag | undefined): string | null {
  if (there?.category === platformCategory) return "It is one of Plumbline's own flags.";
  if (there && there.valueKind !== flag.valueKind)
    return `The workspace has a flag of this key whose values are ${there.valueKind}, not ${flag.valueKind}.`;
  return there?.state === "archived" ? "The workspace has an archived flag of this key. Restore it first." : null;
}

interface Target {
  item: ImportedItem;
  plan: ImportPlan;
  overwrite: boolean;
}

function planFlag(flag: PortableFlag, there: Flag | undefined, { item, plan, overwrite }: Target): void {
  const configurations = [...plan.environmentIds].flatMap(([name, environmentId]) => {
    const one = flag.environments[name];
    return one ? [{ environmentId, set: configurationOf(one) }] : [];
  });
  if (!there) {
    plan.changes.push({ item, changes: [{ kind: "newFlag", fields: fieldsOf(flag), configurations }] });
    plan.written.push(flag);
    return;
  }
  if (!overwrite) {
    Object.assign(item, { action: "skipped", reason: "The workspace has a flag of this key." });
    return;
  }
  const {
    key: _,
    salt: __,
    valueKind: ___,
    state: ____,
    initialServe,
    initialDefault,
    ownerUserId,
    serviceId,
    ...set
  } = fieldsOf(flag);
  const changes: FlagChange[] = [
    { kind: "flag", flagId: there.id, set },
    ...configurations.map((one): FlagChange => ({ kind: "configuration", flagId: there.id, ...one })),
  ];
  plan.changes.push({ item: Object.assign(item, { action: "changed" }), changes });
  plan.written.push(flag);
}

/** As JSON: lists of the file are read-only, those of a change are not. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
