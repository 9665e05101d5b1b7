import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { Input } from "../rest/answer.ts";
import { detail, detailList, isNotFound } from "../rest/detail.ts";
import { listAfter } from "../rest/listing.ts";

const SpendLimit = z.object({ threshold_amount: z.number() });

export type Spending = { isLimited: boolean; unknown: Unknown | null };

/** Whether a limit stops the spending of an organization or a project, or an alert tells somebody. */
export async function readSpending(
  source: Source,
  service: "organization" | "projects",
  input: Input,
): Promise<Spending> {
  const [limit, alerts] = await Promise.all([
    detail(source, { service, operation: "retrieve-spend-limit" }, input, SpendLimit, isNotFound),
    detailList(() =>
      listAfter(source, { service, operation: "list-spend-alerts" }, { ...input, limit: 100 }, "after"),
    ),
  ]);
  const isLimited = limit.value !== null || (alerts.value?.length ?? 0) > 0;
  return { isLimited, unknown: isLimited ? null : (limit.unknown ?? alerts.unknown) };
}
