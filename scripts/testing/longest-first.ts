import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take long, the longest first, so that none of them is left alone at the end. It changes when a file runs, nothing
 * else: who makes a file much shorter or longer moves its line.
 */
const long = [
  "packages/api/src/graphql/isolation.test.ts",
  "packages/sdk/src/package.test.ts",
  "scripts/start.test.ts",
  "packages/api/src/domains/notifications/survive-kill.test.ts",
  "packages/api/src/graphql/tenant-isolation.test.ts",
  "apps/console/test/alerts.test.ts",
  "packages/widgets/src/integrations/integrations.test.ts",
  "packages/api/src/domains/notifications/send-notification.test.ts",
  "packages/api/src/outbox/relay.test.ts",
  "packages/api/src/domains/integrations/survive-kill.test.ts",
  "packages/api/src/domains/alerts/survive-storm.test.ts",
  "packages/api/src/domains/webhooks/deliver-webhook.test.ts",
  "apps/console/test/logs.test.ts",
  "apps/console/test/pages.test.ts",
  "apps/console/test/offline.test.ts",
  "apps/console/test/flags.test.ts",
  "packages/api/src/transport/every-door.test.ts",
  "packages/sdk/src/live/live.test.ts",
  "packages/api/src/domains/flags/guards/guarded-rollout.test.ts",
];

/** Runs what takes long before the rest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((path) => moduleId.endsWith(path));
      return at === -1 ? long.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
