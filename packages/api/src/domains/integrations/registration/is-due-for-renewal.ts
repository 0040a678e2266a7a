/** True in the last third of a webhook's life: early enough that a day of the provider's refusals does not end it. */
export function isDueForRenewal(
  { renewedAt, expiresAt }: { renewedAt: Date; expiresAt: Date | null },
  now: Date,
): boolean {
  if (!expiresAt) return false;
  const life = expiresAt.getTime() - renewedAt.getTime();
  return expiresAt.getTime() - now.getTime() <= life / 3;
}
