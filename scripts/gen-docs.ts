import { readFileSync, writeFileSync } from "node:fs";

import { format } from "prettier";

import { connectors } from "../lib/connectors/registry.ts";
import type { Check } from "../lib/domain/check.ts";
import type { Connector } from "../lib/domain/connector.ts";
import { layers, layerTitles } from "../lib/domain/layer.ts";
import { providerOf } from "../lib/domain/resource.ts";
import { checks } from "../lib/posture/checks/registry.ts";

/** Writes the catalogues under `docs/`. `--check` only says whether they are current. */
const severities = ["critical", "high", "medium", "low"];
const titleOfProvider = new Map(connectors.map(({ id, title }) => [id, title]));

const cloudsOf = ({ appliesTo }: Check): string =>
  [...new Set(appliesTo.map(providerOf))]
    .map((provider) => titleOfProvider.get(provider) ?? provider)
    .join(", ");

const checkRows = (layer: Check["layer"]): string[] =>
  checks
    .filter((check) => check.layer === layer)
    .toSorted(
      (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
    )
    .map((check) => `| \`${check.id}\` | ${check.title} | ${check.severity} | ${cloudsOf(check)} |`);

const catalogue = [
  "# Checks",
  "",
  `The ${checks.length} posture checks by layer, gravest first. Written by \`npm run gen\`.`,
  ...layers.flatMap((layer) => [
    "",
    `## ${layerTitles[layer]}`,
    "",
    "| Check | What is true when it passes | Severity | Clouds |",
    "|---|---|---|---|",
    ...checkRows(layer),
  ]),
  "",
].join("\n");

const permissionsOf = ({ title, collectors }: Connector): string[] => [
  "",
  `## ${title}`,
  "",
  "| Collector | Per | Permissions |",
  "|---|---|---|",
  ...collectors.map(
    (collector) =>
      `| ${collector.title} | ${collector.per} | ${collector.permissions.map((name) => `\`${name}\``).join("<br>")} |`,
  ),
];

const permissions = [
  "# Permissions",
  "",
  "What each collector of a connector needs to read, and nothing more. Without one of them, what it would have told is",
  "shown as a coverage gap and nothing is concluded from it. Written by `npm run gen`.",
  ...connectors.flatMap(permissionsOf),
  "",
].join("\n");

const check = process.argv.includes("--check");
const stale: string[] = [];
for (const [file, text] of [
  ["docs/checks.md", catalogue],
  ["docs/permissions.md", permissions],
] as const) {
  const formatted = await format(text, { parser: "markdown", printWidth: 120 });
  if (check && readIfThere(file) !== formatted) stale.push(file);
  if (!check) writeFileSync(file, formatted);
}
if (stale.length > 0) {
  console.error(`Out of date: ${stale.join(", ")}. Run: npm run gen`);
  process.exit(1);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
