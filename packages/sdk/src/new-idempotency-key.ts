/** 128 bits of chance in hex. Not `randomUUID`: browsers have that on secure pages only, and a laptop's LAN address is none. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
