-- Lists and searches.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE UNIQUE INDEX "Relationship_current" ON "Relationship" ("organizationId", "fromKey", "kind", "toKey") WHERE "validTo" IS NULL;
CREATE INDEX "Resource_name_trigrams" ON "Resource" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "Finding_resource_name_trigrams" ON "Finding" USING gin (lower("resourceName") gin_trgm_ops);
