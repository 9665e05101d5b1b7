import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPg } from "@prisma/adapter-pg";
import { SchemaEngine } from "@prisma/schema-engine-wasm";

const root = path.resolve(import.meta.dirname, "../..");
const migrationsFolder = path.join(root, "prisma/migrations");
const filters = { externalTables: [], externalEnums: [] };

/** Applies the migrations that the database lacks, by Prisma's own engine, and returns their names. */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const engine = await openEngine(databaseUrl);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrations(), filters });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** SQL that turns an empty database into what the schema files say. */
export async function createScript(databaseUrl: string): Promise<string> {
  const engine = await openEngine(databaseUrl);
  try {
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
  } finally {
    engine.free();
  }
}

const openEngine = (databaseUrl: string): Promise<SchemaEngine> =>
  SchemaEngine.new(
    { datamodels: schemaFiles() },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl })),
  );

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
