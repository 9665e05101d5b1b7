import { permissionsFor, type Operations } from "../rest/request.ts";

const repo = "/repos/{account}/{repo}";

/** Every call the collectors make, by GitHub's own names, with the right of a fine-grained token that it needs. */
export const operations: Operations = {
  "orgs:list-for-authenticated-user": { path: "/user/orgs", permission: "organization members: read" },
  "orgs:get": { path: "/orgs/{org}", permission: "organization administration: read" },
  "orgs:get-audit-log": {
    path: "/orgs/{account}/audit-log",
    permission: "organization administration: read",
  },
  "orgs:list-members": { path: "/orgs/{account}/members", permission: "organization members: read" },
  "orgs:list-app-installations": {
    path: "/orgs/{account}/installations",
    permission: "organization administration: read",
  },
  "actions:get-github-actions-permissions-organization": {
    path: "/orgs/{account}/actions/permissions",
    permission: "organization administration: read",
  },
  "actions:get-github-actions-default-workflow-permissions-organization": {
    path: "/orgs/{account}/actions/permissions/workflow",
    permission: "organization administration: read",
  },
  "oidc:get-oidc-custom-sub-template-for-org": {
    path: "/orgs/{account}/actions/oidc/customization/sub",
    permission: "organization administration: read",
  },
  "repos:list-for-org": { path: "/orgs/{account}/repos", permission: "metadata: read" },
  "repos:get-branch-rules": { path: `${repo}/rules/branches/{branch}`, permission: "metadata: read" },
  "repos:get-repo-ruleset": { path: `${repo}/rulesets/{ruleset}`, permission: "metadata: read" },
  "repos:get-branch-protection": {
    path: `${repo}/branches/{branch}/protection`,
    permission: "administration: read",
  },
  "repos:list-deploy-keys": { path: `${repo}/keys`, permission: "administration: read" },
  "repos:get-all-environments": { path: `${repo}/environments`, permission: "actions: read" },
  "repos:check-vulnerability-alerts": {
    path: `${repo}/vulnerability-alerts`,
    permission: "administration: read",
  },
  "repos:codeowners-errors": { path: `${repo}/codeowners/errors`, permission: "contents: read" },
  "repos:get-content": { path: `${repo}/contents/{+path}`, permission: "contents: read" },
  "actions:list-repo-secrets": { path: `${repo}/actions/secrets`, permission: "secrets: read" },
  "actions:list-repo-workflows": { path: `${repo}/actions/workflows`, permission: "actions: read" },
  "actions:get-custom-oidc-sub-claim-for-repo": {
    path: `${repo}/actions/oidc/customization/sub`,
    permission: "actions: read",
  },
  "actions:get-github-actions-default-workflow-permissions-repository": {
    path: `${repo}/actions/permissions/workflow`,
    permission: "administration: read",
  },
  "dependency-graph:export-sbom": {
    path: `${repo}/dependency-graph/sbom`,
    permission: "contents: read",
  },
  "code-scanning:list-recent-analyses": {
    path: `${repo}/code-scanning/analyses`,
    permission: "code scanning alerts: read",
  },
  "code-scanning:list-alerts-for-org": {
    path: "/orgs/{account}/code-scanning/alerts",
    permission: "code scanning alerts: read",
  },
  "dependabot:list-alerts-for-org": {
    path: "/orgs/{account}/dependabot/alerts",
    permission: "dependabot alerts: read",
  },
  "secret-scanning:list-alerts-for-org": {
    path: "/orgs/{account}/secret-scanning/alerts",
    permission: "secret scanning alerts: read",
  },
};

export const permissions = (...names: string[]): string[] => permissionsFor(operations, ...names);
