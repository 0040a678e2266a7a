import { builder } from "../../graphql/builder.ts";
import { refusals } from "../../graphql/refusal-types.ts";
import { uuids } from "../../graphql/uuids.ts";
import { WorkspaceRef } from "../workspaces/index.ts";
import { removeDemoData } from "./remove-demo-data.ts";

builder.mutationField("removeDemoData", (t) =>
  t.field({
    type: WorkspaceRef,
    description: "Stops the simulated traffic and deletes the demo workspace at once.",
    args: {
      input: t.arg({
        required: true,
        description: "Which one.",
        type: builder.inputType("RemoveDemoDataInput", {
          description: "Which demo to remove.",
          fields: (f) => ({
            workspaceId: f.globalID({
              required: true,
              for: [WorkspaceRef],
              description: "A workspace that is marked as a demo.",
            }),
          }),
        }),
      }),
    },
    errors: refusals("RemoveDemoData", "workspace"),
    resolve: (_, { input }, ctx) => removeDemoData(ctx, uuids(input)),
  }),
);
