import { hash, verify } from "@node-rs/argon2";

/**
 * argon2id with 19 MiB, two passes, one lane: the first choice of OWASP's Password Storage Cheat Sheet ("Argon2id with a minimum
 * configuration of 19 MiB of memory, an iteration count of 2, and 1 degree of parallelism").
 * `Algorithm.Argon2id` is a const enum, which type stripping cannot read: 2 is its value.
 */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The password in PHC form, salted, `$argon2id$v=19$…`. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password, parameters);
}

/** Whether the password belongs to the hash. The hash names its own parameters, so that they can be raised later. */
export async function verifyPassword({ hash: known, password }: { hash: string; password: string }): Promise<boolean> {
  return await verify(known, password);
}
