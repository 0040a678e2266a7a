import type { App } from "../app.ts";
import { perApp } from "../service/per-app.ts";

/** Part of what a process keeps for slow readers that those of one workspace may have. */
const shareOfOne = 1 / 4;

/** One reader that does not take all that it was sent. */
interface Place {
  readonly workspaceId: string;
  bytes: number;
  readonly cutOff: (reason: string) => void;
}

/** A workspace's readers that are behind, the one that is behind the longest first. */
interface Share {
  bytes: number;
  readonly behind: Set<Place>;
}

const roomOf = perApp(({ config }) => ({
  most: config.streamUnsentBytes,
  bytes: 0,
  cutOff: 0,
  shares: new Map<string, Share>(),
}));

type Room = ReturnType<typeof roomOf>;

/** A reader's place among those whose bytes wait in this process. */
export interface UnsentPlace {
  /**
   * Says how many bytes wait for this reader now. Where that is more than there is room for, those that are behind the longest are
   * cut off: of its workspace, or of the one that keeps most.
   */
  hold(bytes: number): void;
  /** Nothing waits any more, and nothing will. */
  leave(): void;
}

/** @param cutOff closes the reader's connection and lets go of all that waits in it; called once at most */
export function enterUnsentRoom(app: App, workspaceId: string, cutOff: (reason: string) => void): UnsentPlace {
  const room = roomOf(app);
  const place: Place = { workspaceId, bytes: 0, cutOff };
  let left = false;
  return {
    hold(bytes) {
      if (left || bytes === place.bytes) return;
      const grew = bytes > place.bytes;
      keep(room, place, bytes);
      if (grew) makeRoom(room, workspaceId);
    },
    leave() {
      left = true;
      keep(room, place, 0);
    },
  };
}

/** Bytes that wait in this process for readers of streams. */
export function unsentBytes(app: App): number {
  return roomOf(app).bytes;
}

/** Readers that were cut off for want of room since the process began. */
export function readersCutOff(app: App): number {
  return roomOf(app).cutOff;
}

function keep(room: Room, place: Place, bytes: number): void {
  const { workspaceId } = place;
  const share = room.shares.get(workspaceId) ?? { bytes: 0, behind: new Set() };
  room.shares.set(workspaceId, share);
  share.bytes += bytes - place.bytes;
  room.bytes += bytes - place.bytes;
  place.bytes = bytes;
  if (bytes > 0) share.behind.add(place);
  else share.behind.delete(place);
  if (share.behind.size === 0) room.shares.delete(workspaceId);
}

function makeRoom(room: Room, workspaceId: string): void {
  const own = room.shares.get(workspaceId);
  const mostOfOne = room.most * shareOfOne;
  // One alone may be sent more at once than the share: it is its whole configuration.
  while (own && own.bytes > mostOfOne && own.behind.size > 1)
    cutFirst(room, own, `Readers of this workspace left more than ${mostOfOne} bytes unread`);
  while (room.bytes > room.most) {
    const [largest] = [...room.shares.values()].sort((a, b) => b.bytes - a.bytes);
    if (!largest) return;
    cutFirst(
      room,
      largest,
      `Readers of all workspaces left more than ${room.most} bytes unread, most of them of this one`,
    );
  }
}

function cutFirst(room: Room, { behind }: Share, why: string): void {
  const [first] = behind;
  if (!first) return;
  keep(room, first, 0);
  room.cutOff += 1;
  first.cutOff(`${why}; this reader was behind the longest.`);
}
