import type { Channel } from "./channel-kind.ts";

type Rate = Pick<Channel, "rateCount" | "rateSeconds" | "windowStartedAt" | "windowCount">;

function isOpen({ windowStartedAt, rateSeconds }: Rate, now: Date): boolean {
  return windowStartedAt !== null && now.getTime() < windowStartedAt.getTime() + rateSeconds * 1000;
}

/** Whether the channel has had its share of messages in this window. */
export function isFull(channel: Rate, now: Date): boolean {
  return isOpen(channel, now) && channel.windowCount >= channel.rateCount;
}

/** When the next window may begin. */
export function windowEnd(channel: Rate, now: Date): Date {
  const start = isOpen(channel, now) && channel.windowStartedAt ? channel.windowStartedAt : now;
  return new Date(start.getTime() + channel.rateSeconds * 1000);
}

/** The window after one more message. The first one opens it. */
export function takeTurn(channel: Rate, now: Date): { windowStartedAt: Date; windowCount: number } {
  if (isOpen(channel, now) && channel.windowStartedAt) {
    return { windowStartedAt: channel.windowStartedAt, windowCount: channel.windowCount + 1 };
  }
  return { windowStartedAt: now, windowCount: 1 };
}
