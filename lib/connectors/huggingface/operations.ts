import { permissionsFor, type Operations } from "../rest/request.ts";

const organization = "/api/organizations/{account}";
const contents = "read access to the contents of all repositories of the organization";

/** Every call the collectors make, with the right of a fine-grained token that it needs, in Hugging Face's words. */
export const operations: Operations = {
  "users:whoami": { path: "/api/whoami-v2", permission: "any token" },
  "organizations:get-overview": { path: `${organization}/overview`, permission: "any token" },
  "organizations:list-members": {
    path: `${organization}/members`,
    permission: "read access to the organization's settings, of an administrator",
  },
  "organizations:list-resource-groups": {
    path: `${organization}/resource-groups`,
    permission: "read access to the organization's settings, of an administrator",
  },
  "users:list-webhooks": {
    path: "/api/settings/webhooks",
    permission: "read access to the webhooks of the token's owner",
  },
  "models:list": { path: "/api/models", permission: contents },
  "models:get": { path: "/api/models/{+repo}", permission: contents },
  "datasets:list": { path: "/api/datasets", permission: contents },
  "datasets:get": { path: "/api/datasets/{+repo}", permission: contents },
  "spaces:list": { path: "/api/spaces", permission: contents },
  "spaces:get": { path: "/api/spaces/{+repo}", permission: contents },
  "spaces:get-variables": {
    path: "/api/spaces/{+repo}/variables",
    permission: "write access to the settings of Spaces",
  },
  "spaces:get-secrets": {
    path: "/api/spaces/{+repo}/secrets",
    permission: "write access to the settings of Spaces",
  },
  "endpoints:list": {
    path: "/v2/endpoint/{account}",
    permission: "read access to the organization's inference endpoints",
  },
};

export const permissions = (...names: string[]): string[] => permissionsFor(operations, ...names);
