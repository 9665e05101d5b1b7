import { globSync, readFileSync } from "node:fs";

/** A check worth having, from surveying what peers ship and miss, and which check of ours answers it. */
export type CatalogueRow = {
  row: string;
  /** `core` are those to measure coverage by; `further` are those worth having where data can decide them. */
  list: string;
  layer: string;
  cloud: string;
  service: string;
  severity: string;
  meaning: string;
  /** Ids of the checks that decide it; empty where none does. */
  checks: readonly string[];
  /** Why no data that an API gives can decide it; empty where a check does. */
  reason: string;
};

const columns = ["row", "list", "layer", "cloud", "service", "severity", "meaning", "checks", "reason"];

/** Reads `docs/catalogue/*.tsv`. Throws where a line has not its nine cells, naming the file and the line. */
export function readCatalogue(): CatalogueRow[] {
  return globSync("docs/catalogue/*.tsv")
    .toSorted()
    .flatMap((file) => {
      const [header, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
      if (header !== columns.join("\t"))
        throw new Error(`${file}: the first line is not ${columns.join(" ")}`);
      return lines.map((line, index) => toRow(line, `${file}:${index + 2}`));
    });
}

function toRow(line: string, where: string): CatalogueRow {
  const cells = line.split("\t");
  const [row, list, layer, cloud, service, severity, meaning, checks, reason] = cells;
  if (cells.length > columns.length || !row || !list || !layer || !cloud || !service || !severity || !meaning)
    throw new Error(`${where}: a line has the cells ${columns.join(", ")}, parted by tabs`);
  const ids = (checks ?? "").split(",").map((id) => id.trim());
  return {
    row,
    list,
    layer,
    cloud,
    service,
    severity,
    meaning,
    checks: ids.filter((id) => id !== ""),
    reason: (reason ?? "").trim(),
  };
}
