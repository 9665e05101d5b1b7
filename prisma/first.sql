-- Lists and searches.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE UNIQUE INDEX "Relationship_current" ON "Relationship" ("organizationId", "fromKey", "kind", "toKey") WHERE "validTo" IS NULL;
CREATE INDEX "Resource_name_trigrams" ON "Resource" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "Finding_resource_name_trigrams" ON "Finding" USING gin (lower("resourceName") gin_trgm_ops);
-- Worst first, in one direction for all three columns, so that a page starts by a row comparison however deep it is.
-- A column and not an expression: row-level security keeps functions that are not leakproof, such as minus, off indexes.
ALTER TABLE "Finding" ADD COLUMN "severityWeight" smallint GENERATED ALWAYS AS ((4 - "severityRank")::smallint) STORED;
CREATE INDEX "Finding_worst" ON "Finding" ("organizationId", "severityWeight" DESC, "openedAt" DESC, "id" DESC);
CREATE INDEX "Finding_worst_open" ON "Finding" ("organizationId", "severityWeight" DESC, "openedAt" DESC, "id" DESC)
  WHERE "status" IN ('open', 'in-progress');
CREATE INDEX "Finding_newest" ON "Finding" ("organizationId", "changedAt" DESC, "id" DESC);
CREATE INDEX "Resource_attention" ON "Resource" ("organizationId", "attention", "name", "id") WHERE "removedAt" IS NULL;
-- Whose finding it is follows from the id of its check, so that no write can say otherwise.
ALTER TABLE "Finding" ADD COLUMN "source" text GENERATED ALWAYS AS
  (CASE WHEN "checkId" LIKE 'import/%' THEN split_part("checkId", '/', 2) ELSE 'nacre' END) STORED;
ALTER TABLE "FindingCounter" ADD COLUMN "source" text GENERATED ALWAYS AS
  (CASE WHEN "checkId" LIKE 'import/%' THEN split_part("checkId", '/', 2) ELSE 'nacre' END) STORED;
CREATE INDEX "Finding_unmatched" ON "Finding" ("organizationId", "resourceKey") WHERE "resourceId" IS NULL;
-- What an issue is asked for most: reading all of its fixes takes a hundred times as long.
ALTER TABLE "Issue" ADD COLUMN "fixIds" jsonb GENERATED ALWAYS AS (jsonb_path_query_array("fixes", '$[*].id')) STORED;
