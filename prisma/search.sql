-- Searches by part of a name. Under row-level security no index serves LIKE, which is not leakproof: a policy's own
-- condition has to come first. These run as the owner of the tables and name the organization themselves: the one
-- that the transaction has named, never one that is given.
CREATE OR REPLACE FUNCTION resources_named_like(pattern text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100
AS $$
  SELECT id FROM "Resource"
  WHERE lower(name) LIKE pattern
    AND "organizationId" = nullif(current_setting('nacre.organization', true), '')::uuid
$$;
CREATE OR REPLACE FUNCTION findings_named_like(pattern text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100
AS $$
  SELECT id FROM "Finding"
  WHERE lower("resourceName") LIKE pattern
    AND "organizationId" = nullif(current_setting('nacre.organization', true), '')::uuid
  UNION
  SELECT f.id FROM "ImportedRule" r JOIN "Finding" f
    ON f."organizationId" = r."organizationId" AND f."checkId" = r."checkId"
  WHERE lower(r.title) LIKE pattern
    AND r."organizationId" = nullif(current_setting('nacre.organization', true), '')::uuid
$$;
REVOKE ALL ON FUNCTION resources_named_like(text), findings_named_like(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resources_named_like(text), findings_named_like(text) TO nacre_app;
