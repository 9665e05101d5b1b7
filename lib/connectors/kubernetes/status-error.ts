import { z } from "zod";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { permissionOf } from "./kinds.ts";

/** The API's own error: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
const Status = z.object({
  kind: z.literal("Status"),
  message: z.string().optional(),
  reason: z.string().optional(),
});

/** Whether to ask again is part of what an answer that is not 2xx says. */
export type Refusal = { kind: "retry" | "error"; error: ProviderError };

const expired = "The place in the list is no longer kept (410 Gone)";

/** A list changed under its reader for so long that it can only be read whole. Told by its words, also in a replay. */
export const isExpired = (error: unknown): boolean =>
  error instanceof ProviderError && error.message === expired;

export function readRefusal(call: ProviderCall, status: number, text: string): Refusal {
  const said = parseStatus(text);
  const message = (said?.message ?? `The API server answered ${status}`).slice(0, 1_000);
  const refuse = (reason: ProviderError["reason"], permission: string | null = null) =>
    new ProviderError(reason, call, message, permission);
  if (status === 401) return { kind: "error", error: refuse("expired-credentials") };
  if (status === 403)
    return { kind: "error", error: refuse("denied", permissionOf(call.service, call.operation)) };
  if (status === 404) return { kind: "error", error: refuse("not-found") };
  if (status === 410) return { kind: "error", error: new ProviderError("failed", call, expired) };
  if (status === 429) return { kind: "retry", error: refuse("throttled") };
  return { kind: status >= 500 ? "retry" : "error", error: refuse("failed") };
}

function parseStatus(text: string): z.infer<typeof Status> | null {
  try {
    return Status.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
