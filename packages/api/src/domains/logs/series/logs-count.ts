import { logLevels, readLevel } from "@plumbline/sdk/logs/query";
import { defineSeries } from "../../alerts/index.ts";
import { countSteps } from "../query/count-steps.ts";
import { resolveSearch } from "../query/resolve-search.ts";

/** How many entries came, narrowed by what every entry has. */
export const logsCount = defineSeries({
  name: "logs.count",
  description: "Log entries by when they happened.",
  unit: "entries",
  dimensions: [
    { name: "level", description: `One of ${logLevels.join(", ")}.` },
    { name: "service", description: "Name of the service." },
    { name: "tenant", description: "Key of the tenant." },
    { name: "environment", description: "Key of the environment." },
  ],
  async read(ctx, options) {
    const { level, service, tenant, environment } = options.filter;
    const one = (value: string | undefined) => (value === undefined ? null : [value]);
    const { filter } = await resolveSearch(ctx, options.workspaceId, {
      levels: one(level && (readLevel(level) ?? level)),
      services: one(service),
      tenants: one(tenant),
      environments: one(environment),
    });
    return await countSteps(ctx, options, filter, options.filter);
  },
});
