/**
 * A length of time in words, two units at most: `0.6 s`, `9 s`, `4 min`, `2 h 47 min`, `3 d`.
 * The space before a unit does not break.
 */
export function durationWords(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 1) return `${Math.max(0.1, Math.round(seconds * 10) / 10)}\u00a0s`;
  if (seconds < 60) return `${Math.floor(seconds)}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}\u00a0min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24)
    return minutes % 60 === 0 || hours >= 10 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${minutes % 60}\u00a0min`;
  const days = Math.floor(hours / 24);
  return days < 60 ? `${days}\u00a0d` : `${Math.floor(days / 30)}\u00a0months`;
}
