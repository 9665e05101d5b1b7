import { AppError } from "#lib/domain/errors.ts";
import { asRecord, isRecord } from "../record.ts";
import type { Lines, SourceDocuments } from "../source-documents.ts";

/** A CloudFormation template, its short tags written out. */
export type Template = {
  file: string;
  parameters: Readonly<Record<string, unknown>>;
  mappings: Readonly<Record<string, unknown>>;
  conditions: Readonly<Record<string, unknown>>;
  resources: ReadonlyMap<string, TemplateResource>;
};
export type TemplateResource = {
  logicalId: string;
  type: string;
  condition: string | null;
  properties: Readonly<Record<string, unknown>>;
  line: number | null;
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export function isCloudFormation(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value) || !isRecord(value["Resources"])) return false;
  if (typeof value["AWSTemplateFormatVersion"] === "string") return true;
  return Object.values(value["Resources"]).some(
    (one) => isRecord(one) && /^(AWS|Custom)::/.test(String(one["Type"])),
  );
}

const resourcesMax = 2_000;

export function templateIn(file: string, { documents, lines }: SourceDocuments): Template {
  const root = asRecord(documents[0]);
  const written = asRecord(root["Resources"]);
  const found = Object.entries(written);
  if (found.length > resourcesMax)
    throw new AppError(
      "too-large",
      `${file} declares more than ${resourcesMax} resources, which no stack may have.`,
    );
  return {
    file,
    parameters: asRecord(root["Parameters"]),
    mappings: asRecord(root["Mappings"]),
    conditions: asRecord(root["Conditions"]),
    resources: new Map(
      found.flatMap(([logicalId, value]) => {
        const resource = resourceOf(file, logicalId, value, written, lines);
        return resource ? [[logicalId, resource] as const] : [];
      }),
    ),
  };
}

function resourceOf(
  file: string,
  logicalId: string,
  value: unknown,
  written: object,
  lines: Lines,
): TemplateResource | null {
  const line = lines.of(written, logicalId);
  // Loops are written out by a transform that only CloudFormation runs.
  if (logicalId.startsWith("Fn::")) return null;
  const { Type, Condition, Properties } = asRecord(value);
  if (typeof Type !== "string")
    throw new AppError(
      "invalid-input",
      `${file}:${line ?? 1} ${logicalId} has no Type. Check the template with cfn-lint.`,
    );
  return {
    logicalId,
    type: Type,
    condition: typeof Condition === "string" ? Condition : null,
    properties: asRecord(Properties),
    line,
  };
}
