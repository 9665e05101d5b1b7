import { z } from "zod";

import { historyDaysDefault, historyDaysMax, historyDaysMin } from "#lib/contract/access.ts";

const Settings = z.object({
  historyDays: z.number().int().min(historyDaysMin).max(historyDaysMax).default(historyDaysDefault),
});

/** For how many days an organization keeps what its rows were, from its settings as they are stored. */
export function historyDaysOf(settings: unknown): number {
  const parsed = Settings.safeParse(settings);
  return parsed.success ? parsed.data.historyDays : historyDaysDefault;
}
