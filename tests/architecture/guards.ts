import { browserLayers, layerOf, layers } from "./layers.ts";
import type { SourceFile } from "./source-file.ts";

/** Each guard lists what breaks its rule: an empty list is green. Pure, so that planted violations can be shown to it. */
export type Guard = (files: readonly SourceFile[]) => string[];

export const unlistedFolders: Guard = (files) =>
  files.filter(({ layer }) => layer === "none").map(({ file }) => file);

export const upwardImports: Guard = (files) =>
  files.flatMap(({ file, layer, imports }) =>
    imports
      .filter((target) => layerOf(target) !== layer && !layers[layer]?.includes(layerOf(target)))
      .map((target) => `${file} -> ${target}`),
  );

export const serverCodeInBrowser: Guard = (files) =>
  files
    .filter(({ text }) => text.startsWith('"use client"'))
    .flatMap(({ file, imports }) =>
      imports
        .filter((target) => !browserLayers.includes(layerOf(target)))
        .map((target) => `${file} -> ${target}`),
    );

export const barrels: Guard = (files) =>
  files.filter(({ text }) => /^export \*/m.test(text)).map(({ file }) => file);

/** A list that a script writes grows with what it lists, and nobody reads it. */
export const longFiles: Guard = (files) =>
  files
    .filter(({ file, text }) => !(file.endsWith("/registry.ts") && text.startsWith("// Written by scripts/")))
    .filter(({ text }) => text.split("\n").length > 500)
    .map(({ file }) => file);

const environmentReaders = [
  /^lib\/platform\/(env|log)\.ts$/,
  /^lib\/platform\/embedded-postgres\//,
  // Providers' SDKs define variables of their own, such as AWS_ENDPOINT_URL.
  /^lib\/connectors\/[a-z]+\/(client|connector)\.ts$/,
];
/** Configuration is read in one place; commands, which make the environment of others, stand outside it. */
export const strayEnvironment: Guard = (files) =>
  files
    .filter(
      ({ file }) => file.startsWith("lib/") || file.startsWith("app/") || file.startsWith("components/"),
    )
    .filter(({ file }) => !environmentReaders.some((reader) => reader.test(file)))
    .filter(({ text }) => /process\.env\b/.test(text))
    .map(({ file }) => file);

const databaseFolders =
  /^(bin|lib\/(platform|http|access|inventory|posture|workloads|explorer|correlation|responsibility|compliance|remediation|imports|exports|jobs))\//;
/** Rows are read and changed by verbs; pages, routes and commands call them. */
export const strayDatabase: Guard = (files) =>
  files
    .filter(({ file }) => !databaseFolders.test(file) && !file.startsWith("lib/history/"))
    .flatMap(({ file, imports }) =>
      imports
        .filter((target) => /^lib\/platform\/(db|transaction|sql|copy|generated)/.test(target))
        .map((target) => `${file} -> ${target}`),
    );

/** The simulator that permissions are compared with is under a licence that what ships must not take on. */
export const shippedOracle: Guard = (files) =>
  files
    .filter(({ file }) => !file.startsWith("tests/iam/"))
    .filter(({ text }) => /["']@cloud-copilot\//.test(text))
    .map(({ file }) => file);

export const serverActions: Guard = (files) =>
  files.filter(({ text }) => /^\s*"use server"/m.test(text)).map(({ file }) => file);

export const vagueNames: Guard = (files) =>
  files
    .map(({ file }) => file)
    .filter((file) => /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.tsx?$)/.test(file));

export const looseTypes: Guard = (files) =>
  files
    .filter(({ text }) => /(:\s*any\b|\bas any\b|<any\b|@ts-ignore|@ts-nocheck)/.test(withoutComments(text)))
    .map(({ file }) => file);

/** A suppression says why. */
export const unexplainedSuppressions: Guard = (files) =>
  files.flatMap(({ file, text }) =>
    text
      .split("\n")
      .filter((line) => /(oxlint|eslint)-disable|@ts-expect-error/.test(line) && !/-- \S/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

/** What describes the API is made from its routes, asks nobody who they are, and is not one of them. */
const documentationRoutes = /^app\/api\/v1\/(docs|openapi\.json)\/route\.ts$/;
export const directRouteLogic: Guard = (files) =>
  files
    .filter(({ file }) => /^app\/api\/v1\/.*route\.ts$/.test(file) && !documentationRoutes.test(file))
    .filter(({ text }) => !/\broute\(/.test(text))
    .map(({ file }) => file);

/** The row order is the direction: nothing may name a row below itself. */
export const rowsOutOfOrder = (table: Readonly<Record<string, readonly string[]>>): string[] => {
  const order = Object.keys(table);
  return order.flatMap(
    (layer, at) =>
      table[layer]
        ?.filter((below) => below !== layer && order.indexOf(below) >= at)
        .map((below) => `${layer} -> ${below}`) ?? [],
  );
};

const withoutComments = (text: string): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\/\/.*$/gm, "")
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replaceAll(/`[^`]*`/g, "``");
