import { severities } from "#lib/domain/severity.ts";

/** Another tool's finding is evidence on a path from this severity on: scanners tell of much that opens no way. */
export const importedRankMax = severities.indexOf("high");
