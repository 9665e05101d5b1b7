import { createSerializer, parseAsString } from "nuqs/server";
import { z } from "zod";

import { layers } from "#lib/domain/layer.ts";
import { providers } from "#lib/domain/provider.ts";
import { resourceClasses } from "#lib/domain/resource-class.ts";
import { severities } from "#lib/domain/severity.ts";
import { UnknownView } from "./connections.ts";
import { GraphView } from "./graph.ts";
import { queryLimits } from "./query/query.ts";

export const explorerParsers = {
  /** A question in the query language. */
  q: parseAsString.withDefault(""),
};
/** What the API is asked: there is no answer without a question. */
export const ExplorerRequest = z.object({ q: z.string().min(1).max(queryLimits.textLengthMax) });
export const serializeExplorer = createSerializer(explorerParsers);

export const ExplorerResource = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  type: z.string(),
  typeTitle: z.string(),
  class: z.enum(resourceClasses),
  layer: z.enum(layers),
  provider: z.enum(providers),
  account: z.string(),
  region: z.string().nullable(),
  worst: z.enum(severities).nullable(),
});
export type ExplorerResource = z.infer<typeof ExplorerResource>;

export const ExplorerAnswer = z.object({
  /** The question as one would write it. */
  text: z.string(),
  /** What each place of a row is called, in order. */
  columns: z.array(z.string()),
  resources: z.array(ExplorerResource),
  /** Ids of resources, one for each column. */
  rows: z.array(z.array(z.string())),
  graph: GraphView,
  cutShort: z.enum(["rows", "steps", "time"]).nullable(),
  /** What could not be told, as something about it was not collected: neither in nor out. */
  undecided: z.object({ count: z.number(), reasons: z.array(UnknownView) }),
  /** Relationships that were looked at. */
  steps: z.number(),
  /** When the inventory that was asked was last brought up to date; null before anything was. */
  readAt: z.iso.datetime().nullable(),
});
export type ExplorerAnswer = z.infer<typeof ExplorerAnswer>;

/** What a column is called: as named, else by what stands in it. */
export const columnNames = (nodes: readonly { as: string | null; select: readonly string[] }[]): string[] =>
  nodes.map(({ as, select }) => as ?? (select.length === 0 ? "any" : select.join(" or ")));
