import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import { readLog } from "../read-log.ts";
import { changesOf } from "./change-entry.ts";

const pageSize = 200;
const keptDays = 400;
const Page = z.object({
  entries: z.array(z.unknown()).default([]),
  nextPageToken: z.string().nullish(),
});

/** Entries of Admin Activity, which every project keeps and nobody can switch off. */
export const changeLog: Collector = {
  id: "change-log",
  title: "Cloud Audit Logs: who changed what",
  per: "account",
  produces: [],
  permissions: ["logging.logEntries.list"],
  collect: (source) =>
    readLog(source, keptDays, async (pageToken) => {
      const { account } = source.scope;
      const { entries, nextPageToken } = Page.parse(
        await source.call("logging", "entries.list", {
          resourceNames: [`projects/${account}`],
          filter: `log_id("cloudaudit.googleapis.com/activity")`,
          orderBy: "timestamp desc",
          pageSize,
          ...(pageToken === null ? {} : { pageToken }),
        }),
      );
      return { ...changesOf(entries, account), next: nextPageToken ?? null };
    }),
};
