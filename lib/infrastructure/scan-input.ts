import { open, stat } from "node:fs/promises";
import path from "node:path";
import { ZodError } from "zod";

import { AppError } from "#lib/domain/errors.ts";
import { collectArmTemplate } from "./arm/collect.ts";
import {
  armParametersIn,
  besideOf,
  isArmParameters,
  withParameters,
  type ArmParameters,
} from "./arm/parameters.ts";
import type { ArmSource } from "./arm/read-template.ts";
import { isArmTemplate } from "./arm/template.ts";
import { collectTemplate } from "./cloudformation/collect.ts";
import { isCloudFormation, templateIn, type Template } from "./cloudformation/template.ts";
import type { Declared } from "./declared.ts";
import type { Found } from "./found.ts";
import { collectManifests } from "./kubernetes/collect.ts";
import { isManifest, objectsIn, type ManifestObject } from "./kubernetes/manifest-object.ts";
import { parseJson, readText } from "./read-text.ts";
import { isRecord } from "./record.ts";
import { readDocuments, type SourceDocuments } from "./source-documents.ts";
import { collectTerraform } from "./terraform/collect.ts";
import { declaredIn, TerraformDocument } from "./terraform/plan.ts";

/** What one file declares. */
export type Code =
  | { kind: "terraform"; declared: readonly Declared[] }
  | { kind: "manifests"; objects: readonly ManifestObject[] }
  | { kind: "cloudformation"; template: Template }
  | { kind: "arm"; source: ArmSource }
  | { kind: "arm-parameters"; parameters: ArmParameters };

/** A file to read. One found in a folder may turn out to be something else; one that was named may not. */
export type InputFile = { path: string; named: boolean };

/** Null for a file that is none of the kinds known. Throws `AppError` for one that is, but cannot be read. */
export async function readCode({ path: file, named }: InputFile): Promise<Code | null> {
  const text = await readText(file);
  if (/^\s*[{[]/.test(text)) return codeInJson(file, text, named);
  const isTemplate = looksLikeTemplate(text);
  if (!isTemplate && !looksLikeManifest(text)) return null;
  const isOfChart = !isTemplate && isChartTemplate(text);
  if (isOfChart && !named) return null;
  if (isOfChart)
    throw new AppError(
      "invalid-input",
      `${file} is a template of a Helm chart. Scan what it renders: helm template ${path.dirname(path.dirname(file))} > manifests.yaml`,
    );
  return codeIn(file, readDocuments(file, text));
}

function codeInJson(file: string, text: string, named: boolean): Code | null {
  const value = parseJson(file, text);
  if (isArmParameters(value))
    return { kind: "arm-parameters", parameters: armParametersIn(file, named, value) };
  if (isTerraform(value)) return { kind: "terraform", declared: terraformIn(file, value) };
  if (isRawState(value))
    throw new AppError(
      "invalid-input",
      `${file} is a state file as Terraform keeps it. Write it in the documented format first: terraform show -json > state.json`,
    );
  const isKnown = isManifest(value) || isCloudFormation(value) || isArmTemplate(value);
  return isKnown ? codeIn(file, readDocuments(file, text)) : null;
}

function codeIn(file: string, source: SourceDocuments): Code | null {
  if (isCloudFormation(source.documents[0]))
    return { kind: "cloudformation", template: templateIn(file, source) };
  const [first] = source.documents;
  if (isArmTemplate(first)) return { kind: "arm", source: { file, template: first, lines: source.lines } };
  const objects = objectsIn(file, source);
  return objects.length > 0 ? { kind: "manifests", objects } : null;
}

/** What the live collectors find in all that was read. */
export async function collectCode(codes: readonly Code[], signal: AbortSignal): Promise<Found[]> {
  const found: Found[] = [];
  for (const code of codes) {
    if (code.kind === "terraform") found.push(...(await collectTerraform(code.declared, signal)));
    if (code.kind === "cloudformation") found.push(await collectTemplate(code.template, signal));
  }
  for (const source of await armSources(codes)) found.push(await collectArmTemplate(source, signal));
  const objects = codes.flatMap((code) => (code.kind === "manifests" ? code.objects : []));
  return [...found, ...(await collectManifests(objects, signal))];
}

/** Templates of Azure with what they are given, by files among the code and by those beside them. */
async function armSources(codes: readonly Code[]): Promise<ArmSource[]> {
  const sources = codes.flatMap((code) => (code.kind === "arm" ? [code.source] : []));
  const files = codes.flatMap((code) => (code.kind === "arm-parameters" ? [code.parameters] : []));
  const known = new Set(files.map(({ file }) => path.resolve(file)));
  const beside = sources
    .map((one) => besideOf(one.file))
    .filter((file, index) => file !== sources[index]?.file && !known.has(path.resolve(file)));
  for (const file of beside) {
    if (!(await stat(file).catch(() => null))?.isFile()) continue;
    const value = parseJson(file, await readText(file));
    if (isArmParameters(value)) files.push(armParametersIn(file, false, value));
  }
  return withParameters(sources, files);
}

/** Much else is written in YAML, and is no error of anybody's that wants it scanned. */
const looksLikeManifest = (text: string): boolean =>
  /^["']?apiVersion["']?\s*:/m.test(text) && /^["']?kind["']?\s*:/m.test(text);

const looksLikeTemplate = (text: string): boolean =>
  /^["']?Resources["']?\s*:/m.test(text) && /["']?Type["']?\s*:\s*["']?(AWS|Custom)::/.test(text);

const isChartTemplate = (text: string): boolean => /\{\{-?\s*[\w.$"(]/.test(text);

const isTerraform = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) &&
  typeof value["format_version"] === "string" &&
  ["planned_values", "values", "resource_changes", "terraform_version"].some((name) =>
    Object.hasOwn(value, name),
  );

const isRawState = (value: unknown): boolean =>
  isRecord(value) && typeof value["lineage"] === "string" && Array.isArray(value["resources"]);

function terraformIn(path: string, value: unknown): Declared[] {
  try {
    return declaredIn(TerraformDocument.parse(value), path);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const [issue] = error.issues;
    throw new AppError(
      "invalid-input",
      `${path} ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is malformed"}. Write it with terraform show -json.`,
    );
  }
}

const firstBytes = 4_096;

/** Whether a file begins as a recording does. */
export async function isRecording(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(firstBytes), 0, firstBytes, 0);
    return /^\s*\{[^\n]*"connector"\s*:\s*"/.test(buffer.toString("utf8", 0, bytesRead));
  } finally {
    await file.close();
  }
}
