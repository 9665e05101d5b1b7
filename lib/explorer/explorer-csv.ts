import { csvLine } from "#lib/contract/csv.ts";
import type { ExplorerAnswer } from "#lib/contract/explorer.ts";

/** The rows of an answer, three cells for each column: what it is called, what it is, and the provider's own id. */
export function explorerCsv({ columns, rows, resources }: ExplorerAnswer): string {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const header = columns.flatMap((column) => [column, `${column} type`, `${column} id`]);
  const lines = rows.map((row) =>
    row.flatMap((id) => {
      const resource = byId.get(id);
      return resource ? [resource.name, resource.typeTitle, resource.key] : [id, "", ""];
    }),
  );
  return [header, ...lines].map(csvLine).join("");
}
