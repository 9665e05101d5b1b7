import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { purviewReader } from "./permission-kinds.ts";

/** Which host answers: the resource manager, a search service's, Microsoft Graph, a Foundry project's, a storage account's, or Purview's. */
export type Host = "management" | "search" | "graph" | "project" | "blob" | "purview";

/** One operation of Azure's REST interfaces: where it is, how its pages follow each other, and what it needs. */
export type Operation = {
  method: "GET" | "POST";
  /** `{id}` is a resource id given as it stands; any other name is one path segment. */
  path: string;
  /** Microsoft Graph has its version in the path. */
  apiVersion: string | null;
  /** An action of a role, or a permission of Microsoft Graph. */
  permission: string;
  /** `link`: `{ value, nextLink }`. `cursor`: `{ data, has_more, last_id }`. Pages are joined into one answer. */
  paging: "none" | "link" | "cursor";
  host: Host;
  /** Of what grows for ever, newest first, only so many pages are asked for; the rest is left out. */
  newestPages?: number;
  /** Reads what a store holds: its names, or an object of which only counts leave the client. Off unless allowed. */
  sample?: "names" | "object";
  /** More of the query, from what was asked. Throws `ProviderError` on what it cannot ask. */
  query?: (call: ProviderCall) => Readonly<Record<string, string>>;
};

export const get = (path: string, apiVersion: string, permission: string): Operation => ({
  method: "GET",
  path,
  apiVersion,
  permission,
  paging: "none",
  host: "management",
});
export const list = (path: string, apiVersion: string, permission: string): Operation => ({
  ...get(path, apiVersion, permission),
  paging: "link",
});
export const post = (path: string, apiVersion: string, permission: string): Operation => ({
  ...get(path, apiVersion, permission),
  method: "POST",
});
export const search = (path: string, permission: string): Operation => ({
  ...list(path, "2024-07-01", permission),
  host: "search",
});
/** Microsoft Graph: one object. Its permissions are the application permissions an administrator consents to. */
export const graphGet = (path: string, permission: string): Operation => ({
  ...get(path, "", permission),
  apiVersion: null,
  host: "graph",
});
export const graphList = (path: string, permission: string): Operation => ({
  ...graphGet(path, permission),
  paging: "link",
});
/** A Foundry project's own address. Its permissions are data actions of a role. */
export const project = (path: string, permission: string): Operation => ({
  ...get(path, "v1", permission),
  paging: "cursor",
  host: "project",
});
/** The Data Map of a Purview account, at the account's own address. */
export const dataMap = (path: string): Operation => ({
  ...post(path, "2023-09-01", purviewReader),
  host: "purview",
});
/** A storage account's own address, asked for what its containers hold. */
export const blob = (path: string, sample: "names" | "object"): Operation => ({
  ...get(path, "", "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"),
  apiVersion: null,
  host: "blob",
  sample,
});
