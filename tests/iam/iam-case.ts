import {
  decide,
  noPolicies,
  type AwsPolicies,
  type AwsRequest,
  type Level,
} from "#lib/permissions/aws/decide.ts";
import { readDocument, type AwsPolicy } from "#lib/permissions/aws/policy.ts";
import { readPrincipal } from "#lib/permissions/aws/principal.ts";
import type { CallContext, Decision } from "#lib/permissions/decision.ts";

/** A statement as AWS writes it. */
export type RawStatement = {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Principal?: unknown;
  NotPrincipal?: unknown;
  Action?: string | readonly string[];
  NotAction?: string | readonly string[];
  Resource?: string | readonly string[];
  NotResource?: string | readonly string[];
  Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};
export type RawPolicy = readonly RawStatement[];

/** One call and every policy that has a say in it, told in full. */
export type IamCase = {
  principal: string;
  action: string;
  resource: string;
  resourceAccount: string;
  context: Readonly<Record<string, readonly string[]>>;
  identity: readonly RawPolicy[];
  boundary?: RawPolicy;
  session?: RawPolicy;
  /** Levels from the root down, each with its policies. */
  serviceControl?: readonly (readonly RawPolicy[])[];
  resourceControl?: readonly (readonly RawPolicy[])[];
  resourcePolicy?: RawPolicy;
  endpoint?: RawPolicy;
  restrictsPublicPolicy?: boolean;
};

export const version = "2012-10-17";

const named = (kind: string, name: string, statements: RawPolicy): AwsPolicy => ({
  ...readDocument({ Version: version, Statement: statements }),
  name: { kind, id: name, name },
});
const levels = (kind: string, given: IamCase["serviceControl"]): Level[] =>
  (given ?? []).map((policies, level) => ({
    name: { kind: `${kind} level`, id: `level-${level}`, name: `level ${level}` },
    policies: policies.map((policy, index) => named(kind, `${kind}-${level}-${index}`, policy)),
  }));

export function policiesOf(given: IamCase): AwsPolicies {
  const one = (kind: string, policy: RawPolicy | undefined) => (policy ? [named(kind, kind, policy)] : null);
  return {
    ...noPolicies,
    identity: given.identity.map((policy, index) => named("identity policy", `identity-${index}`, policy)),
    boundary: one("permissions boundary", given.boundary),
    session: one("session policy", given.session),
    serviceControl: levels("service control policy", given.serviceControl),
    resourceControl: levels("resource control policy", given.resourceControl),
    resource: one("resource policy", given.resourcePolicy)?.[0] ?? null,
    endpoint: one("endpoint policy", given.endpoint),
  };
}

/** What our engine decides; keys named in `untold` are left unknown. */
export function decideCase(given: IamCase, untold: readonly string[] = []): Decision {
  const values = new Map(
    Object.entries(given.context).map(([key, found]) => [key.toLowerCase(), found] as const),
  );
  const context: CallContext = (key) => (untold.includes(key) ? null : (values.get(key) ?? []));
  const request: AwsRequest = {
    principal: readPrincipal(given.principal),
    action: given.action,
    resource: given.resource,
    resourceAccount: given.resourceAccount,
    context,
    policies: policiesOf(given),
    ...(given.restrictsPublicPolicy === undefined
      ? {}
      : { bucket: { restrictsPublicPolicy: given.restrictsPublicPolicy, acl: [] } }),
  };
  return decide(request);
}
