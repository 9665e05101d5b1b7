-- Run after every migration, and safe to run again: what is shown today can be read again later as it was shown today.
-- Each table of an organization keeps, in the schema `history`, the states its rows were in before the present one; the
-- schema `past` has a view of every table, of the same name and columns, that shows it as of `nacre.as_of`. A reading
-- transaction that puts `past` first on its search path therefore runs the very statements that read the present.
-- What a state began with and ended with is written by triggers, so that no statement can forget it.
SELECT pg_advisory_xact_lock(hashtextextended('nacre history', 0));
CREATE SCHEMA IF NOT EXISTS history;
DROP SCHEMA IF EXISTS past CASCADE;
CREATE SCHEMA past;
GRANT USAGE ON SCHEMA history, past TO nacre_app;

-- To the millisecond, as the addresses of pages have it.
CREATE OR REPLACE FUNCTION history.moment() RETURNS timestamptz LANGUAGE sql STABLE
AS $$ SELECT date_trunc('milliseconds', now()) $$;
-- Who changes rows in this transaction, such as `sync:…`, `user:…` or `job:posture.evaluate`.
CREATE OR REPLACE FUNCTION history.author() RETURNS text LANGUAGE sql STABLE
AS $$ SELECT nullif(current_setting('nacre.by', true), '') $$;
CREATE OR REPLACE FUNCTION past.moment() RETURNS timestamptz LANGUAGE sql STABLE
AS $$ SELECT nullif(current_setting('nacre.as_of', true), '')::timestamptz $$;
CREATE OR REPLACE FUNCTION history.stamp() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
  NEW."stateFrom" := greatest(history.moment(), OLD."stateFrom");
  NEW."stateBy" := history.author();
  RETURN NEW;
END $$;

-- Prisma's client looks for the types of a schema in that schema.
DO $$
DECLARE kind record;
BEGIN
  FOR kind IN
    SELECT t.typname AS name, string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) AS labels
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
  LOOP
    EXECUTE format('CREATE TYPE past.%I AS ENUM (%s)', kind.name, kind.labels);
  END LOOP;
END $$;
-- A column of a table's view: what is told of it, in the types of the past.
CREATE FUNCTION pg_temp.shown(kind oid, modifier int, name text, told text) RETURNS text LANGUAGE sql AS $$
  SELECT CASE
    WHEN t.typtype = 'e' THEN format('(%s)::text::past.%I AS %I', coalesce(told, format('t.%I', name)), t.typname, name)
    WHEN told IS NULL THEN format('t.%I', name)
    ELSE format('(%s)::%s AS %I', told, format_type(kind, modifier), name) END
  FROM pg_type t WHERE t.oid = kind
$$;

-- Tables that tell their past by their own columns, or have none worth keeping: which rows there were. All others are
-- kept by state.
CREATE TEMP TABLE told_past (name text PRIMARY KEY, rows text NOT NULL) ON COMMIT DROP;
INSERT INTO told_past VALUES
  ('Organization', 'TRUE'), ('User', 'TRUE'), ('Membership', 'TRUE'), ('Team', 'TRUE'), ('TeamMember', 'TRUE'),
  ('SavedView', 'TRUE'), ('Session', 'TRUE'), ('SignInLink', 'TRUE'), ('ApiToken', 'TRUE'),
  ('IdempotentAnswer', 'TRUE'), ('ResourceOutcome', 'TRUE'),
  ('AuditEntry', 't."at" <= past.moment()'),
  ('Comment', 't."createdAt" <= past.moment()'),
  ('TimelineEvent', 't."at" <= past.moment()'),
  ('IssueScore', 't."at" <= past.moment()'),
  ('ResourceVersion', 't."validTo" <= past.moment()'),
  ('ResponsibilityCellVersion', 't."validTo" <= past.moment()'),
  ('Recording', 't."createdAt" <= past.moment()'),
  ('BulkOperation', 't."requestedAt" <= past.moment()'),
  ('Relationship', 't."validFrom" <= past.moment() AND (t."validTo" IS NULL OR t."validTo" > past.moment())'),
  ('Sync', 't."queuedAt" <= past.moment()'),
  ('CollectionRun', 'EXISTS (SELECT 1 FROM public."Sync" s WHERE s.id = t."syncId" AND s."queuedAt" <= past.moment())'),
  ('JobRun', 't."startedAt" <= past.moment()'),
  ('ProviderChange', 't."seenAt" <= past.moment()'),
  ('EvidenceDocument', 't."uploadedAt" <= past.moment()'),
  ('FindingCounter', 'FALSE');

