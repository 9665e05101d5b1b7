import { z } from "zod";

import type { Batch, Collector, Scope } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { assetPermissions, Labels, listAssets, policyPermissions } from "./assets.ts";
import { calledHosts, secretVariables, type Variable } from "./environment.ts";
import { rolePermissions } from "./custom-roles.ts";
import { homePermissions } from "./home.ts";
import { lastSegment, locationOf } from "./names.ts";
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

const Container = z.object({
  image: z.string(),
  env: z
    .array(z.object({ name: z.string(), value: z.string().optional(), valueSource: z.unknown().optional() }))
    .default([]),
});
const Service = z.object({
  name: z.string(),
  labels: Labels,
  ingress: z.string().default("INGRESS_TRAFFIC_ALL"),
  uri: z.string().optional(),
  urls: z.array(z.string()).default([]),
  invokerIamDisabled: z.boolean().default(false),
  template: z.object({
    serviceAccount: z.string().optional(),
    vpcAccess: z.looseObject({}).optional(),
    containers: z.array(Container).default([]),
  }),
});

const type = "run.googleapis.com/Service";
const operation = "projects.locations.services.list";
export const runServices: Collector = {
  id: "run-services",
  title: "Cloud Run services",
  per: "account",
  produces: ["gcp.run.service", "runs-as", "pulls-image", "invokes", "grounded-on"],
  permissions: [
    ...assetPermissions,
    ...policyPermissions,
    ...homePermissions,
    ...rolePermissions,
    "run.services.list",
  ],
  collect: async function* (source) {
    const locations = new Set<string>();
    for await (const page of listAssets(source, type))
      for (const { name } of z.array(z.object({ name: z.string() })).parse(page))
        locations.add(locationOf(name) ?? "");
    const facts = await readServerlessFacts(source, type);
    for (const location of [...locations].filter((found) => found !== "").toSorted())
      for await (const page of listItems(source, "run", operation, "services", { location })) {
        const own = page.filter((raw) => !isOfFunction(raw));
        yield normalizeEach(`run:${operation}`, own, (raw) => normalizeRunService(raw, facts, source.scope));
      }
  },
};

/** A second-generation function is listed here too, and told by its own collector. */
const isOfFunction = (raw: unknown): boolean =>
  z.object({ labels: z.object({ "goog-managed-by": z.literal("cloudfunctions") }) }).safeParse(raw).success;

export function normalizeRunService(raw: unknown, facts: ServerlessFacts, scope: Scope): Batch {
  const service = Service.parse(raw);
  const key = runKey(service.name, scope.account);
  const variables: Variable[] = service.template.containers.flatMap(({ env }) =>
    env.map(({ name, value, valueSource }) => ({ name, value: valueSource ? null : (value ?? "") })),
  );
  const serviceAccount = service.template.serviceAccount ?? null;
  const { publicInvokers, unknown } = publicInvokersOf(facts, key);
  // Switching the invoker check off admits everybody, whatever the bindings say.
  if (service.invokerIamDisabled && !publicInvokers.includes("allUsers")) publicInvokers.push("allUsers");
  const addresses = [...service.urls, service.uri ?? ""].filter((address) => URL.canParse(address));
  const resource: Resource<"gcp.run.service"> = {
    key,
    type: "gcp.run.service",
    name: lastSegment(service.name),
    account: scope.account,
    region: locationOf(service.name),
    tags: service.labels,
    properties: {
      ingress: service.ingress,
      publicInvokers,
      serviceAccount: serviceAccount ?? facts.defaultAccount,
      environmentNames: variables.map(({ name }) => name),
    },
    facets: {
      publicNetwork: service.ingress === "INGRESS_TRAFFIC_ALL",
      authentication: publicInvokers.includes("allUsers") ? "none" : "identity",
      secretVariables: secretVariables(variables),
      privateNetwork: service.template.vpcAccess !== undefined,
      hosts: [...new Set(addresses.map((address) => new URL(address).host))],
      calledHosts: calledHosts(variables),
    },
    ...invokersUnknown(service.invokerIamDisabled ? null : unknown),
  };
  const images = service.template.containers.map(({ image }) => image);
  return {
    resources: [resource],
    relationships: serverlessRelationships(key, { serviceAccount, images, variables }, facts, scope.account),
  };
}
