import { builder } from "../../graphql/builder.ts";
import { totalCountOf } from "../../graphql/total-count.ts";
import { WorkspaceRef } from "../workspaces/index.ts";
import { ChannelRef } from "./graphql/channel-type.ts";
import "./graphql/device-type.ts";
import "./graphql/mutations.ts";
import "./graphql/notification-type.ts";
import { listChannels } from "./list-channels.ts";

builder.objectField(WorkspaceRef, "channels", (t) =>
  t.connection(
    {
      type: ChannelRef,
      description: "Where the workspace's messages go, newest first.",
      resolve: ({ id }, page, ctx) => listChannels(ctx, id, page),
    },
    {
      fields: (c) => ({
        totalCount: c.int({ description: "How many the whole list holds.", resolve: (page) => totalCountOf(page) }),
      }),
    },
  ),
);