-- Columns that have to be read otherwise than as they stand: what came later is not told.
CREATE TEMP TABLE told_column (name text, "column" text, told text NOT NULL, PRIMARY KEY (name, "column")) ON COMMIT DROP;
INSERT INTO told_column
  SELECT name, "column", format('CASE WHEN t.%I <= past.moment() THEN t.%I END', "column", "column")
  FROM (VALUES ('Relationship', 'validTo'), ('EvidenceDocument', 'removedAt'), ('BulkOperation', 'finishedAt'),
    ('Sync', 'startedAt'), ('Sync', 'finishedAt'), ('Sync', 'cancelRequestedAt'),
    ('CollectionRun', 'startedAt'), ('CollectionRun', 'finishedAt'), ('JobRun', 'finishedAt')) AS later(name, "column")
  UNION ALL
  SELECT name, "column", format('CASE WHEN t."finishedAt" <= past.moment() THEN t.%I %s END', "column", otherwise)
  FROM (VALUES ('Sync', 'resourceCount', 'ELSE 0'), ('Sync', 'changedCount', 'ELSE 0'), ('Sync', 'removedCount', 'ELSE 0'),
    ('Sync', 'callCount', 'ELSE 0'), ('Sync', 'error', ''), ('Sync', 'remedy', ''),
    ('Sync', 'state', 'WHEN t."startedAt" <= past.moment() THEN ''running''::public."SyncState" ELSE ''queued''::public."SyncState"'),
    ('CollectionRun', 'resourceCount', 'ELSE 0'), ('CollectionRun', 'callCount', 'ELSE 0'),
    ('CollectionRun', 'unparsedCount', 'ELSE 0'), ('CollectionRun', 'unknown', ''), ('CollectionRun', 'logReadFrom', ''),
    ('CollectionRun', 'state', 'WHEN t."startedAt" <= past.moment() THEN ''running''::public."CollectionState" ELSE ''pending''::public."CollectionState"'),
    ('JobRun', 'state', 'ELSE ''running'''), ('JobRun', 'error', ''),
    ('BulkOperation', 'state', 'ELSE ''running''')) AS unfinished(name, "column", otherwise);

-- Columns whose change alone begins no new state: they move with every run, and are told by the run itself.
CREATE TEMP TABLE moving_column (name text, "column" text, told text NOT NULL, PRIMARY KEY (name, "column")) ON COMMIT DROP;
INSERT INTO moving_column VALUES
  ('CheckTally', 'evaluatedAt',
    '(SELECT e."evaluatedAt" FROM past."EvaluationState" e WHERE e."organizationId" = t."organizationId")'),
  ('ResponsibilityCell', 'resolvedAt', 'CASE WHEN t."resolvedAt" <= past.moment() THEN t."resolvedAt" ELSE greatest(t."changedAt",
    (SELECT r."refreshedAt" FROM past."ResponsibilityState" r WHERE r."organizationId" = t."organizationId")) END');

DO $$
DECLARE
  tenant text; key_columns text[]; plain text[]; compared text[]; columns_sql text; kept_sql text; shown_sql text;
  matching text;
