import { PreconditionError } from "../../../service/errors.ts";
import { defineSeries } from "../../alerts/index.ts";
import { findMeasuredGroup } from "../error-groups/group/find-measured-group.ts";
import { countSteps } from "../query/count-steps.ts";
import { resolveSearch } from "../query/resolve-search.ts";

/** How many entries an error group gets. */
export const logsGroupCount = defineSeries({
  name: "logs.group_count",
  description: "Log entries of one error group, by when they happened.",
  unit: "entries",
  dimensions: [
    {
      name: "group",
      description:
        "The error group's id. A filter by it is needed; where it was merged into another one, that one is measured.",
    },
  ],
  async read(ctx, options) {
    const { group } = options.filter;
    if (!group)
      throw new PreconditionError(
        "logs.group_count is measured for one error group.",
        "Filter by `group`, with its id.",
      );
    const groupId = await findMeasuredGroup(ctx, options.workspaceId, group);
    const { filter } = await resolveSearch(ctx, options.workspaceId, { groupId });
    return await countSteps(ctx, options, filter, { group });
  },
});
