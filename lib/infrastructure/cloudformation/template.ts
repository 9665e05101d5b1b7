import { AppError } from "#lib/domain/errors.ts";
import { asRecord, isRecord } from "../record.ts";
import { isLoop, unrolled, withoutLoops } from "./loops.ts";
import { expanded, isServerless } from "./serverless.ts";
import type { SourceDocuments } from "../source-documents.ts";

/** A CloudFormation template, its short tags written out. */
export type Template = {
  file: string;
  parameters: Readonly<Record<string, unknown>>;
  mappings: Readonly<Record<string, unknown>>;
  conditions: Readonly<Record<string, unknown>>;
  resources: ReadonlyMap<string, TemplateResource>;
  /** Loops over what only CloudFormation knows, and where they stand. */
  open: readonly { key: string; line: number | null }[];
};
export type TemplateResource = {
  logicalId: string;
  type: string;
  condition: string | null;
  properties: Readonly<Record<string, unknown>>;
  line: number | null;
  /** What stands with the resource about others that it is to be let use. */
  connectors?: Readonly<Record<string, unknown>>;
  /** The logical id that is written, of one that a transform makes of it. */
  origin?: string;
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export function isCloudFormation(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value) || !isRecord(value["Resources"])) return false;
  if (typeof value["AWSTemplateFormatVersion"] === "string") return true;
  return Object.entries(value["Resources"]).some(
    ([key, one]) => isLoop(key) || (isRecord(one) && /^(AWS|Custom)::/.test(String(one["Type"]))),
  );
}

const resourcesMax = 2_000;
const languageExtensions = "AWS::LanguageExtensions";
const serverless = "AWS::Serverless-2016-10-31";

export function templateIn(file: string, { documents, lines }: SourceDocuments): Template {
  const root = asRecord(documents[0]);
  const written = asRecord(root["Resources"]);
  const parameters = asRecord(root["Parameters"]);
  const transforms = new Set(Array.isArray(root["Transform"]) ? root["Transform"] : [root["Transform"]]);
  const context = { file, parameters, rounds: { count: 0 } };
  const open: { key: string; line: number | null }[] = [];
  const found: TemplateResource[] = [];
  const add = (logicalId: string, value: unknown, line: number | null) => {
    if (found.length >= resourcesMax) throw tooMany(file);
    found.push(resourceOf(file, logicalId, value, line));
  };
  for (const [key, value] of Object.entries(written)) {
    const line = lines.of(written, key);
    if (!isLoop(key)) {
      // Whatever else stands here is a transform of one's own.
      if (!key.startsWith("Fn::")) add(key, value, line);
      continue;
    }
    if (!transforms.has(languageExtensions)) throw without(file, line, key, languageExtensions);
    const { members } = unrolled(key, value, context);
    if (members === null) open.push({ key, line });
    else
      for (const [logicalId, one] of Object.entries(members))
        if (!isLoop(logicalId)) add(logicalId, one, line);
  }
  const own = found.find(isServerless);
  if (own && !transforms.has(serverless))
    throw without(file, own.line, `${own.logicalId} is ${own.type}, which`, serverless);
  const plain = transforms.has(languageExtensions)
    ? found.map((one) => ({ ...one, properties: withoutLoops(one.properties, context) }))
    : found;
  const resources = transforms.has(serverless) ? expanded(plain, asRecord(root["Globals"])) : plain;
  return {
    file,
    parameters,
    mappings: asRecord(root["Mappings"]),
    conditions: asRecord(root["Conditions"]),
    resources: new Map(resources.map((one) => [one.logicalId, one])),
    open,
  };
}

const tooMany = (file: string): AppError =>
  new AppError("too-large", `${file} declares more than ${resourcesMax} resources, which no stack may have.`);

const without = (file: string, line: number | null, what: string, transform: string): AppError =>
  new AppError(
    "invalid-input",
    `${file}:${line ?? 1} ${what} needs the Transform ${transform}, which the template does not name.`,
  );

function resourceOf(file: string, logicalId: string, value: unknown, line: number | null): TemplateResource {
  const { Type, Condition, Properties, Connectors } = asRecord(value);
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
    ...(Connectors === undefined ? {} : { connectors: asRecord(Connectors) }),
  };
}
