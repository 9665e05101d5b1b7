import { globSync, readFileSync, writeFileSync } from "node:fs";

/** Writes the list of route files from which the API's document is made. `--check` only says whether it is current. */
const target = "app/api/v1/openapi.json/routes.ts";
const documentation = new Set(["app/api/v1/openapi.json/route.ts", "app/api/v1/docs/route.ts"]);

const files = globSync("app/api/v1/**/route.ts")
  .filter((file) => !documentation.has(file))
  .toSorted();
const text = [
  "// Written by scripts/gen-routes.ts. Run: npm run gen",
  'import type { RouteModule } from "#lib/http/collect-operations.ts";',
  "",
  "export const routeModules: Readonly<Record<string, () => Promise<RouteModule>>> = {",
  ...files.map((file) => {
    const route = file.replace(/^app/, "").replace(/\/route\.ts$/, "");
    const entry = `  "${route}": () => import("..${file.replace("app/api/v1", "")}"),`;
    return entry.length <= 110 ? entry : entry.replace("() => import", "() =>\n    import");
  }),
  "};",
  "",
].join("\n");

const current = globSync(target).length > 0 ? readFileSync(target, "utf8") : "";
if (process.argv.includes("--check")) {
  if (current !== text) {
    console.error(`Out of date: ${target}. Run: npm run gen`);
    process.exit(1);
  }
} else if (current !== text) writeFileSync(target, text);
