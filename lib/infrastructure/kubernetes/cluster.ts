import { accountOf } from "#lib/connectors/kubernetes/keys.ts";
import { stripAnswer } from "#lib/connectors/kubernetes/strip.ts";
import { Answers, answering } from "../answers.ts";
import type { Opened } from "../collect.ts";
import { stableId } from "../declared.ts";
import { asRecord, valueAt } from "../record.ts";
import { doubtsOf } from "./doubts.ts";
import { pluralOf, type ManifestObject } from "./manifest-object.ts";
import { placesOf } from "./places.ts";
import { impliedPod } from "./pods-of.ts";

/** Objects that are applied to one cluster, and what that is called. */
export type DeclaredCluster = { name: string; objects: readonly ManifestObject[] };

/** Answers the collectors of a cluster out of what manifests declare. */
export function openDeclaredCluster({ name, objects }: DeclaredCluster): Opened {
  const answers = new Answers();
  const uid = stableId(name, 12);
  const account = accountOf(name, uid);
  answers.say(
    "kubeconfig:config.view",
    null,
    {},
    { "current-context": name, clusters: [{ name, cluster: { server: "" } }] },
  );
  answers.say(
    "core:namespaces.get",
    null,
    { name: "kube-system" },
    { metadata: { name: "kube-system", uid } },
  );
  answers.list("apis:apis.list", null, "groups", groupsOf(objects));
  answers.list("core:nodes.list", null, "items", [anyNode]);
  answers.list("rbac.authorization.k8s.io:clusterroles.list", null, "items", [clusterAdmin]);
  for (const object of objects) declare(answers, object);
  return {
    transport: answering(answers, ({ operation }) => (operation.endsWith(".list") ? { items: [] } : null)),
    places: placesOf(account, objects),
    undecided: [],
    untold: {},
    doubts: doubtsOf(account, objects),
  };
}

function declare(answers: Answers, object: ManifestObject): void {
  const { group, kind, namespace, name } = object;
  const call = `${group}:${pluralOf(kind)}.list`;
  if (kind === "Secret") return answers.list("core:secrets.list", null, "rows", [secretRow(object)]);
  const body = stripAnswer(object.body);
  answers.list(call, null, "items", [kind === "Service" && group === "core" ? withAddress(body) : body]);
  if (kind === "ConfigMap") answers.say("core:configmaps.get", null, { namespace, name }, asRecord(body));
  const pod = impliedPod(object);
  if (pod) answers.list("core:pods.list", null, "items", [pod]);
}

const groupsOf = (objects: readonly ManifestObject[]) =>
  [...new Map(objects.map(({ group, version }) => [group, version]))]
    .filter(([group]) => group !== "core")
    .map(([name, version]) => ({ name, preferredVersion: { version } }));

/** Names and types alone, as the API is asked for them: what a secret holds is nobody's to read here. */
function secretRow({ body }: ManifestObject) {
  const entries = { ...asRecord(body["data"]), ...asRecord(body["stringData"]) };
  const { name } = asRecord(body["metadata"]);
  const type = typeof body["type"] === "string" ? body["type"] : "Opaque";
  return stripAnswer({
    cells: [name, type, Object.keys(entries).length, ""],
    object: { metadata: body["metadata"] },
  });
}

/** A balancer gets an address as soon as it is applied, and a public one unless its settings say otherwise. */
function withAddress(body: unknown): unknown {
  if (valueAt(body, "spec", "type") !== "LoadBalancer") return body;
  const known = valueAt(body, "status", "loadBalancer", "ingress");
  if (Array.isArray(known) && known.length > 0) return body;
  return { ...asRecord(body), status: { loadBalancer: { ingress: [{ hostname: "known-after-apply" }] } } };
}

/** Of a cloud, so that what rests on there being none is not taken for sure. */
const anyNode = { metadata: { name: "planned" }, spec: { providerID: "azure:///planned" }, status: {} };

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles */
const clusterAdmin = {
  metadata: { name: "cluster-admin" },
  rules: [
    { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
    { nonResourceURLs: ["*"], verbs: ["*"] },
  ],
};
