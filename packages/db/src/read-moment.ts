const zero = 48;

/**
 * The moment that Postgres writes as `2026-11-21 14:07:02.123456+00`, cut to milliseconds like `new Date` cuts it, in half the
 * time: most rows have three of them. What is written in another way (another zone, a year before 1000) is left to `new Date`.
 */
export function readMoment(text: string): Date {
  const end = text.length - 3;
  const plain = end >= 19 && text.charCodeAt(4) === 45 && text.charCodeAt(10) === 32 && text.endsWith("+00");
  if (!plain || text.charCodeAt(0) === zero) return new Date(text);
  const year = two(text, 0) * 100 + two(text, 2);
  let milliseconds = 0;
  for (let place = 20, worth = 100; place < end && worth >= 1; place += 1, worth /= 10) {
    milliseconds += (text.charCodeAt(place) - zero) * worth;
  }
  return new Date(
    Date.UTC(year, two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), milliseconds),
  );
}

function two(text: string, place: number): number {
  return (text.charCodeAt(place) - zero) * 10 + text.charCodeAt(place + 1) - zero;
}