BEGIN
  FOR tenant IN
    SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND c.column_name = 'organizationId' AND t.table_type = 'BASE TABLE'
      AND c.table_name NOT IN (SELECT name FROM told_past)
    -- Others' views read these.
    ORDER BY c.table_name NOT IN ('EvaluationState', 'ResponsibilityState'), c.table_name
  LOOP
    EXECUTE format('ALTER TABLE public.%I ADD COLUMN IF NOT EXISTS "stateFrom" timestamptz(3) NOT NULL DEFAULT history.moment(),
      ADD COLUMN IF NOT EXISTS "stateBy" text DEFAULT history.author()', tenant);
    EXECUTE format('CREATE TABLE IF NOT EXISTS history.%I (LIKE public.%I, "stateTo" timestamptz(3) NOT NULL, "endedBy" text)',
      tenant, tenant);
    -- A column added to the table since begins in its history empty.
    FOR columns_sql IN
      SELECT format('ALTER TABLE history.%I ADD COLUMN %I %s', tenant, a.attname, format_type(a.atttypid, a.atttypmod))
      FROM pg_attribute a WHERE a.attrelid = format('public.%I', tenant)::regclass AND a.attnum > 0 AND NOT a.attisdropped
        AND NOT EXISTS (SELECT 1 FROM pg_attribute h WHERE h.attrelid = format('history.%I', tenant)::regclass
          AND h.attname = a.attname AND NOT h.attisdropped)
    LOOP EXECUTE columns_sql; END LOOP;

    SELECT array_agg(a.attname::text ORDER BY a.attnum) INTO plain FROM pg_attribute a
      WHERE a.attrelid = format('public.%I', tenant)::regclass AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attname NOT IN ('stateFrom', 'stateBy');
    SELECT array_agg(a.attname::text ORDER BY a.attnum) INTO compared FROM pg_attribute a
      WHERE a.attrelid = format('public.%I', tenant)::regclass AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = '' AND a.attname NOT IN ('stateFrom', 'stateBy')
        AND NOT EXISTS (SELECT 1 FROM moving_column m WHERE m.name = tenant AND m."column" = a.attname);
    SELECT array_agg(a.attname::text) INTO key_columns FROM pg_index i
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
      WHERE i.indrelid = format('public.%I', tenant)::regclass AND i.indisprimary;
    columns_sql := (SELECT string_agg(format('%I', c), ', ') FROM unnest(plain) c) || ', "stateFrom", "stateBy"';
    -- Sealed secrets are kept nowhere but with the connection itself.
    kept_sql := (SELECT string_agg(CASE WHEN c = 'sealedSecrets' THEN 'CASE WHEN o."sealedSecrets" IS NOT NULL THEN '''' END'
      ELSE format('o.%I', c) END, ', ') FROM unnest(plain) c) || ', o."stateFrom", o."stateBy"';
    shown_sql := (SELECT string_agg(pg_temp.shown(a.atttypid, a.atttypmod, c, m.told), ', ' ORDER BY at)
      FROM unnest(plain) WITH ORDINALITY AS u(c, at)
      JOIN pg_attribute a ON a.attrelid = format('public.%I', tenant)::regclass AND a.attname = c
      LEFT JOIN moving_column m ON m.name = tenant AND m."column" = c);
    matching := (SELECT string_agg(format('n.%I = o.%I', c, c), ' AND ') FROM unnest(key_columns) c);

    EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON history.%I ("organizationId", "stateTo")', tenant || '_ended', tenant);
    EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON history.%I (%s)', tenant || '_row', tenant,
      (SELECT string_agg(format('%I', c), ', ') FROM unnest(key_columns) c));
    EXECUTE format('ALTER TABLE history.%I ENABLE ROW LEVEL SECURITY', tenant);
    IF NOT EXISTS (SELECT 1 FROM pg_policies WHERE schemaname = 'history' AND tablename = tenant AND policyname = 'tenant') THEN
      EXECUTE format('CREATE POLICY tenant ON history.%I TO nacre_app
        USING ("organizationId" = nullif(current_setting(''nacre.organization'', true), '''')::uuid)', tenant);
    END IF;

    -- A connection plans the join once, for as many rows as it changes first: planned for one, a loop, it would compare
    -- each of 50,000 with each.
    EXECUTE format($f$CREATE OR REPLACE FUNCTION history.%I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp SET enable_nestloop = off AS $t$ BEGIN
        INSERT INTO history.%I (%s, "stateTo", "endedBy")
        SELECT %s, n."stateFrom", n."stateBy" FROM gone o JOIN come n ON %s WHERE n."stateFrom" > o."stateFrom";
        RETURN NULL;
      END $t$ $f$, 'replaced ' || tenant, tenant, columns_sql, kept_sql, matching);
    EXECUTE format($f$CREATE OR REPLACE FUNCTION history.%I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS $t$ BEGIN
        INSERT INTO history.%I (%s, "stateTo", "endedBy")
        SELECT %s, history.moment(), history.author() FROM gone o WHERE o."stateFrom" < history.moment();
        RETURN NULL;
      END $t$ $f$, 'deleted ' || tenant, tenant, columns_sql, kept_sql);
    -- What a row is compared by may have grown since.
    EXECUTE format('CREATE OR REPLACE TRIGGER history_stamp BEFORE UPDATE ON public.%I FOR EACH ROW
      WHEN ((%s) IS DISTINCT FROM (%s)) EXECUTE FUNCTION history.stamp()', tenant,
      (SELECT string_agg(format('OLD.%I', c), ', ') FROM unnest(compared) c),
      (SELECT string_agg(format('NEW.%I', c), ', ') FROM unnest(compared) c));
    EXECUTE format('CREATE OR REPLACE TRIGGER history_replaced AFTER UPDATE ON public.%I REFERENCING OLD TABLE AS gone
      NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION history.%I()', tenant, 'replaced ' || tenant);
    EXECUTE format('CREATE OR REPLACE TRIGGER history_deleted AFTER DELETE ON public.%I REFERENCING OLD TABLE AS gone
      FOR EACH STATEMENT EXECUTE FUNCTION history.%I()', tenant, 'deleted ' || tenant);

    EXECUTE format('CREATE VIEW past.%I WITH (security_invoker = true) AS
      SELECT %s FROM public.%I t WHERE t."stateFrom" <= past.moment()
      UNION ALL
      SELECT %s FROM history.%I t WHERE t."stateFrom" <= past.moment() AND t."stateTo" > past.moment()',
      tenant, shown_sql, tenant, shown_sql, tenant);
  END LOOP;
END $$;

DO $$
DECLARE told record; shown_sql text;
BEGIN
  FOR told IN SELECT name, rows FROM told_past WHERE name <> 'FindingCounter' LOOP
    SELECT string_agg(pg_temp.shown(a.atttypid, a.atttypmod, a.attname, c.told), ', ' ORDER BY a.attnum)
    INTO shown_sql FROM pg_attribute a LEFT JOIN told_column c ON c.name = told.name AND c."column" = a.attname
    WHERE a.attrelid = format('public.%I', told.name)::regclass AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE format('CREATE VIEW past.%I WITH (security_invoker = true) AS SELECT %s FROM public.%I t WHERE %s',
      told.name, shown_sql, told.name, told.rows);
  END LOOP;
END $$;

CREATE VIEW past."FindingCounter" WITH (security_invoker = true) AS
  SELECT "organizationId", "checkId", status, severity, layer, provider, account, source, count(*)::int AS count
  FROM past."Finding" GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

-- The searches by name of `search.sql`, over the names that were.
CREATE FUNCTION past.resources_named_like(pattern text) RETURNS SETOF uuid LANGUAGE sql STABLE
AS $$ SELECT id FROM past."Resource" WHERE lower(name) LIKE pattern $$;
CREATE FUNCTION past.findings_named_like(pattern text) RETURNS SETOF uuid LANGUAGE sql STABLE
AS $$ SELECT id FROM past."Finding" WHERE lower("resourceName") LIKE pattern $$;

GRANT SELECT ON ALL TABLES IN SCHEMA history, past TO nacre_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA past TO nacre_app;
