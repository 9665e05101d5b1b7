import { asRecord, isRecord } from "../record.ts";
import { aiTemplates } from "./ai-templates.ts";
import { untold } from "./serverless-parts.ts";
import { serviceTemplates } from "./service-templates.ts";
import { storeTemplates, type TemplateStatement } from "./store-templates.ts";

type Properties = Readonly<Record<string, unknown>>;

const templates = new Map(Object.entries({ ...storeTemplates, ...aiTemplates, ...serviceTemplates }));

/** A policy that is written out, or one of SAM's own such as `S3ReadPolicy` with what it is to be about. */
export function documentOf(policy: unknown): unknown {
  if (!isRecord(policy)) return untold;
  if (policy["Statement"] !== undefined) return policy;
  const [entry, ...others] = Object.entries(policy);
  const statements = entry && others.length === 0 ? templates.get(entry[0]) : undefined;
  const given = asRecord(entry?.[1]);
  if (!statements?.every((statement) => isFilled(statement, given))) return untold;
  return { Version: "2012-10-17", Statement: statements.map((statement) => allowed(statement, given)) };
}

const textsOf = ({ resources, condition = {} }: TemplateStatement): string[] => [
  ...resources,
  ...Object.values(condition).flatMap((tests) => Object.values(tests)),
];

/** Without a value a parameter of the template would be taken for one of the deployment. */
const isFilled = (statement: TemplateStatement, given: Properties): boolean =>
  textsOf(statement)
    .flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name))
    .every((name) => Object.hasOwn(given, name));

function allowed({ actions, resources, condition }: TemplateStatement, given: Properties) {
  const filled = (text: string) => (text.includes("${") ? { "Fn::Sub": [text, given] } : text);
  const tests = Object.entries(condition ?? {}).map(([operator, values]) => [
    operator,
    Object.fromEntries(Object.entries(values).map(([key, text]) => [key, filled(text)])),
  ]);
  return {
    Effect: "Allow",
    Action: actions,
    Resource: resources.map(filled),
    ...(condition ? { Condition: Object.fromEntries(tests) } : {}),
  };
}
