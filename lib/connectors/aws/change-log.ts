import type { Collector } from "#lib/domain/connector.ts";
import { readLog } from "../read-log.ts";
import { changesOf } from "./change-entry.ts";
import { existing } from "./existing.ts";
import { itemsOf } from "./pages.ts";

const pageSize = 50;
const keptDays = 90;

/** The newest events that changed anything, from what CloudTrail keeps without a trail. It answers two calls a second. */
export const changeLog: Collector = {
  id: "change-log",
  title: "CloudTrail: who changed what",
  per: "region",
  produces: [],
  permissions: ["cloudtrail:LookupEvents"],
  collect: (source) =>
    readLog(source, keptDays, async (token) => {
      const answer = await existing(source, "cloudtrail", "LookupEvents", {
        LookupAttributes: [{ AttributeKey: "ReadOnly", AttributeValue: "false" }],
        MaxResults: pageSize,
        ...(token === null ? {} : { NextToken: token }),
      });
      const next = answer?.["NextToken"];
      return {
        ...changesOf(itemsOf(answer ?? {}, "Events"), source.scope),
        next: typeof next === "string" ? next : null,
      };
    }),
};
