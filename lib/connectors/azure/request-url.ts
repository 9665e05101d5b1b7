import { ProviderError, type ProviderCall } from "#lib/domain/provider-call.ts";
import { cloudAt, isProjectHost } from "./clouds.ts";
import type { Operation } from "./operation.ts";

/** The address of a call. Nothing of it can lead to another host, climb out of its path or add to its query. */
export function urlOf(call: ProviderCall, operation: Operation, endpoint: string): URL {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => segmentOf(call, name));
  const url = new URL(baseOf(call, operation, endpoint) + path);
  if (operation.apiVersion !== null) url.searchParams.set("api-version", operation.apiVersion);
  for (const [name, value] of Object.entries(operation.query?.(call) ?? {}))
    url.searchParams.set(name, value);
  return url;
}

function baseOf(call: ProviderCall, { host }: Operation, endpoint: string): string {
  switch (host) {
    case "management":
      return new URL(endpoint).origin;
    case "graph":
      return cloudAt(endpoint).graph;
    case "search":
      return searchHost(call, endpoint);
    case "project":
      return projectBase(call);
    case "blob":
      return blobBase(call, endpoint);
    case "purview":
      return purviewHost(call, endpoint);
  }
}

function segmentOf(call: ProviderCall, name: string): string {
  if (name === "subscriptionId") return encodeURIComponent(call.account);
  const given = call.input[name];
  if (name === "container" && isContainer(given)) return encodeURIComponent(given);
  if (name === "blob" && isBlobName(given)) return given.split("/").map(encodeURIComponent).join("/");
  if (name === "id" && typeof given === "string" && isResourceId(given)) return encodeURI(given);
  if (name !== "id" && typeof given === "string" && isSegment(given)) return encodeURIComponent(given);
  throw new ProviderError("failed", call, `${name} is not a resource id`);
}

const isResourceId = (id: string): boolean =>
  /^\/subscriptions\/[^?#]+$/i.test(id) && !id.split("/").includes("..");

/** Names of things in Azure and their ids: no slash, and not only dots. */
const isSegment = (name: string): boolean => /^[\w.()-]{1,260}$/.test(name) && !/^\.+$/.test(name);

const isContainer = (name: unknown): name is string =>
  typeof name === "string" && /^(\$web|\$root|[a-z0-9][a-z0-9-]{2,62})$/.test(name);

/** A name with `..` in it could be taken for another place. */
export const isBlobName = (name: unknown): name is string =>
  typeof name === "string" &&
  name.length > 0 &&
  name.length <= 1_024 &&
  name.split("/").every((part) => part !== "" && part !== "." && part !== "..");

/** A storage account has a host of its own; where all of Azure is on this machine, a path of its own. */
function blobBase(call: ProviderCall, endpoint: string): string {
  const name = call.input["accountName"];
  if (typeof name !== "string" || !/^[a-z0-9]{3,24}$/.test(name))
    throw new ProviderError("failed", call, "accountName is not the name of a storage account");
  const { origin } = new URL(endpoint);
  return isLoopback(new URL(endpoint))
    ? `${origin}/${name}`
    : `https://${name}.${cloudAt(endpoint).blobSuffix}`;
}

export const isLoopback = (url: URL): boolean =>
  ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname) && url.protocol === "http:";

function searchHost(call: ProviderCall, endpoint: string): string {
  const name = call.input["serviceName"];
  if (typeof name !== "string" || !/^[a-z0-9-]{2,60}$/.test(name))
    throw new ProviderError("failed", call, "serviceName is not the name of a search service");
  return `https://${name}.${cloudAt(endpoint).searchSuffix}`;
}

function purviewHost(call: ProviderCall, endpoint: string): string {
  const name = call.input["accountName"];
  if (typeof name !== "string" || !/^[A-Za-z0-9][A-Za-z0-9-]{1,61}[A-Za-z0-9]$/.test(name))
    throw new ProviderError("failed", call, "accountName is not the name of a Purview account");
  return `https://${name.toLowerCase()}.${cloudAt(endpoint).purviewSuffix}`;
}

/** A project says itself where it answers, so that address is believed only where it is one of Microsoft's. */
function projectBase(call: ProviderCall): string {
  const given = call.input["endpoint"];
  const url = typeof given === "string" && URL.canParse(given) ? new URL(given) : null;
  const isProject =
    url?.protocol === "https:" &&
    url.port === "" &&
    isProjectHost(url.hostname) &&
    /^\/api\/projects\/[\w.-]{1,64}$/.test(url.pathname);
  if (!isProject) throw new ProviderError("failed", call, "endpoint is not the address of a project");
  return `${url.origin}${url.pathname}`;
}
