import { z } from "zod";

import type { PolicyName } from "../decision.ts";
import { readCondition, type Condition } from "./condition.ts";

/** Patterns an element lists; `not` where it is written `NotAction`, `NotResource` or `NotPrincipal`. */
export type Listed = { not: boolean; patterns: readonly string[] };

/** Whom a statement speaks of, by the kind the policy names: `AWS`, `Service`, `Federated`, `CanonicalUser`. */
export type Principals = { not: boolean; named: readonly { kind: string; name: string }[] };

export type Statement = {
  /** Its `Sid`, or `statement 3`. */
  id: string;
  effect: "allow" | "deny";
  actions: Listed;
  /** Null in a role's trust policy, which speaks of the role alone. */
  resources: Listed | null;
  /** Null in a policy of an identity, which speaks of its holder. */
  principals: Principals | null;
  conditions: readonly Condition[];
};

/** A document as read once, however many hold it. */
export type PolicyDocument = {
  statements: readonly Statement[];
  /** Whether `${…}` is a variable; before the version of 2012 it was plain text. */
  variables: boolean;
};

export type AwsPolicy = PolicyDocument & { name: PolicyName };

const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const value = z.union([z.string(), z.boolean(), z.number()]);
const rawStatement = z.object({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: z.union([z.string(), z.record(z.string(), list)]).optional(),
  NotPrincipal: z.union([z.string(), z.record(z.string(), list)]).optional(),
  Action: list.optional(),
  NotAction: list.optional(),
  Resource: list.optional(),
  NotResource: list.optional(),
  Condition: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.union([value, z.array(value)]).transform((given) => [given].flat().map(String)),
      ),
    )
    .optional(),
});
const rawDocument = z.object({
  Version: z.string().default("2008-10-17"),
  Statement: z.union([rawStatement, z.array(rawStatement)]).transform((given) => [given].flat()),
});
type RawStatement = z.infer<typeof rawStatement>;

/** Reads a kept document. Throws `ZodError` on what is none. */
export function readDocument(document: unknown): PolicyDocument {
  const { Version, Statement } = rawDocument.parse(
    typeof document === "string" ? parsed(document) : document,
  );
  return { statements: Statement.map(toStatement), variables: Version === "2012-10-17" };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toStatement(raw: RawStatement, index: number): Statement {
  return {
    id: raw.Sid || `statement ${index + 1}`,
    effect: raw.Effect === "Allow" ? "allow" : "deny",
    actions: listed(raw.Action, raw.NotAction, lowered) ?? { not: false, patterns: [] },
    resources: listed(raw.Resource, raw.NotResource, (pattern) => pattern),
    principals: principalsOf(raw),
    conditions: Object.entries(raw.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => readCondition(operator, key, values)),
    ),
  };
}

/** Action names are compared without regard to case. */
const lowered = (pattern: string): string => pattern.toLowerCase();

function listed(
  some: readonly string[] | undefined,
  except: readonly string[] | undefined,
  read: (pattern: string) => string,
): Listed | null {
  if (some) return { not: false, patterns: some.map(read) };
  return except ? { not: true, patterns: except.map(read) } : null;
}

function principalsOf({ Principal, NotPrincipal }: RawStatement): Principals | null {
  const given = Principal ?? NotPrincipal;
  if (given === undefined) return null;
  const named =
    typeof given === "string"
      ? [{ kind: "AWS", name: given }]
      : Object.entries(given).flatMap(([kind, names]) => names.map((name) => ({ kind, name })));
  return { not: Principal === undefined, named };
}

/** Reads each text once. An estate holds the same document under many names. */
export class Documents {
  readonly #byText = new Map<string, PolicyDocument | null>();

  /** Null for a text that is no policy. */
  read(text: string): PolicyDocument | null {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const document = readOrNull(text);
    this.#byText.set(text, document);
    return document;
  }
}

function readOrNull(text: string): PolicyDocument | null {
  try {
    return readDocument(text);
  } catch (error) {
    if (error instanceof z.ZodError) return null;
    throw error;
  }
}
