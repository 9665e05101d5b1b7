import { readFileSync, writeFileSync } from "node:fs";

import { format } from "prettier";

import { recordingSchema } from "../lib/connectors/recording-schema.ts";
import { connectors } from "../lib/connectors/registry.ts";
import { attackPaths } from "../lib/correlation/attack-paths/registry.ts";
import {
  takings,
  usableRelationships,
  type Taking,
  type Use,
} from "../lib/correlation/generic-reach/usable-relationships.ts";
import type { Check } from "../lib/domain/check.ts";
import type { Connector } from "../lib/domain/connector.ts";
import { layers, layerTitles } from "../lib/domain/layer.ts";
import { providerOf } from "../lib/domain/resource.ts";
import { checks } from "../lib/posture/checks/registry.ts";
import { frameworkCatalogue } from "./framework-catalogue.ts";
import { pathTemplates, type PathTemplate } from "./path-templates.ts";
import { readCatalogue, type CatalogueRow } from "./read-catalogue.ts";

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

const rows = readCatalogue();
const answerOf = ({ checks: ids, reason }: CatalogueRow): string =>
  ids.length > 0 ? ids.map((id) => `\`${id}\``).join("<br>") : reason || "Not answered yet";
const decided = (list: readonly CatalogueRow[]) => list.filter(({ checks: ids }) => ids.length > 0).length;

const coverageOf = (cloud: string): string[] => {
  const here = rows.filter((row) => row.cloud === cloud);
  return [
    "",
    `## ${cloud} (${decided(here)} of ${here.length})`,
    "",
    "| Row | What would be wrong | Checks that decide it, or why none can |",
    "|---|---|---|",
    ...here.map((row) => `| ${row.row} | ${row.meaning.replaceAll("|", "\\|")} | ${answerOf(row)} |`),
  ];
};
const core = rows.filter(({ list }) => list === "core");
const further = rows.filter(({ list }) => list !== "core");

const coverage = [
  "# Coverage",
  "",
  "What posture tools check about AI workloads, merged from what thirteen of them ship and what none does, and which",
  `check of ours decides each: ${decided(core)} of ${core.length} core rows and ${decided(further)} of ${further.length} further ones.`,
  "Kept in `docs/catalogue`. Written by `npm run gen`.",
  ...[...new Set(rows.map(({ cloud }) => cloud))].flatMap(coverageOf),
  "",
].join("\n");

const answering = ({ id, note }: PathTemplate): string =>
  [
    attackPaths
      .filter(({ answers }) => answers.includes(id))
      .map((shape) => `\`${shape.id}\``)
      .join("<br>"),
    note ?? "",
  ]
    .filter((text) => text !== "")
    .join("<br>");

const walked = ({ kind, direction }: Taking): string => `${direction === "out" ? "→" : "←"} ${kind}`;
const onto = (use: Taking | Use): string =>
  `${"onlyPowerful" in use ? "broad or administrator " : ""}${use.onto.join(", ")}`;

const paths = [
  "# Attack paths",
  "",
  `The ${attackPaths.length} shapes of paths that correlation looks for, gravest first, and which of them answers each way`,
  "that was collected before any was written. How they are searched stands in `docs/engines/paths.md`. Written by",
  "`npm run gen`.",
  "",
  "## Shapes",
  "",
  "| Shape | What it says | Severity | ATLAS | OWASP |",
  "|---|---|---|---|---|",
  ...attackPaths
    .toSorted(
      (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
    )
    .map(
      ({ id, title, severity, atlas, owasp }) =>
        `| \`${id}\` | ${title} | ${severity} | ${atlas.join(", ")} | ${owasp.join(", ")} |`,
    ),
  "",
  "## Ways, and the shapes that answer them",
  "",
  "| Way | From, over, to | Shapes, and what data cannot decide |",
  "|---|---|---|",
  ...pathTemplates.map((template) => `| ${template.id} | ${template.way} | ${answering(template)} |`),
  "",
  "## What no shape says",
  "",
  "Generic reach looks for every way from a low-trust entry to what matters most and tells those that no shape does, as",
  "`outsider-to-crown-jewel`. An intruder *calls* what hears them, *acts* as what they control, *feeds* what they decide",
  "the content of and *sees* what they read. These relationships lead on, along (→) or against (←) how they are read aloud:",
  "",
  "| Has | Over | Onto | Gives | Because |",
  "|---|---|---|---|---|",
  ...usableRelationships.map(
    (use) => `| ${use.has} | ${walked(use)} | ${onto(use)} | ${use.gives} | ${use.because} |`,
  ),
  "",
  "And over these the last step is taken, onto a resource that matters:",
  "",
  "| Has | Over | Onto | Because |",
  "|---|---|---|---|",
  ...takings.map((use) => `| ${use.has} | ${walked(use)} | ${onto(use)} | ${use.because} |`),
  "",
].join("\n");

const check = process.argv.includes("--check");
const stale: string[] = [];
for (const [file, text] of [
  ["docs/checks.md", catalogue],
  ["docs/permissions.md", permissions],
  ["docs/coverage.md", coverage],
  ["docs/attack-paths.md", paths],
  ["docs/compliance.md", frameworkCatalogue()],
  ["docs/recording.schema.json", JSON.stringify(recordingSchema)],
] as const) {
  const formatted = await format(text, {
    parser: file.endsWith(".json") ? "json" : "markdown",
    printWidth: 110,
    // Tables too wide for the page are not padded either: a new row then changes one line.
    proseWrap: "never",
  });
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
