import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import { changesOf } from "./change-entry.ts";
import { activityFrom } from "./operations-platform.ts";

const Answer = z.object({ value: z.array(z.unknown()), isCut: z.boolean().optional() });

/**
 * The activity log of a subscription, which Azure keeps without any setting. Its call must say since when, which is
 * the same span for every sync: a recording then answers it on any day.
 */
export const changeLog: Collector = {
  id: "change-log",
  title: "Activity log: who changed what",
  per: "account",
  produces: [],
  permissions: ["Microsoft.Insights/eventtypes/values/read"],
  collect: async function* (source) {
    const answer = await source.call("Microsoft.Insights", "ActivityLogs_List", {});
    const { value, isCut } = Answer.parse(answer);
    const { changes, oldest } = changesOf(value, source.scope.account);
    const asked = activityFrom(new Date());
    yield {
      resources: [],
      relationships: [],
      changes,
      logReadFrom: isCut ? (oldest ?? new Date().toISOString()) : asked,
    };
  },
};
