import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { readServedKinds } from "./discovery.ts";
import { listOf, Metadata, texts, word } from "./metadata.ts";
import { tryList } from "./listing.ts";
import { runningContainers } from "./pod-spec.ts";
import { identity, undecided, type Proof } from "./server-proof.ts";
import type { Workload } from "./workload-source.ts";

const group = "security.istio.io";
export const meshPermissions = [`list authorizationpolicies.${group}`];

const names = listOf(z.string());
const PeerSource = z.object({
  source: z
    .object({ principals: names, requestPrincipals: names, namespaces: names, serviceAccounts: names })
    .nullish()
    .transform((value) => value ?? undefined),
});
/** https://istio.io/latest/docs/reference/config/security/authorization-policy/ */
const AuthorizationPolicy = z.object({
  metadata: Metadata,
  spec: z
    .object({
      action: word,
      selector: z
        .object({ matchLabels: texts })
        .nullish()
        .transform((value) => value ?? undefined),
      rules: listOf(z.object({ from: listOf(PeerSource) })),
    })
    .nullish()
    .transform((value) => value ?? { action: undefined, selector: undefined, rules: [] }),
});
type AuthorizationPolicy = z.infer<typeof AuthorizationPolicy>;

export type ReadMesh = (workload: Pick<Workload, "metadata" | "podLabels" | "spec">) => {
  proof: Proof | null;
  unknown: Unknown | null;
};

/** Whom a service mesh lets through to a workload; null where it stands in front of nothing. */
export async function readMesh(source: Source): Promise<ReadMesh> {
  const served = await readServedKinds(source);
  if (!served.has(group)) return () => ({ proof: null, unknown: null });
  const { items, unknown } = await tryList(
    source,
    group,
    "authorizationpolicies",
    AuthorizationPolicy,
    served.input(group),
  );
  return (workload) => {
    if (!isInMesh(workload)) return { proof: null, unknown: null };
    if (unknown) return { proof: null, unknown };
    return { proof: proofOf(items.filter((policy) => holdsFor(policy, workload))), unknown: null };
  };
}

const isInMesh = ({ spec, podLabels }: Pick<Workload, "spec" | "podLabels">): boolean =>
  podLabels["istio.io/dataplane-mode"] === "ambient" ||
  [...runningContainers(spec), ...spec.initContainers].some(({ name }) => name === "istio-proxy");

const holdsFor = (
  { metadata, spec }: AuthorizationPolicy,
  workload: Pick<Workload, "metadata" | "podLabels">,
): boolean =>
  (metadata.namespace === workload.metadata.namespace || metadata.namespace === "istio-system") &&
  Object.entries(spec.selector?.matchLabels ?? {}).every(([key, value]) => workload.podLabels[key] === value);

/** Policies that allow add up: each of their rules must name who it lets in. */
function proofOf(policies: readonly AuthorizationPolicy[]): Proof | null {
  const allowing = policies.filter(({ spec }) => (spec.action ?? "ALLOW") === "ALLOW");
  const named = allowing.map(({ metadata }) => metadata.name).join(", ");
  if (allowing.length > 0) {
    const isNarrow = allowing.every(({ spec }) =>
      spec.rules.every(({ from }) => from.length > 0 && from.every(namesSomebody)),
    );
    return isNarrow ? identity(`The mesh lets in only whom ${named} names`) : null;
  }
  return policies.some(({ spec }) => spec.action === "CUSTOM" || spec.action === "DENY")
    ? undecided("A policy of the mesh refuses some callers")
    : null;
}

const namesSomebody = ({ source }: z.infer<typeof PeerSource>): boolean =>
  source !== undefined &&
  [source.principals, source.requestPrincipals, source.namespaces, source.serviceAccounts].some((list) =>
    list.some((name) => name !== "*"),
  );
