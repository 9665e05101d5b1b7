import { told } from "../rest.ts";
import { host, organization } from "./names.ts";

export const organizationAnswer = {
  login: organization,
  id: 90_418_223,
  name: "Acme Insurance",
  type: "Organization",
  html_url: `${host}/${organization}`,
  two_factor_requirement_enabled: true,
  default_repository_permission: "none",
  members_can_create_repositories: false,
  members_can_create_public_repositories: false,
  web_commit_signoff_required: false,
  created_at: "2018-04-03T09:12:44Z",
};

const owners = ["mara-lindqvist", "tobias-renn"].map((login, at) => ({
  login,
  id: 5_118_210 + at,
  type: "User",
  site_admin: false,
}));

export const organizationAnswers = (operation: string, input: Readonly<Record<string, unknown>>): unknown => {
  switch (operation) {
    case "orgs:list-for-authenticated-user":
      return told([organizationAnswer]);
    case "orgs:get":
      return told(organizationAnswer);
    case "orgs:list-members":
      return told(input["filter"] === "2fa_disabled" ? [] : owners);
    case "orgs:list-app-installations":
      return told({
        total_count: 1,
        installations: [
          {
            id: 41_220_981,
            app_slug: "acme-release-notes",
            repository_selection: "selected",
            suspended_at: null,
            permissions: { metadata: "read", contents: "read", pull_requests: "write" },
          },
        ],
      });
    case "actions:get-github-actions-permissions-organization":
      return told({ enabled_repositories: "all", allowed_actions: "selected", sha_pinning_required: true });
    case "actions:get-github-actions-default-workflow-permissions-organization":
      return told({ default_workflow_permissions: "read", can_approve_pull_request_reviews: false });
    case "oidc:get-oidc-custom-sub-template-for-org":
      return told({ include_claim_keys: ["repo", "context"] });
    default:
      return null;
  }
};
