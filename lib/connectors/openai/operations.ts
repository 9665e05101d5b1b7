import { permissionsFor, type Operations } from "../rest/request.ts";

const project = "/v1/organization/projects/{project}";

/** Every call the collectors make, by OpenAI's own operation names, with the right of an admin key that it needs. */
export const operations: Operations = {
  "organization:list-projects": { path: "/v1/organization/projects", permission: "projects: read" },
  "organization:list-users": { path: "/v1/organization/users", permission: "users: read" },
  "organization:list-invites": { path: "/v1/organization/invites", permission: "invites: read" },
  "organization:admin-api-keys-list": {
    path: "/v1/organization/admin_api_keys",
    permission: "admin API keys: read",
  },
  "organization:list-audit-logs": { path: "/v1/organization/audit_logs", permission: "audit logs: read" },
  "organization:retrieve-data-retention": {
    path: "/v1/organization/data_retention",
    permission: "data retention: read",
  },
  "organization:retrieve-spend-limit": {
    path: "/v1/organization/spend_limit",
    permission: "spend limits: read",
  },
  "organization:list-spend-alerts": {
    path: "/v1/organization/spend_alerts",
    permission: "spend alerts: read",
  },
  "organization:usage-completions": {
    path: "/v1/organization/usage/completions",
    permission: "usage: read",
  },
  "projects:list-users": { path: `${project}/users`, permission: "projects: read" },
  "projects:list-service-accounts": { path: `${project}/service_accounts`, permission: "projects: read" },
  "projects:list-api-keys": { path: `${project}/api_keys`, permission: "API keys: read" },
  "projects:list-rate-limits": { path: `${project}/rate_limits`, permission: "projects: read" },
  "projects:retrieve-model-permissions": {
    path: `${project}/model_permissions`,
    permission: "projects: read",
  },
  "projects:retrieve-hosted-tool-permissions": {
    path: `${project}/hosted_tool_permissions`,
    permission: "projects: read",
  },
  "projects:retrieve-data-retention": {
    path: `${project}/data_retention`,
    permission: "data retention: read",
  },
  "projects:retrieve-spend-limit": { path: `${project}/spend_limit`, permission: "spend limits: read" },
  "projects:list-spend-alerts": { path: `${project}/spend_alerts`, permission: "spend alerts: read" },
};

export const permissions = (...names: string[]): string[] => permissionsFor(operations, ...names);
