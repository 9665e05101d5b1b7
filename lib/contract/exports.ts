import { createSerializer, type inferParserType } from "nuqs/server";

import { findingFilterParsers } from "./findings.ts";
import { parseAsOneOf } from "./parsers.ts";

export const findingExportFormats = ["csv", "ocsf", "sarif"] as const;
export type FindingExportFormat = (typeof findingExportFormats)[number];

const { cursor: _cursor, limit: _limit, ...filters } = findingFilterParsers;

/** The filters of the list, all of it at once, and the format of the file. */
export const findingExportParsers = {
  ...filters,
  format: parseAsOneOf(findingExportFormats).withDefault("csv"),
};
export type FindingExport = inferParserType<typeof findingExportParsers>;
export const serializeFindingExport = createSerializer(findingExportParsers);

/** Versions of CycloneDX that a workload's bill of materials is written in. */
export const billVersions = ["1.6", "1.7"] as const;
export type BillVersion = (typeof billVersions)[number];
export const billParsers = { version: parseAsOneOf(billVersions).withDefault("1.6") };
export const serializeBill = createSerializer(billParsers);
