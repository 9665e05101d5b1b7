import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPg } from "@prisma/adapter-pg";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

const root = path.resolve(import.meta.dirname, "../..");
const migrationsFolder = path.join(root, "prisma/migrations");
const filters = { externalTables: [], externalEnums: [] };

/** Applies the migrations that the database lacks, by Prisma's own engine, and returns their names. */
export const applyMigrations = (databaseUrl: string): Promise<string[]> =>
  withEngine(databaseUrl, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrations(), filters });
    return appliedMigrationNames;
  });

/** SQL that turns an empty database into what the schema files say. */
export const createScript = (databaseUrl: string): Promise<string> =>
  withEngine(databaseUrl, async (engine) => {
    const result = await engine.diff({
      from: { tag: "empty" },
      to: {
        tag: "schemaDatamodel",
        files: schemaFiles().map(([file, content]) => ({ path: file, content })),
      },
      script: true,
      exitCode: null,
      filters,
    });
    return result.stdout ?? "";
  });

async function withEngine<T>(databaseUrl: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  // Our own pool, because the engine leaves its connections open, and an open one keeps a template from being copied.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    const engine = await SchemaEngine.new({ datamodels: schemaFiles() }, () => undefined, factory);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

function schemaFiles(): [string, string][] {
  const folder = path.join(root, "prisma/schema");
  return readdirSync(folder)
    .toSorted()
    .map((file) => [path.join(folder, file), readFileSync(path.join(folder, file), "utf8")]);
}

function migrations() {
  const names = readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(path.join(migrationsFolder, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}
