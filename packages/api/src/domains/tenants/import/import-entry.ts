import { z } from "zod";
import { environmentFields } from "../environment/environment-fields.ts";
import { serviceFields } from "../service/service-fields.ts";
import { tenantFields } from "../tenant/tenant-fields.ts";

/** What can be imported from a file. */
export type ImportType = "tenants" | "environments" | "services";

/** Bytes of an imported file at most. */
export const importBytes = 512 * 1024;

/** Entries of an imported file at most: they become one transaction. */
export const importEntries = 2000;

const keys = z.preprocess(
  (value) => (typeof value === "string" ? value.split(/[\s;,|]+/).filter(Boolean) : value),
  z.array(serviceFields.key, "must be a list of keys.").max(100, "must name at most 100 services."),
);

/** A number as a file may write it: CSV has texts only. */
const wholeNumber = z.preprocess(
  (value) => (typeof value === "string" && /^\d+$/.test(value.trim()) ? Number(value) : value),
  serviceFields.tier,
);

/** The fields of an entry, by type. `key` says which one is meant; what is left out stays as it is. */
export const entrySchemas = {
  tenants: z.strictObject({
    key: tenantFields.key,
    name: tenantFields.name,
    metadata: tenantFields.metadata.optional(),
  }),
  environments: z.strictObject({
    key: environmentFields.key,
    name: environmentFields.name,
    kind: environmentFields.kind.optional(),
  }),
  services: z.strictObject({
    key: serviceFields.key,
    name: serviceFields.name,
    description: serviceFields.description.optional(),
    owner: serviceFields.owner.nullish(),
    tier: wholeNumber.optional(),
    dependsOn: keys.optional(),
  }),
} as const;
