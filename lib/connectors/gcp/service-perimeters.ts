import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { organizationOf } from "./ancestry.ts";
import { answered, type Detail } from "./detail.ts";
import { keyOf, lastSegment } from "./names.ts";
import { listItems } from "./paging.ts";
import { normalizeEach } from "../normalized.ts";

const Ingress = z.object({
  ingressFrom: z
    .object({
      identityType: z.string().optional(),
      sources: z.array(z.object({ accessLevel: z.string().optional() })).default([]),
    })
    .optional(),
  ingressTo: z
    .object({ operations: z.array(z.object({ serviceName: z.string().optional() })).default([]) })
    .optional(),
});
const Config = z.object({
  resources: z.array(z.string()).default([]),
  restrictedServices: z.array(z.string()).default([]),
  accessLevels: z.array(z.string()).default([]),
  ingressPolicies: z.array(Ingress).default([]),
});
const Perimeter = z.object({
  name: z.string(),
  title: z.string().optional(),
  perimeterType: z.string().default("PERIMETER_TYPE_REGULAR"),
  status: Config.optional(),
  spec: Config.optional(),
  useExplicitDryRunSpec: z.boolean().default(false),
});
type Perimeter = z.infer<typeof Perimeter>;

export const perimeterPermissions = [
  "accesscontextmanager.policies.list",
  "accesscontextmanager.servicePerimeters.list",
];
const perimetersList = "accessPolicies.servicePerimeters.list";

/** Service perimeters of the organization. */
export const servicePerimeters: Collector = {
  id: "service-perimeters",
  title: "Service perimeters",
  per: "organization",
  produces: ["gcp.accesscontextmanager.service-perimeter"],
  permissions: perimeterPermissions,
  collect: async function* (source) {
    const raws = await readPerimeters(source, source.scope.account);
    yield normalizeEach(`accesscontextmanager:${perimetersList}`, raws, (raw) =>
      normalizePerimeter(raw, source.scope),
    );
  },
};

/** Keys of the perimeters that hold a project, or why it is not known. A project that stands alone can be in none. */
export async function perimetersAround(
  source: Pick<Source, "call">,
  ancestors: readonly string[],
  projectNumber: string,
): Promise<Detail<string[]>> {
  const organization = organizationOf(ancestors);
  if (organization === null) return { value: [], unknown: null };
  return answered({ service: "accesscontextmanager", operation: perimetersList }, async () => {
    const found = z.array(Perimeter).parse(await readPerimeters(source, organization));
    return found
      .filter(({ status }) => status?.resources.includes(`projects/${projectNumber}`))
      .map(perimeterKey);
  });
}

async function readPerimeters(source: Pick<Source, "call">, organization: string): Promise<unknown[]> {
  const perimeters: unknown[] = [];
  const input = { parent: organization };
  for await (const page of listItems(
    source,
    "accesscontextmanager",
    "accessPolicies.list",
    "accessPolicies",
    input,
  ))
    for (const { name } of z.array(z.object({ name: z.string() })).parse(page))
      for await (const found of listItems(
        source,
        "accesscontextmanager",
        perimetersList,
        "servicePerimeters",
        {
          parent: name,
        },
      ))
        perimeters.push(...found);
  return perimeters;
}

const perimeterKey = ({ name }: Perimeter): string => keyOf("accesscontextmanager", name);

/** What only a dry run would refuse is let through, so `spec` protects nothing. */
export function normalizePerimeter(raw: unknown, { account }: Scope): Batch {
  const perimeter = Perimeter.parse(raw);
  const status = perimeter.status ?? Config.parse({});
  const restrictedServices = status.restrictedServices.toSorted();
  const resource: Resource<"gcp.accesscontextmanager.service-perimeter"> = {
    key: perimeterKey(perimeter),
    type: "gcp.accesscontextmanager.service-perimeter",
    name: perimeter.title || lastSegment(perimeter.name),
    account,
    region: null,
    tags: {},
    properties: {
      kind: perimeter.perimeterType === "PERIMETER_TYPE_BRIDGE" ? "bridge" : "regular",
      restrictedServices,
      resourceCount: status.resources.length,
      accessLevels: status.accessLevels,
      openIngress: status.ingressPolicies.flatMap(openIngress),
      dryRunOnly:
        status.restrictedServices.length === 0 && (perimeter.spec?.restrictedServices.length ?? 0) > 0,
    },
    facets: { enforced: restrictedServices.length > 0, coversAi: restrictedServices.some(isAiService) },
  };
  return { resources: [resource], relationships: [] };
}

const isAiService = (service: string): boolean =>
  /^(aiplatform|discoveryengine|dialogflow|notebooks|documentai|generativelanguage|ml)\.googleapis\.com$/.test(
    service,
  );

/** An ingress rule for whoever asks from wherever: the services it names are as open as without a perimeter. */
function openIngress({ ingressFrom, ingressTo }: z.infer<typeof Ingress>): string[] {
  const anybody = ingressFrom?.identityType === "ANY_IDENTITY";
  const anywhere = (ingressFrom?.sources ?? []).some(({ accessLevel }) => accessLevel === "*");
  if (!anybody || !anywhere) return [];
  return (ingressTo?.operations ?? []).flatMap(({ serviceName }) => serviceName ?? []);
}
