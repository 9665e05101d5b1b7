import { permissionsFor, type Operations } from "../rest/request.ts";

const group = "/groups/{group}";
const project = "/projects/{project}";
const developer = "read_api with the role Developer";
const maintainer = "read_api with the role Maintainer";
const owner = "read_api with the role Owner";

/** Every call the collectors make, with the scope of a token and the role that it needs. */
export const operations: Operations = {
  "groups:get": { path: group, permission: owner },
  "groups:list-descendant-groups": { path: `${group}/descendant_groups`, permission: developer },
  "groups:list-members": { path: `${group}/members/all`, permission: developer },
  "groups:list-variables": { path: `${group}/variables`, permission: owner },
  "groups:list-access-tokens": { path: `${group}/access_tokens`, permission: owner },
  "groups:list-deploy-tokens": { path: `${group}/deploy_tokens`, permission: maintainer },
  "groups:list-audit-events": { path: `${group}/audit_events`, permission: `${owner}, with Premium` },
  "projects:list-audit-events": {
    path: `${project}/audit_events`,
    permission: `${maintainer}, with Premium`,
  },
  "groups:list-projects": { path: `${group}/projects`, permission: maintainer },
  "projects:list-protected-branches": { path: `${project}/protected_branches`, permission: maintainer },
  "projects:list-approval-rules": { path: `${project}/approval_rules`, permission: developer },
  "projects:get-approvals": { path: `${project}/approvals`, permission: developer },
  "projects:get-job-token-scope": { path: `${project}/job_token_scope`, permission: maintainer },
  "projects:list-job-token-projects": {
    path: `${project}/job_token_scope/allowlist`,
    permission: maintainer,
  },
  "projects:list-job-token-groups": {
    path: `${project}/job_token_scope/groups_allowlist`,
    permission: maintainer,
  },
  "groups:list-protected-environments": { path: `${group}/protected_environments`, permission: maintainer },
  "projects:list-environments": { path: `${project}/environments`, permission: developer },
  "projects:list-protected-environments": {
    path: `${project}/protected_environments`,
    permission: maintainer,
  },
  "projects:list-variables": { path: `${project}/variables`, permission: maintainer },
  "projects:list-access-tokens": { path: `${project}/access_tokens`, permission: maintainer },
  "projects:list-deploy-tokens": { path: `${project}/deploy_tokens`, permission: maintainer },
  "projects:list-deploy-keys": { path: `${project}/deploy_keys`, permission: maintainer },
  "projects:list-vulnerability-findings": {
    path: `${project}/vulnerability_findings`,
    permission: developer,
  },
  "projects:list-tree": { path: `${project}/repository/tree`, permission: developer },
  "projects:get-file": { path: `${project}/repository/files/{path}`, permission: developer },
  "projects:get-ci-lint": { path: `${project}/ci/lint`, permission: developer },
};

export const permissions = (...names: string[]): string[] => permissionsFor(operations, ...names);
