import { permissionsFor, type Operations } from "../rest/request.ts";

const admin = "an Admin API key";
const compliance = "read:compliance_activities";
const settings = "read:compliance_org_data";

/** Every call the collectors make. Anthropic's keys are not narrowed call by call, so a right is a kind of key. */
export const operations: Operations = {
  "organization:retrieve": { path: "/v1/organizations/me", permission: admin },
  "organization:users.list": { path: "/v1/organizations/users", permission: admin },
  "organization:invites.list": { path: "/v1/organizations/invites", permission: admin },
  "organization:workspaces.list": { path: "/v1/organizations/workspaces", permission: admin },
  "organization:workspaces.members.list": {
    path: "/v1/organizations/workspaces/{workspace}/members",
    permission: admin,
  },
  "organization:workspaces.rate_limits.list": {
    path: "/v1/organizations/workspaces/{workspace}/rate_limits",
    permission: admin,
  },
  "organization:api_keys.list": { path: "/v1/organizations/api_keys", permission: admin },
  "organization:spend_limits.list": { path: "/v1/organizations/spend_limits", permission: admin },
  "organization:usage_report.messages": {
    path: "/v1/organizations/usage_report/messages",
    permission: admin,
  },
  "organization:compliance_settings.retrieve": {
    path: "/v1/organizations/compliance_settings",
    permission: admin,
  },
  "compliance:activities.list": { path: "/v1/compliance/activities", permission: compliance },
  "compliance:organizations.settings.retrieve": {
    path: "/v1/compliance/organizations/{account}/settings",
    permission: settings,
  },
};

export const permissions = (...names: string[]): string[] => permissionsFor(operations, ...names);
