import { z } from "zod";

import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";

/** The error model every Google REST API answers with: https://cloud.google.com/apis/design/errors */
const ErrorBody = z.object({
  error: z.object({
    message: z.string().default(""),
    status: z.string().optional(),
    details: z
      .array(
        z.looseObject({
          reason: z.string().optional(),
          metadata: z.record(z.string(), z.string()).optional(),
        }),
      )
      .optional(),
    /** The older shape of Cloud Storage and BigQuery. */
    errors: z.array(z.looseObject({ reason: z.string().optional() })).optional(),
  }),
});

/** `service-off`: the API is disabled in the project, hence it holds nothing. */
export type Refusal =
  { kind: "retry"; error: ProviderError } | { kind: "service-off" } | { kind: "error"; error: ProviderError };

const reasonOfStatus: Readonly<Record<number, ProviderError["reason"]>> = {
  401: "expired-credentials",
  429: "throttled",
};

/** Reads an answer that is not 2xx. Whether to ask again is part of what it says. */
export function readRefusal(call: ProviderCall, status: number, text: string): Refusal {
  const body = parseBody(text);
  if (!body) {
    // Google's front ends speak HTML; what these two say does not depend on their words.
    const reason = reasonOfStatus[status] ?? "failed";
    const error = new ProviderError(reason, call, `Google answered ${status} with something not JSON`);
    return { kind: status >= 500 || status === 429 ? "retry" : "error", error };
  }
  const { message } = body;
  const reasons = new Set(body.reasons);
  const refuse = (reason: ProviderError["reason"], permission: string | null = null) =>
    new ProviderError(reason, call, message.slice(0, 1_000), permission);
  if (status === 429 || body.status === "RESOURCE_EXHAUSTED" || isQuota(reasons))
    return { kind: "retry", error: refuse("throttled") };
  if (status === 401) return { kind: "error", error: refuse("expired-credentials") };
  if (reasons.has("SERVICE_DISABLED") || reasons.has("accessNotConfigured"))
    return speaksForOthers(call.service)
      ? { kind: "error", error: refuse("denied", `serviceusage.services.enable on ${call.service}`) }
      : { kind: "service-off" };
  if (reasons.has("USER_PROJECT_DENIED"))
    return { kind: "error", error: refuse("denied", "serviceusage.services.use") };
  if (status === 403) return { kind: "error", error: refuse("denied", body.permission) };
  if (status === 404) return { kind: "error", error: refuse("not-found") };
  if (status >= 500) return { kind: "retry", error: refuse("failed") };
  return { kind: "error", error: refuse("failed") };
}

/** Answers about other services' resources: when such an API is off, nothing is known about them. */
const speaksForOthers = (service: string): boolean =>
  [
    "accesscontextmanager",
    "billingbudgets",
    "cloudasset",
    "cloudbilling",
    "cloudresourcemanager",
    "iam",
    "policyanalyzer",
    "recommender",
    "securitycenter",
    "securitycentermanagement",
    "serviceusage",
  ].includes(service);

const isQuota = (reasons: ReadonlySet<string>): boolean =>
  ["RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"].some((reason) =>
    reasons.has(reason),
  );

type ParsedBody = {
  message: string;
  status: string | undefined;
  reasons: string[];
  permission: string | null;
};

function parseBody(text: string): ParsedBody | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = ErrorBody.safeParse(value);
  if (!parsed.success) return null;
  const { message, status, details = [], errors = [] } = parsed.data.error;
  const stated = details.map((detail) => detail.metadata?.["permission"]).find((name) => name !== undefined);
  return {
    message,
    status,
    reasons: [...details, ...errors].flatMap(({ reason }) => reason ?? []),
    permission: stated ?? permissionIn(message),
  };
}

/** Google names the permission in prose: "Permission 'a.b.c' denied on …", "… does not have a.b.c access to …". */
const permissionIn = (message: string): string | null =>
  /(?:ermission\s+['"]?|does not have )([a-z][a-zA-Z]*(?:\.[a-zA-Z]+){2,})/.exec(message)?.[1] ?? null;
