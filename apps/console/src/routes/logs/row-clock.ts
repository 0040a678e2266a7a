import { timeZone } from "../../parts/clock.ts";

let zone = "";
let time: Intl.DateTimeFormat;
let day: Intl.DateTimeFormat;

/** Formatters are costly to make and a list draws hundreds of times a minute. */
function renew(): void {
  if (zone === timeZone()) return;
  zone = timeZone();
  const seconds = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  time = new Intl.DateTimeFormat("en-GB", { ...seconds, timeZone: zone });
  day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: zone });
}

/** A moment to the millisecond in the reader's zone, `14:07:02.114`; with the day in front where that is not today's. */
export function rowClock(iso: string): { day: string; time: string } {
  renew();
  const at = new Date(iso);
  const on = day.format(at);
  const millis = String(at.getMilliseconds()).padStart(3, "0");
  return { day: on === day.format(Date.now()) ? "" : on, time: `${time.format(at)}.${millis}` };
}
