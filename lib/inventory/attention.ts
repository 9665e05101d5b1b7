import { aiClasses } from "#lib/domain/resource-class.ts";
import { sql } from "#lib/platform/sql.ts";
import { facetSql } from "./resource-conditions.ts";

type Facts = {
  class: string;
  exposure: string | null;
  sensitivity: string | null;
  privilege: string | null;
};

const ai: ReadonlySet<string> = new Set(aiClasses);

/** How soon a reader should see a resource: 0 first. The same in SQL as here, and a test holds them together. */
export function attentionOf({ class: name, exposure, sensitivity, privilege }: Facts): number {
  if (ai.has(name)) return exposure === "anyone" ? 0 : 1;
  if (exposure === "anyone" || sensitivity === "sensitive" || privilege === "admin") return 2;
  return exposure === "credential" || privilege === "broad" ? 3 : 4;
}

export const attentionSql = sql`CASE
  WHEN ${facetSql.class} = ANY(${[...aiClasses]}) THEN CASE WHEN ${facetSql.exposure} = 'anyone' THEN 0 ELSE 1 END
  WHEN ${facetSql.exposure} = 'anyone' OR ${facetSql.sensitivity} = 'sensitive' OR ${facetSql.privilege} = 'admin' THEN 2
  WHEN ${facetSql.exposure} = 'credential' OR ${facetSql.privilege} = 'broad' THEN 3
  ELSE 4 END`;
