import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Folders whose files are content: each holds one default export, and their registry is written by this script. */
const registries = [
  {
    folder: "lib/connectors",
    files: "lib/connectors/*/connector.ts",
    name: "connectors",
    type: "Connector",
    from: "connector",
  },
  {
    folder: "lib/posture/checks",
    files: "lib/posture/checks/**/*.ts",
    name: "checks",
    type: "Check",
    from: "check",
  },
  {
    folder: "lib/correlation/attack-paths",
    files: "lib/correlation/attack-paths/**/*.ts",
    name: "attackPaths",
    type: "AttackPath",
    from: "attack-path",
  },
  {
    folder: "lib/responsibility/models",
    files: "lib/responsibility/models/**/*.ts",
    name: "responsibilityModels",
    type: "ResponsibilityModel",
    from: "responsibility-model",
  },
  {
    // What stands in a folder below is shared between frameworks.
    folder: "lib/compliance/frameworks",
    files: "lib/compliance/frameworks/*.ts",
    name: "frameworks",
    type: "Framework",
    from: "framework",
  },
];

const check = process.argv.includes("--check");
const stale: string[] = [];

for (const { folder, files, name, type, from } of registries) {
  const content = globSync(files)
    .filter((file) => !file.endsWith(".test.ts") && !file.endsWith("registry.ts"))
    .toSorted();
  if (content.length === 0) continue;
  const target = `${folder}/registry.ts`;
  const text = registryText(folder, content, name, type, from, foundCollectors(folder));
  if (check && (readIfThere(target) ?? "") !== text) stale.push(target);
  if (!check) writeFileSync(target, text);
}

if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(", ")}. Run: npm run gen`);
  process.exit(1);
}

/** Collectors that their connector does not list: files that end in `.collector.ts`, with one default export each. */
function foundCollectors(folder: string): string[] {
  return globSync(`${folder}/*/*.collector.ts`).toSorted();
}

function registryText(
  folder: string,
  content: string[],
  name: string,
  type: string,
  from: string,
  collectors: string[],
): string {
  const found = collectors.map((file) => entryOf(folder, file));
  const entries = content.map((file) => entryOf(folder, file));
  const withFound = ({ relative, identifier }: Entry): string => {
    const here = found.filter((one) => path.posix.dirname(one.relative) === path.posix.dirname(relative));
    if (here.length === 0) return `  ${identifier},`;
    const names = here.map((one) => one.identifier).join(", ");
    return `  withCollectors(${identifier}, [${names}]),`;
  };
  const types = found.length === 0 ? `import type { ${type} }` : `import { withCollectors, type ${type} }`;
  return [
    "// Written by scripts/gen-registry.ts. Run: npm run gen",
    `${types} from "#lib/domain/${from}.ts";`,
    ...[...entries, ...found].map(({ relative, identifier }) => `import ${identifier} from "./${relative}";`),
    "",
    `export const ${name}: readonly ${type}[] = [`,
    ...entries.map(withFound),
    "];",
    "",
  ].join("\n");
}

type Entry = { relative: string; identifier: string };

function entryOf(folder: string, file: string): Entry {
  const relative = path.posix.relative(folder, file);
  const identifier = relative
    .replace(/\.ts$/, "")
    .replaceAll(/[^a-zA-Z0-9]+(.)/g, (_, c: string) => c.toUpperCase());
  return { relative, identifier };
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
