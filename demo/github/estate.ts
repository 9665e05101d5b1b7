import { z } from "zod";

import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { daysAgo, nothingThere, told } from "../rest.ts";
import { changeLogAnswer } from "./change-log.ts";
import { host, organization } from "./names.ts";
import { organizationAnswers } from "./organization-answers.ts";
import { repositories, type Repository } from "./repositories.ts";

const rulesetId = 7_120_455;

/** What GitHub would answer about the organization acme-insurance, as it is and once it is fixed. */
export function answer(call: ProviderCall, variant: "as-is" | "fixed"): unknown {
  const operation = `${call.service}:${call.operation}`;
  if (operation === "orgs:get-audit-log") return changeLogAnswer(variant);
  const ofOrganization = organizationAnswers(operation, call.input);
  if (ofOrganization !== null) return ofOrganization;
  const all = repositories(variant === "fixed");
  const { repo } = call.input;
  if (repo === undefined) return ofAll(call, operation, all);
  const repository = all.find(({ name }) => name === repo);
  if (!repository) throw new Error(`The estate has no repository ${JSON.stringify(repo)}`);
  return ofRepository(call, operation, repository);
}

function ofAll(call: ProviderCall, operation: string, all: readonly Repository[]): unknown {
  switch (operation) {
    case "repos:list-for-org":
      return told(all.map(listed));
    case "secret-scanning:list-alerts-for-org":
      return told(
        all.flatMap(({ name, leaks = [] }) =>
          leaks.map((secret_type, at) => ({
            number: at + 1,
            state: "open",
            secret_type,
            secret_type_display_name: "Azure OpenAI Key",
            validity: "active",
            created_at: daysAgo(12),
            repository: { name, full_name: `${organization}/${name}` },
          })),
        ),
      );
    case "dependabot:list-alerts-for-org":
    case "code-scanning:list-alerts-for-org":
      return told([]);
    default:
      throw new Error(`The estate does not answer ${operation}`);
  }
}

const listed = ({ name, id, language, owner, topics = [], archived = false }: Repository) => ({
  id,
  name,
  full_name: `${organization}/${name}`,
  html_url: `${host}/${organization}/${name}`,
  private: true,
  visibility: "private",
  default_branch: "main",
  archived,
  disabled: false,
  language,
  topics,
  allow_forking: false,
  custom_properties: { owner },
  security_and_analysis: {
    secret_scanning: { status: "enabled" },
    secret_scanning_push_protection: { status: "enabled" },
    dependabot_security_updates: { status: "enabled" },
  },
  pushed_at: daysAgo(archived ? 900 : 2),
});

function ofRepository(call: ProviderCall, operation: string, repository: Repository): unknown {
  const { name, archived = false, workflows = {}, environments = [], secretNames = [] } = repository;
  switch (operation) {
    case "repos:get-branch-protection":
      return nothingThere(call, "Branch not protected");
    case "repos:get-branch-rules":
      return told(repository.unprotected ? [] : branchRules);
    case "repos:get-repo-ruleset":
      return told({
        id: rulesetId,
        name: "Default branches",
        target: "branch",
        source_type: "Organization",
        source: organization,
        enforcement: "active",
        bypass_actors: [],
      });
    case "repos:list-deploy-keys":
      return told([]);
    case "repos:get-all-environments":
      return told({ total_count: environments.length, environments: environments.map(environment) });
    case "repos:check-vulnerability-alerts":
      return archived ? nothingThere(call, "Vulnerability alerts are disabled.") : told(null);
    case "repos:codeowners-errors":
      return told({ errors: [] });
    case "actions:list-repo-secrets":
      return told({
        total_count: secretNames.length,
        secrets: secretNames.map((secret) => ({
          name: secret,
          created_at: daysAgo(200),
          updated_at: daysAgo(40),
        })),
      });
    case "actions:get-custom-oidc-sub-claim-for-repo":
      return told({ use_default: true });
    case "actions:get-github-actions-default-workflow-permissions-repository":
      return told({ default_workflow_permissions: "read", can_approve_pull_request_reviews: false });
    case "dependency-graph:export-sbom":
      return told(bom(repository));
    case "code-scanning:list-recent-analyses":
      return archived
        ? nothingThere(call, "no analysis found")
        : told([
            { ref: "refs/heads/main", tool: { name: "CodeQL" }, created_at: daysAgo(2), results_count: 0 },
          ]);
    case "actions:list-repo-workflows":
      return told({
        total_count: Object.keys(workflows).length,
        workflows: Object.keys(workflows).map((file, at) => ({
          id: repository.id + at,
          name: file.replace(".yml", ""),
          path: `.github/workflows/${file}`,
          state: "active",
        })),
      });
    case "repos:get-content":
      return content(call, workflows);
    default:
      throw new Error(`The estate does not answer ${operation} about ${name}`);
  }
}

const branchRules = [
  {
    type: "pull_request",
    ruleset_source_type: "Organization",
    ruleset_source: organization,
    ruleset_id: rulesetId,
    parameters: {
      required_approving_review_count: 1,
      require_code_owner_review: true,
      dismiss_stale_reviews_on_push: true,
      require_last_push_approval: true,
    },
  },
  {
    type: "required_status_checks",
    ruleset_source_type: "Organization",
    ruleset_source: organization,
    ruleset_id: rulesetId,
    parameters: { strict_required_status_checks_policy: true, required_status_checks: [{ context: "test" }] },
  },
  {
    type: "non_fast_forward",
    ruleset_source_type: "Organization",
    ruleset_source: organization,
    ruleset_id: rulesetId,
  },
];

const environment = (name: string, at: number) => ({
  id: 3_301_100 + at,
  name,
  protection_rules: [
    {
      id: 18_220 + at,
      type: "required_reviewers",
      prevent_self_review: true,
      reviewers: [{ type: "Team", reviewer: { name: "release-approvers", slug: "release-approvers" } }],
    },
    { id: 18_260 + at, type: "branch_policy" },
  ],
  deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
});

const bom = ({ name, packages = [] }: Repository) => ({
  sbom: {
    SPDXID: "SPDXRef-DOCUMENT",
    spdxVersion: "SPDX-2.3",
    name: `com.github.${organization}/${name}`,
    packages: packages.map((purl, at) => ({
      SPDXID: `SPDXRef-${at}`,
      name: purl,
      externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purl }],
    })),
  },
});

function content(call: ProviderCall, workflows: Readonly<Record<string, string>>): unknown {
  const path = z.string().parse(call.input["path"]);
  const text = workflows[path.replace(".github/workflows/", "")];
  if (text === undefined) return nothingThere(call, "Not Found");
  return told({
    type: "file",
    encoding: "base64",
    size: text.length,
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    content: Buffer.from(text).toString("base64"),
  });
}
