import { open } from "node:fs/promises";
import { ZodError } from "zod";

import { AppError } from "#lib/domain/errors.ts";
import type { Declared } from "./declared.ts";
import type { Found } from "./found.ts";
import { parseJson, readText } from "./read-text.ts";
import { collectTerraform } from "./terraform/collect.ts";
import { declaredIn, TerraformDocument } from "./terraform/plan.ts";

/** Null for a file that is none of the kinds known. Throws `AppError` for one that is, but cannot be read. */
export async function scanInput(path: string, signal: AbortSignal): Promise<Found[] | null> {
  if (!/\.json$/i.test(path)) return null;
  const value = parseJson(path, await readText(path));
  if (isTerraform(value)) return collectTerraform(terraformIn(path, value), signal);
  if (isRawState(value))
    throw new AppError(
      "invalid-input",
      `${path} is a state file as Terraform keeps it. Write it in the documented format first: terraform show -json > state.json`,
    );
  return null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

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
