import { expect, test } from "vitest";

import * as guards from "./guards.ts";
import { sourceFile } from "./source-file.ts";

/** What each guard forbids, planted: a guard that cannot fail guards nothing. */
const planted: Record<string, { guard: guards.Guard; file: string; text: string }> = {
  "a folder nobody listed": { guard: guards.unlistedFolders, file: "lib/stray/a.ts", text: "" },
  "a module importing upward": {
    guard: guards.upwardImports,
    file: "lib/inventory/a.ts",
    text: 'import { x } from "#lib/posture/x.ts";',
  },
  "a type-only import upward": {
    guard: guards.upwardImports,
    file: "lib/domain/a.ts",
    text: 'import type { X } from "#lib/platform/x.ts";',
  },
  "a re-export upward": {
    guard: guards.upwardImports,
    file: "lib/contract/a.ts",
    text: 'export { x } from "../access/x.ts";',
  },
  "a dynamic import upward": {
    guard: guards.upwardImports,
    file: "lib/access/a.ts",
    text: 'const x = () => import("#lib/posture/x.ts");',
  },
  "a check that reads the database": {
    guard: guards.upwardImports,
    file: "lib/posture/checks/aws/a.ts",
    text: 'import { systemDb } from "#lib/platform/db.ts";',
  },
  "a page that reaches into a content folder": {
    guard: guards.upwardImports,
    file: "app/a/page.tsx",
    text: 'import { checks } from "#lib/posture/checks/registry.ts";',
  },
  "a client file importing a verb": {
    guard: guards.serverCodeInBrowser,
    file: "components/a.tsx",
    text: '"use client";\nimport { listFindings } from "#lib/posture/list-findings.ts";',
  },
  "a barrel": { guard: guards.barrels, file: "lib/domain/index.ts", text: 'export * from "./a.ts";' },
  "a file of 501 lines": { guard: guards.longFiles, file: "lib/domain/a.ts", text: "\n".repeat(500) },
  "a registry of 501 lines that somebody wrote": {
    guard: guards.longFiles,
    file: "lib/domain/registry.ts",
    text: "\n".repeat(500),
  },
  "the environment read in a verb": {
    guard: guards.strayEnvironment,
    file: "lib/posture/a.ts",
    text: "const url = process.env.URL;",
  },
  "a route that talks to the database": {
    guard: guards.strayDatabase,
    file: "app/api/v1/a/route.ts",
    text: 'import { systemDb } from "#lib/platform/db.ts";',
  },
  "the simulator outside its tests": {
    guard: guards.shippedOracle,
    file: "lib/permissions/a.ts",
    text: 'import { runSimulation } from "@cloud-copilot/iam-simulate";',
  },
  "a server action": { guard: guards.serverActions, file: "app/a.ts", text: '"use server";' },
  "a folder of utilities": { guard: guards.vagueNames, file: "lib/utils/a.ts", text: "" },
  "an any": { guard: guards.looseTypes, file: "lib/domain/a.ts", text: "const a: any = 1;" },
  "a suppression without its reason": {
    guard: guards.unexplainedSuppressions,
    file: "lib/domain/a.ts",
    text: "// oxlint-disable-next-line no-console",
  },
  "a route that does not go through route()": {
    guard: guards.directRouteLogic,
    file: "app/api/v1/a/route.ts",
    text: "export const GET = () => new Response();",
  },
};

test.each(Object.entries(planted))("%s is seen", (_, { guard, file, text }) => {
  expect(guard([sourceFile(file, text)])).toHaveLength(1);
});

test("a table whose rows point down the page is seen", () => {
  expect(guards.rowsOutOfOrder({ a: ["b"], b: [] })).toEqual(["a -> b"]);
});

test("words about a rule, in a comment or a text, do not break it", () => {
  expect(
    guards.looseTypes([sourceFile("lib/domain/a.ts", '// as any reader\nconst a = "x as any";')]),
  ).toEqual([]);
});
