import type { Block } from "../block.ts";

const undecided = ["Allow", "Deny"].map((Effect) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect, Principal: "*", Action: "*", Resource: "*" }],
  }),
);

/** The text of a policy; one that is put together only when it is applied may allow or refuse anything. */
export function policyText(block: Block, attribute: string): string | undefined {
  const value = block.raw(attribute);
  if (typeof value === "string") return value === "" ? undefined : value;
  if (!block.isUnknown(attribute)) return undefined;
  const references = block.referencesOf(attribute);
  const [only] = references;
  if (references.length === 1 && only?.to.type === "data.aws_iam_policy_document")
    return writtenPolicy(block.of(only.to));
  return block.guess(undecided);
}

/** What the data source of a policy will read, made of its statements. */
function writtenPolicy(document: Block): string {
  const json = document.raw("json");
  if (typeof json === "string" && json !== "") return json;
  const Statement = document.blocks("statement").map((statement) => ({
    Effect: statement.text("effect") ?? "Allow",
    ...listed("Action", statement.texts("actions")),
    ...listed("NotAction", statement.texts("not_actions")),
    ...listed("Resource", withContents(statement, "resources")),
    ...listed("NotResource", withContents(statement, "not_resources")),
    ...principalsOf(statement, "principals", "Principal"),
    ...principalsOf(statement, "not_principals", "NotPrincipal"),
    ...conditionsOf(statement),
  }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

const listed = (name: string, items: readonly string[]) => (items.length === 0 ? {} : { [name]: items });

/** An ARN that is not known yet may stand for a thing or for what is in it: the text around it is not told. */
function withContents(statement: Block, attribute: string): string[] {
  const items = statement.texts(attribute);
  const known = statement.raw(attribute);
  const written = new Set(Array.isArray(known) ? known : []);
  return items.flatMap((item) => (written.has(item) || item === "*" ? [item] : [item, `${item}/*`]));
}

function principalsOf(statement: Block, attribute: string, name: string) {
  const blocks = statement.blocks(attribute);
  if (blocks.length === 0) return {};
  const everyone = blocks.some((one) => one.text("type") === "*");
  if (everyone) return { [name]: "*" };
  return {
    [name]: Object.fromEntries(blocks.map((one) => [one.text("type") ?? "AWS", one.texts("identifiers")])),
  };
}

function conditionsOf(statement: Block) {
  const blocks = statement.blocks("condition");
  if (blocks.length === 0) return {};
  const Condition: Record<string, Record<string, string[]>> = {};
  for (const one of blocks) {
    const test = one.text("test") ?? "StringEquals";
    Condition[test] = { ...Condition[test], [one.text("variable") ?? ""]: one.texts("values") };
  }
  return { Condition };
}
