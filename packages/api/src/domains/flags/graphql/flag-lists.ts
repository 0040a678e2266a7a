import { builder } from "../../../graphql/builder.ts";
import { totalCountOf } from "../../../graphql/total-count.ts";
import { uuids } from "../../../graphql/uuids.ts";
import { UserRef } from "../../accounts/index.ts";
import { ServiceRef } from "../../tenants/index.ts";
import { WorkspaceRef } from "../../workspaces/index.ts";
import { listFlags } from "../flag/list-flags.ts";
import { FlagStateEnum, FlagTypeEnum } from "./enums.ts";
import { FlagRef } from "./refs.ts";

const CategoryComparator = builder.inputType("FlagCategoryComparator", {
  description: "Compares a flag's category.",
  fields: (t) => ({
    in: t.stringList({ description: "Any of these." }),
    notIn: t.stringList({ description: "None of these." }),
  }),
});

const StateComparator = builder.inputType("FlagStateComparator", {
  description: "Compares a flag's state.",
  fields: (t) => ({ in: t.field({ type: [FlagStateEnum], description: "Any of these." }) }),
});

const TypeComparator = builder.inputType("FlagTypeComparator", {
  description: "Compares a flag's type.",
  fields: (t) => ({ in: t.field({ type: [FlagTypeEnum], description: "Any of these." }) }),
});

const FlagFilterInput = builder.inputType("FlagFilter", {
  description: "Which flags; what is left out does not narrow.",
  fields: (t) => ({
    search: t.string({ description: "With this in the key, the name or the description." }),
    category: t.field({ type: CategoryComparator, description: "By category." }),
    ownerUserId: t.globalID({ for: UserRef, description: "Those that this person answers for." }),
    serviceId: t.globalID({ for: ServiceRef, description: "Those of this service." }),
    state: t.field({ type: StateComparator, description: "By state. Default: all but the archived ones." }),
    type: t.field({ type: TypeComparator, description: "By type." }),
    tags: t.stringList({ description: "With all of these tags." }),
    keys: t.stringList({ description: "With one of these keys." }),
  }),
});

builder.objectFields(WorkspaceRef, (t) => ({
  flags: t.connection(
    {
      type: FlagRef,
      description: "Flags, the newest first. Needs `flags:read`.",
      args: { filter: t.arg({ type: FlagFilterInput, description: "Which ones." }) },
      resolve: (workspace, { filter, ...page }, ctx) => listFlags(ctx, workspace.id, page, uuids(filter ?? {})),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
}));

builder.objectFields(ServiceRef, (t) => ({
  flags: t.connection({
    type: FlagRef,
    description: "Flags of this service, the newest first. Needs `flags:read`.",
    resolve: (service, page, ctx) => listFlags(ctx, service.workspaceId, page, { serviceId: service.id }),
  }),
}));
