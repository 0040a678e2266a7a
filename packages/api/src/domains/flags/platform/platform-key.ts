/** Keys that begin with it belong to Plumbline's own flags. */
export const platformPrefix = "plumbline.";

/** Whether a key is of Plumbline's own flags: they are evaluated here and delivered to nobody. */
export function isPlatformKey(key: string): boolean {
  return key.startsWith(platformPrefix);
}
