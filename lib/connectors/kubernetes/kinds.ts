import type { ProviderCall } from "#lib/domain/provider-call.ts";

/** Resources that every cluster serves, by API group, with the version that is asked. */
const versions: Readonly<Record<string, string>> = {
  core: "v1",
  apps: "v1",
  batch: "v1",
  "networking.k8s.io": "v1",
  "rbac.authorization.k8s.io": "v1",
};

/** Asked as a table, which tells names and types of secrets and never their content. */
const tableAccept = "application/json;as=Table;v=v1;g=meta.k8s.io";
const name = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const resource = /^[a-z][a-z0-9]{0,62}$/;
const version = /^v[0-9]+((alpha|beta)[0-9]+)?$/;

export type KubernetesRequest = { path: string; accept: string };

/**
 * Turns a call into a request. The service is the API group (`core` for the group without a name), the operation
 * `<resources>.list` or `<resources>.get`; `apis.list` and `version.get` ask the server about itself.
 */
export function toRequest({ service, operation, input }: ProviderCall): KubernetesRequest {
  const accept = "application/json";
  if (operation === "apis.list") return { path: "/apis", accept };
  if (operation === "version.get") return { path: "/version", accept };
  const [plural = "", verb = ""] = operation.split(".");
  if (!resource.test(plural) || (verb !== "list" && verb !== "get"))
    throw new Error(`Operation ${service}:${operation} is not declared`);
  const base = `${groupPath(service, input["version"])}${namespacePath(input["namespace"])}/${plural}`;
  if (verb === "get") return { path: `${base}/${checked(input["name"], name)}`, accept };
  const query = new URLSearchParams();
  const { limit, continue: place } = input;
  if (typeof limit === "number") query.set("limit", String(limit));
  if (typeof place === "string") query.set("continue", place);
  const isSecrets = service === "core" && plural === "secrets";
  if (isSecrets) query.set("includeObject", "Metadata");
  const tail = query.size > 0 ? `?${query.toString()}` : "";
  return { path: `${base}${tail}`, accept: isSecrets ? tableAccept : accept };
}

function groupPath(group: string, asked: unknown): string {
  const chosen = versions[group] ?? checked(asked, version);
  return group === "core" ? `/api/${chosen}` : `/apis/${checked(group, name)}/${chosen}`;
}

const namespacePath = (namespace: unknown): string =>
  namespace === undefined ? "" : `/namespaces/${checked(namespace, name)}`;

function checked(value: unknown, pattern: RegExp): string {
  if (typeof value === "string" && pattern.test(value)) return value;
  throw new Error(`${String(value)} is no name in the Kubernetes API`);
}

/** A permission in the words of `kubectl auth can-i`: `list deployments.apps`. */
export function permissionOf(service: string, operation: string): string | null {
  const [plural = "", verb = ""] = operation.split(".");
  if (operation === "apis.list" || operation === "version.get") return null;
  return `${verb} ${plural}${service === "core" ? "" : `.${service}`}`;
}
