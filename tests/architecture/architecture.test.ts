import { expect, test } from "vitest";

import * as guards from "./guards.ts";
import { layers } from "./layers.ts";
import { isTest, readSources } from "./source-file.ts";

const ours = readSources("{app,components,lib,bin}/**/*.{ts,tsx}");
// The guards speak of what they forbid.
const everything = [...ours, ...readSources("{tests,scripts,demo,bench}/**/*.{ts,tsx}")].filter(
  ({ file }) => !file.startsWith("tests/architecture/guards"),
);
const shipped = ours.filter(({ file }) => !isTest(file));

test("the files are really read", () => {
  expect(shipped.length).toBeGreaterThan(300);
  expect(shipped.flatMap(({ imports }) => imports).length).toBeGreaterThan(1_000);
});

test("layers are listed from the bottom up", () => expect(guards.rowsOutOfOrder(layers)).toEqual([]));
test("every file belongs to a layer", () => expect(guards.unlistedFolders(shipped)).toEqual([]));
test("imports only point down", () => expect(guards.upwardImports(shipped)).toEqual([]));
test("browser files import nothing of the server", () =>
  expect(guards.serverCodeInBrowser(shipped)).toEqual([]));
test("there are no barrels", () => expect(guards.barrels(everything)).toEqual([]));
test("no file is over 500 lines", () => expect(guards.longFiles(everything)).toEqual([]));
test("the environment is read in one place", () => expect(guards.strayEnvironment(shipped)).toEqual([]));
test("only verbs touch the database", () => expect(guards.strayDatabase(shipped)).toEqual([]));
test("the permission simulator is used by its tests alone", () =>
  expect(guards.shippedOracle(everything)).toEqual([]));
test("there are no server actions", () => expect(guards.serverActions(shipped)).toEqual([]));
test("folders and files are named for what they hold", () => expect(guards.vagueNames(shipped)).toEqual([]));
test("nothing is typed any", () => expect(guards.looseTypes(everything)).toEqual([]));
test("suppressions say why", () => expect(guards.unexplainedSuppressions(everything)).toEqual([]));
test("routes go through route()", () => expect(guards.directRouteLogic(shipped)).toEqual([]));

test("nothing that ships imports tests", () => {
  const importing = ours.filter(
    ({ file, imports }) => !isTest(file) && imports.some((target) => target.startsWith("tests/")),
  );
  expect(importing.map(({ file }) => file)).toEqual([]);
});

test("the median file has at most 80 lines", () => {
  const lengths = shipped.map(({ text }) => text.split("\n").length).toSorted((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80);
});
