import { z } from "zod";

import type { Batch, Collector } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import {
  accountPermissions,
  mountsToken,
  readServiceAccounts,
  type ServiceAccounts,
} from "./account-source.ts";
import { actorUnknown, actsAs } from "./cloud-identity.ts";
import { readServedKinds } from "./discovery.ts";
import { isPinned } from "./image-reference.ts";
import { imageKey } from "./images.ts";
import { keyOf, workloadKey } from "./keys.ts";
import { incomplete, listAll, parseEach } from "./listing.ts";
import { Metadata, tagsOf } from "./metadata.ts";
import { podFacts } from "./pod-facts.ts";
import { PodTemplate } from "./pod-spec.ts";
import { policyPermissions, readIsolation, type ReadIsolation } from "./policy-source.ts";
import { undecidable, withUnknown } from "./undecidable.ts";

/** https://agent-sandbox.sigs.k8s.io: a sandbox runs, a template is what sandboxes are made from. */
const kinds = [
  { kind: "Sandbox", group: "agents.x-k8s.io", plural: "sandboxes" },
  { kind: "SandboxTemplate", group: "extensions.agents.x-k8s.io", plural: "sandboxtemplates" },
] as const;

const Sandbox = z.object({ metadata: Metadata, spec: z.object({ podTemplate: PodTemplate }) });
type Sandbox = z.infer<typeof Sandbox>;

export const agentSandboxes: Collector = {
  id: "agent-sandboxes",
  title: "Agent sandboxes",
  per: "account",
  produces: ["kubernetes.agent-sandbox", "runs-as", "pulls-image", "hosted-on"],
  permissions: [
    ...kinds.map(({ group, plural }) => `list ${plural}.${group}`),
    ...policyPermissions,
    ...accountPermissions,
  ],
  collect: async function* (source) {
    const served = await readServedKinds(source);
    if (served.unknown) throw incomplete(served.unknown);
    const isolationFor = await readIsolation(source);
    const accounts = await readServiceAccounts(source);
    for (const { kind, group, plural } of kinds) {
      if (!served.has(group)) continue;
      const raw = await listAll(source, group, plural, served.input(group));
      const { items, unparsed } = parseEach(`${group}:${plural}.list`, raw, Sandbox);
      const batches = items.map((sandbox) =>
        normalizeSandbox(source.scope.account, kind, sandbox, isolationFor, accounts),
      );
      yield {
        resources: batches.flatMap(({ resources }) => resources),
        relationships: batches.flatMap(({ relationships }) => relationships),
        unparsed,
      };
    }
  },
};

export function normalizeSandbox(
  account: string,
  kind: (typeof kinds)[number]["kind"],
  { metadata, spec: { podTemplate } }: Sandbox,
  isolationFor: ReadIsolation,
  accounts: ServiceAccounts,
): Batch {
  const { namespace, name } = metadata;
  const { spec } = podTemplate;
  const key = keyOf(account, `agent-${kind.toLowerCase()}s`, namespace, name);
  const isolation = isolationFor({ metadata, podLabels: podTemplate.metadata.labels, spec });
  const serviceAccount = accounts.find(namespace, spec.serviceAccountName ?? "default");
  const images = [...new Set(spec.containers.map(({ image }) => image))];
  const stated = spec.automountServiceAccountToken;
  const call = "core:pods.list";
  const resource: Resource<"kubernetes.agent-sandbox"> = {
    key,
    type: "kubernetes.agent-sandbox",
    name,
    account,
    region: null,
    tags: tagsOf(metadata),
    properties: {
      namespace,
      kind,
      runtimeClass: spec.runtimeClassName ?? null,
      images,
      unpinnedImages: images.filter((image) => !isPinned(image)),
      egressIsolated: isolation.egress,
      missingLimits: podFacts(spec).missingLimits,
      tokenMounted: mountsToken(spec, serviceAccount),
    },
    facets: {
      changesState: true,
      requiresConfirmation: false,
      authentication: "none",
      publicNetwork: false,
      hosts: [],
    },
    ...withUnknown({
      ...actorUnknown(spec, stated === undefined ? accounts.unknown : null),
      "properties.egressIsolated": isolation.unknownOf("egress"),
      "properties.tokenMounted": stated === undefined ? accounts.unknown : null,
      "facets.requiresConfirmation": undecidable(call, "Whether a person is asked is decided by the agent"),
      "facets.authentication": undecidable(
        call,
        "How a sandbox asks its callers is decided by what runs in it",
      ),
    }),
  };
  return {
    resources: [resource],
    relationships: [
      ...actsAs(account, key, namespace, spec, serviceAccount),
      ...images
        .filter((image) => image !== "")
        .map((image) => ({ from: key, kind: "pulls-image" as const, to: imageKey(account, image) })),
      ...(kind === "Sandbox"
        ? [{ from: key, kind: "hosted-on" as const, to: workloadKey(account, kind, namespace, name) }]
        : []),
    ],
  };
}
