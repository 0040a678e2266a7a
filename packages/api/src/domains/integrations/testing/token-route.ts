import type { TwinAnswer, TwinRequest } from "./start-twin.ts";

/** What a twin's API answers; null is left to another. */
export type TwinRoutes = (request: TwinRequest) => TwinAnswer | null;

/** A token endpoint that knows the code `good` and the refresh token `refresh-<n>`, which it replaces with each use. */
export function tokenRoute({ body }: TwinRequest, more: Record<string, unknown> = {}): TwinAnswer {
  const refresh = /^refresh-(\d+)$/.exec(String(body.refresh_token ?? ""))?.[1];
  if (body.code !== "good" && refresh === undefined) {
    return [400, { error: "invalid_grant", error_description: "The code is not one of mine." }];
  }
  const grant = { token_type: "bearer", expires_in: 3600, refresh_token: `refresh-${Number(refresh ?? 0) + 1}` };
  return [200, { access_token: "good-token", ...grant, ...more }];
}
