import { z } from "zod";
import { nameInput, tenantKeyInput } from "../key-input.ts";

/** Notes of the workspace's own: flat, texts only, small enough to be read with every list. */
const metadataInput = z
  .unknown()
  .pipe(
    z
      .record(z.string().max(60), z.string().max(500), "must be a flat object of texts.")
      .refine((notes) => Object.keys(notes).length <= 30, "must have at most 30 entries."),
  );

/** What a tenant is made of. */
export const tenantFields = { key: tenantKeyInput, name: nameInput, metadata: metadataInput };
