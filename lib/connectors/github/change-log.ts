import { z } from "zod";

import type { Collector } from "#lib/domain/connector.ts";
import { readLog } from "../read-log.ts";
import { ask } from "../rest/answer.ts";
import { linkedPages } from "../rest/log-page.ts";
import { changesOf } from "./change-entry.ts";
import { hostOf } from "./keys.ts";
import { permissions } from "./operations.ts";

const keptDays = 180;
const Organization = z.object({ html_url: z.string() });

/** Settings that were changed on GitHub's pages and over its API; only organizations on Enterprise Cloud have the log. */
export const changeLog: Collector = {
  id: "change-log",
  title: "Audit log: who changed what",
  per: "account",
  produces: [],
  permissions: permissions("orgs:get", "orgs:get-audit-log"),
  collect: async function* (source) {
    const org = { service: "orgs", operation: "get" };
    const { body } = await ask(source, org, { org: source.scope.account }, Organization);
    const host = hostOf(body.html_url);
    const call = { service: "orgs", operation: "get-audit-log" };
    yield* readLog(
      source,
      keptDays,
      linkedPages(source, call, { include: "web", order: "desc", per_page: 100 }, (entries) =>
        changesOf(entries, host),
      ),
    );
  },
};
