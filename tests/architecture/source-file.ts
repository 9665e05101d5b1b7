import { globSync, readFileSync } from "node:fs";
import path from "node:path";

import { parseSync } from "oxc-parser";

import { layerOf } from "./layers.ts";

export type SourceFile = { file: string; text: string; layer: string; imports: readonly string[] };

/** A file as the guards see it. Imports of ours only, as paths from the root. */
export const sourceFile = (file: string, text: string): SourceFile => ({
  file,
  text,
  layer: layerOf(file),
  imports: importsOf(file, text),
});

export const readSources = (pattern: string): SourceFile[] =>
  globSync(pattern)
    .filter((file) => !file.startsWith("lib/platform/generated"))
    .map((file) => sourceFile(file, readFileSync(file, "utf8")));

export const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file) || file.startsWith("tests/");

function importsOf(file: string, text: string): string[] {
  const { staticImports, staticExports, dynamicImports } = parseSync(file, text).module;
  return [
    ...staticImports.map((statement) => statement.moduleRequest.value),
    ...staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...dynamicImports.map(({ moduleRequest }) => text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
  ]
    .filter((specifier) => /^[#.]/.test(specifier))
    .map((specifier) =>
      specifier.startsWith("#") ? specifier.slice(1) : path.join(path.dirname(file), specifier),
    );
}
