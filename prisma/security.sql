-- Run after every migration, and safe to run again: a table added later is bound without anybody remembering to.
-- Row-level security is the second lock: every verb's transaction takes on a role that owns nothing and names its
-- organization first, so a forgotten WHERE still reads no other organization's rows.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'nacre_app') THEN
    CREATE ROLE nacre_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
-- Where an administrator granted it, who prepares may be a member that can grant it to nobody.
DO $$ BEGIN
  IF NOT pg_has_role('nacre_app', 'SET') THEN EXECUTE format('GRANT nacre_app TO %I', current_user); END IF;
END $$;
GRANT USAGE ON SCHEMA public TO nacre_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO nacre_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO nacre_app;
REVOKE ALL ON "_prisma_migrations" FROM nacre_app;
REVOKE UPDATE, DELETE ON "AuditEntry" FROM nacre_app;

DO $$
DECLARE tenant_table text;
BEGIN
  FOR tenant_table IN
    SELECT table_name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'organizationId'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('DROP POLICY IF EXISTS tenant ON %I', tenant_table);
    EXECUTE format(
      'CREATE POLICY tenant ON %I TO nacre_app USING ("organizationId" = nullif(current_setting(''nacre.organization'', true), '''')::uuid)
       WITH CHECK ("organizationId" = nullif(current_setting(''nacre.organization'', true), '''')::uuid)',
      tenant_table
    );
  END LOOP;
END $$;
