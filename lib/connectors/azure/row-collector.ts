import type { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { armRow, resourcesOfType, type ArmRow } from "./arm.ts";
import { eachParent } from "./detail.ts";
import { queryGraph } from "./graph-query.ts";

/** A collector of every resource of one of Azure's types, each read by itself. */
export function collectorOfType<P extends z.ZodType>(
  spec: Omit<Collector, "per" | "collect"> & {
    /** Azure's own type, lower case. */
    type: string;
    properties: P;
    read: (row: ArmRow<z.infer<P>>, source: Source) => Promise<Batch> | Batch;
  },
): Collector {
  const { type, properties, read, ...collector } = spec;
  const Row = armRow(properties);
  return {
    ...collector,
    per: "account",
    collect: async function* (source) {
      for await (const { rows, unparsed } of queryGraph(source, resourcesOfType(type), Row)) {
        yield { resources: [], relationships: [], unparsed };
        // Safe because the schema of a row is that very type with these properties.
        yield* eachParent(rows as ArmRow<z.infer<P>>[], async (row) => read(row, source));
      }
    },
  };
}
