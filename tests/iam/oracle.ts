import { anonymousPrincipal, runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";

import { version, type IamCase, type RawPolicy } from "./iam-case.ts";

const policyOf = (statements: RawPolicy) => ({ Version: version, Statement: statements });
const namedPolicy = (name: string) => (statements: RawPolicy, index: number) => ({
  name: `${name}-${index}`,
  policy: policyOf(statements),
});

/** What the independent simulator says. Throws where it holds the case for malformed. */
export async function simulate(given: IamCase): Promise<"allowed" | "denied"> {
  const levels = (name: string, list: IamCase["serviceControl"]) =>
    (list ?? []).map((policies, index) => ({
      orgIdentifier: `${name}-${index}`,
      policies: policies.map(namedPolicy(`${name}-${index}`)),
    }));
  const simulation: Simulation = {
    request: {
      principal: given.principal === "*" ? anonymousPrincipal : given.principal,
      action: given.action,
      resource: { resource: given.resource, accountId: given.resourceAccount },
      contextVariables: Object.fromEntries(
        Object.entries(given.context).map(([key, values]) => [
          key,
          values.length === 1 && !manyValued.has(key.toLowerCase()) ? (values[0] ?? "") : [...values],
        ]),
      ),
    },
    identityPolicies: given.identity.map(namedPolicy("identity")),
    serviceControlPolicies: levels("scp", given.serviceControl),
    resourceControlPolicies: levels("rcp", given.resourceControl),
    ...(given.resourcePolicy ? { resourcePolicy: policyOf(given.resourcePolicy) } : {}),
    ...(given.session ? { sessionPolicy: policyOf(given.session) } : {}),
    ...(given.boundary ? { permissionBoundaryPolicies: [given.boundary].map(namedPolicy("boundary")) } : {}),
    ...(given.endpoint ? { vpcEndpointPolicies: [given.endpoint].map(namedPolicy("endpoint")) } : {}),
    ...(given.restrictsPublicPolicy === undefined
      ? {}
      : { additionalSettings: { s3: { blockPublicAccess: given.restrictsPublicPolicy } } }),
  };
  const outcome = await runSimulation(simulation, {});
  if (outcome.resultType === "error") throw new Error(JSON.stringify(outcome.errors));
  return outcome.overallResult === "Allowed" ? "allowed" : "denied";
}

/** Keys that carry a list, also where it holds one value. */
const manyValued = new Set(["aws:tagkeys", "aws:principalorgpaths", "aws:calledvia"]);
