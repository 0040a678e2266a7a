import { builder } from "../../../graphql/builder.ts";
import { refusals } from "../../../graphql/refusal-types.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { activateFlag, archiveFlag, restoreFlag } from "../flag/set-flag-state.ts";
import { rollBackFlag } from "../revisions/roll-back-flag.ts";
import { FlagRef, FlagRevisionRef } from "./refs.ts";

const verbs = [
  {
    field: "activateFlag",
    name: "ActivateFlag",
    description: "Takes a draft into use, or says of a stale flag that it is needed. Needs `flags:write`.",
    verb: activateFlag,
  },
  {
    field: "archiveFlag",
    name: "ArchiveFlag",
    description: "Takes a flag out of use: it answers its default everywhere. Needs `flags:write`.",
    verb: archiveFlag,
  },
  {
    field: "restoreFlag",
    name: "RestoreFlag",
    description: "Takes an archived flag back into use. Needs `flags:write`.",
    verb: restoreFlag,
  },
] as const;

for (const { field, name, description, verb } of verbs) {
  const Input = builder.inputType(`${name}Input`, {
    description: "Which flag, and why.",
    fields: (t) => ({
      flagId: t.globalID({ for: FlagRef, required: true, description: "Which." }),
      reason: t.string({ description: "Why." }),
    }),
  });
  builder.mutationField(field, (t) =>
    t.field({
      type: FlagRef,
      description,
      args: { input: t.arg({ type: Input, required: true, description: "Which." }) },
      errors: refusals(name, "flag"),
      resolve: (_, { input }, ctx) => verb(ctx, uuids(input)),
    }),
  );
}

const RollBackInput = builder.inputType("RollBackFlagInput", {
  description: "Where to go back to, and why.",
  fields: (t) => ({
    revisionId: t.globalID({ for: FlagRevisionRef, required: true, description: "As it was after this revision." }),
    reason: t.string({ required: true, description: "Why; everybody reads it." }),
  }),
});

builder.mutationField("rollBackFlag", (t) =>
  t.field({
    type: FlagRef,
    description: "Makes a flag what it was after a revision; a kill stays. Needs `flags:write`.",
    args: { input: t.arg({ type: RollBackInput, required: true, description: "Where to." }) },
    errors: refusals("RollBackFlag", "flag"),
    resolve: (_, { input }, ctx) => rollBackFlag(ctx, uuids(input)),
  }),
);
