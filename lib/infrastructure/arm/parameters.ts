import path from "node:path";

import { AppError } from "#lib/domain/errors.ts";
import { asRecord, isRecord } from "../record.ts";
import { notKnown } from "./functions.ts";
import type { ArmSource } from "./read-template.ts";

/** What a deployment gives a template, by the names of its parameters. */
export type ArmParameters = { file: string; named: boolean; given: Readonly<Record<string, unknown>> };

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files, as bicep build-params writes it too. */
export const isArmParameters = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && /\/deploymentParameters\.json/i.test(String(value["$schema"]));

const parametersMax = 1_000;

export function armParametersIn(
  file: string,
  named: boolean,
  document: Readonly<Record<string, unknown>>,
): ArmParameters {
  const { parameters } = document;
  if (!isRecord(parameters)) throw new AppError("invalid-input", `${file} parameters must be an object.`);
  const entries = Object.entries(parameters);
  if (entries.length > parametersMax)
    throw new AppError("too-large", `${file} parameters has more than ${parametersMax} members.`);
  return {
    file,
    named,
    given: Object.fromEntries(entries.map(([name, one]) => [name, valueOf(file, name, one)])),
  };
}

/** A secret of a key vault is read by the deployment alone. */
function valueOf(file: string, name: string, one: unknown): unknown {
  if (isRecord(one) && "value" in one) return one["value"];
  if (isRecord(one) && isRecord(one["reference"])) return notKnown;
  throw new AppError("invalid-input", `${file} parameters.${name} must have a value or a reference.`);
}

/** Where the file of a template's parameters stands, unless another is named. */
export const besideOf = (template: string): string => template.replace(/\.json$/i, ".parameters.json");

/**
 * Each template with what it is given: by the file that is named for it, which begins as it does or is for the only
 * template, else by the one beside it.
 */
export function withParameters(sources: readonly ArmSource[], files: readonly ArmParameters[]): ArmSource[] {
  const [only, ...others] = sources;
  for (const { file, named } of files)
    if (named && !sources.some((one) => fits(one.file, file)) && (only === undefined || others.length > 0))
      throw new AppError(
        "invalid-input",
        `${file} gives parameters to none of the templates that are scanned. Scan it with its template.`,
      );
  return sources.map((source) => {
    const named = files.filter((one) => one.named && (fits(source.file, one.file) || others.length === 0));
    const [first, second] = named;
    if (first && second)
      throw new AppError(
        "invalid-input",
        `${first.file} and ${second.file} are both for ${source.file}. Scan one of them at a time.`,
      );
    const beside = files.find(({ file }) => path.resolve(file) === path.resolve(besideOf(source.file)));
    const chosen = first ?? beside;
    return chosen ? { ...source, given: checked(source, chosen) } : source;
  });
}

/** `main.parameters.json` and `main.prod.parameters.json` are for `main.json` in the same folder. */
const fits = (template: string, file: string): boolean =>
  path.dirname(path.resolve(template)) === path.dirname(path.resolve(file)) &&
  path
    .basename(file)
    .toLowerCase()
    .startsWith(`${path.parse(template).name.toLowerCase()}.`);

const isOfType: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  securestring: (value) => typeof value === "string",
  int: Number.isInteger,
  bool: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: isRecord,
  secureobject: isRecord,
};

/** What Azure would refuse is no deployment to judge. */
function checked(
  { file: template, template: { parameters } }: ArmSource,
  { file, given }: ArmParameters,
): Readonly<Record<string, unknown>> {
  const declared = asRecord(parameters);
  for (const [name, value] of Object.entries(given)) {
    const wrong = (what: string) => new AppError("invalid-input", `${file} parameters.${name} ${what}.`);
    const own = Object.keys(declared).find((one) => one.toLowerCase() === name.toLowerCase());
    if (own === undefined) throw wrong(`is no parameter of ${template}`);
    const { type, allowedValues } = asRecord(declared[own]);
    if (value === notKnown || value === null) continue;
    const isRight = isOfType[String(type).toLowerCase()];
    if (isRight && !isRight(value)) throw wrong(`must be of type ${String(type)}`);
    if (Array.isArray(allowedValues) && !Array.isArray(value) && !allowedValues.includes(value))
      throw wrong("is none of the values that are allowed");
  }
  const named = new Map(Object.keys(declared).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [named.get(name.toLowerCase()) ?? name, value]),
  );
}
