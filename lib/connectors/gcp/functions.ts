import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetPermissions, Labels, policyPermissions } from "./assets.ts";
import { calledHosts, secretVariables, type Variable } from "./environment.ts";
import { rolePermissions } from "./custom-roles.ts";
import { homePermissions } from "./home.ts";
import { keyOf, lastSegment, locationOf, withProjectId } from "./names.ts";
import { listItems } from "./paging.ts";
import {
  invokersUnknown,
  publicInvokersOf,
  readServerlessFacts,
  runKey,
  serverlessRelationships,
  type ServerlessFacts,
} from "./serverless.ts";
import { normalizeEach } from "../normalized.ts";

const CloudFunction = z.object({
  name: z.string(),
  url: z.string().optional(),
  labels: Labels,
  serviceConfig: z
    .object({
      service: z.string().optional(),
      uri: z.string().optional(),
      ingressSettings: z.string().default("ALLOW_ALL"),
      serviceAccountEmail: z.string().optional(),
      vpcConnector: z.string().optional(),
      environmentVariables: z.record(z.string(), z.string()).default({}),
      secretEnvironmentVariables: z.array(z.object({ key: z.string() })).default([]),
    })
    .prefault({}),
});

const operation = "projects.locations.functions.list";
export const functions: Collector = {
  id: "cloud-functions",
  title: "Cloud Functions",
  per: "account",
  produces: ["gcp.cloudfunctions.function", "runs-as", "pulls-image", "invokes", "grounded-on"],
  permissions: [
    ...assetPermissions,
    ...policyPermissions,
    ...homePermissions,
    ...rolePermissions,
    "cloudfunctions.functions.list",
  ],
  collect: async function* (source) {
    const facts = await readServerlessFacts(
      source,
      "cloudfunctions.googleapis.com/CloudFunction",
      "cloudfunctions.googleapis.com/Function",
      "run.googleapis.com/Service",
    );
    for await (const page of listItems(source, "cloudfunctions", operation, "functions"))
      yield normalizeEach(`cloudfunctions:${operation}`, page, (raw) =>
        normalizeFunction(raw, facts, source.scope),
      );
  },
};

/** Who may invoke a second-generation function is bound on the Cloud Run service behind it. */
export function normalizeFunction(raw: unknown, facts: ServerlessFacts, scope: Scope): Batch {
  const { name, url, labels, serviceConfig } = CloudFunction.parse(raw);
  const key = keyOf("cloudfunctions", withProjectId(name, scope.account));
  const variables: Variable[] = [
    ...Object.entries(serviceConfig.environmentVariables).map(([variable, value]) => ({
      name: variable,
      value,
    })),
    ...serviceConfig.secretEnvironmentVariables.map((variable) => ({ name: variable.key, value: null })),
  ];
  const behind = serviceConfig.service ? [runKey(serviceConfig.service, scope.account)] : [];
  const { publicInvokers, unknown } = publicInvokersOf(facts, key, ...behind);
  const serviceAccount = serviceConfig.serviceAccountEmail ?? null;
  const addresses = [url ?? "", serviceConfig.uri ?? ""].filter((address) => URL.canParse(address));
  const resource: Resource<"gcp.cloudfunctions.function"> = {
    key,
    type: "gcp.cloudfunctions.function",
    name: lastSegment(name),
    account: scope.account,
    region: locationOf(name),
    tags: labels,
    properties: {
      ingress: serviceConfig.ingressSettings,
      publicInvokers,
      serviceAccount: serviceAccount ?? facts.defaultAccount,
      environmentNames: variables.map((variable) => variable.name),
    },
    facets: {
      publicNetwork: serviceConfig.ingressSettings === "ALLOW_ALL",
      authentication: publicInvokers.includes("allUsers") ? "none" : "identity",
      secretVariables: secretVariables(variables),
      privateNetwork: (serviceConfig.vpcConnector ?? "") !== "",
      hosts: [...new Set(addresses.map((address) => new URL(address).host))],
      calledHosts: calledHosts(variables),
    },
    ...invokersUnknown(unknown),
  };
  return {
    resources: [resource],
    relationships: serverlessRelationships(
      key,
      { serviceAccount, images: [], variables },
      facts,
      scope.account,
    ),
  };
}
