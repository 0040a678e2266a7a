import type { Context } from "../../../service/context.ts";
import { flagPlace } from "./flag-place.ts";
import { snapshotCache } from "./snapshot-cache.ts";

export interface VersionFollower {
  /** The newest version that was told, or would be. */
  readonly version: number;
  /** Tells the newest version again. */
  tell(): void;
  close(): void;
}

/**
 * Tells of each new version of the key's environment, and nothing of what it holds.
 * @throws UnauthenticatedError @throws ForbiddenError without `flags:evaluate`
 */
export async function followVersions(
  ctx: Context,
  onVersion: (version: number, changedAt: Date) => void,
): Promise<VersionFollower> {
  const place = await flagPlace(ctx, "flags:evaluate");
  const cache = snapshotCache(ctx.app);
  let version = 0;
  const tell = () => onVersion(version, ctx.app.clock.now());
  const close = cache.follow(place, ({ snapshot }) => {
    version = snapshot.version;
    tell();
  });
  try {
    version = (await cache.get(place)).snapshot.version;
  } catch (error) {
    close();
    throw error;
  }
  return {
    get version() {
      return version;
    },
    tell,
    close,
  };
}
