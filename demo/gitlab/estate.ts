import { z } from "zod";

import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { daysAgo, nothingThere, told } from "../rest.ts";
import { people } from "../workforce.ts";
import { group, host, projects, type Project } from "./projects.ts";

/** What the actuaries' own GitLab would answer. It is kept well, as it is and once everything is fixed. */
export function answer(call: ProviderCall): unknown {
  const operation = `${call.service}:${call.operation}`;
  if (call.service === "groups") return ofGroup(call, operation);
  const project = projects.find(({ id }) => String(id) === call.input["project"]);
  if (!project) throw new Error(`The estate has no project ${JSON.stringify(call.input["project"])}`);
  return ofProject(call, operation, project);
}

const top = {
  id: 41,
  full_path: group,
  path: group,
  name: "Actuarial Department",
  web_url: `${host}/groups/${group}`,
  visibility: "private",
  parent_id: null,
  project_creation_level: "maintainer",
  share_with_group_lock: true,
  require_two_factor_authentication: true,
  two_factor_grace_period: 48,
};

function ofGroup(call: ProviderCall, operation: string): unknown {
  switch (operation) {
    case "groups:list-connected":
      return told([top]);
    case "groups:get":
      return told(top);
    case "groups:list-descendant-groups":
      return told([
        {
          ...top,
          id: 44,
          full_path: `${group}/pricing`,
          path: "pricing",
          name: "Pricing Models",
          web_url: `${host}/groups/${group}/pricing`,
          parent_id: 41,
        },
      ]);
    case "groups:list-members":
      return told(
        people.map(({ name, number }) => ({
          id: 100 + number,
          username: name,
          name,
          state: "active",
          access_level: number <= 2 ? 50 : 30,
        })),
      );
    case "groups:list-variables":
      return told([
        {
          variable_type: "env_var",
          key: "MLFLOW_TRACKING_URI",
          value: null,
          protected: true,
          masked: false,
          hidden: false,
          raw: true,
          environment_scope: "*",
        },
      ]);
    case "groups:list-access-tokens":
      return told(call.input["group"] === group ? [readerToken] : []);
    case "groups:list-protected-environments":
      return told([
        {
          name: "production",
          deploy_access_levels: [{ id: 1, access_level: 40, access_level_description: "Maintainers" }],
          required_approval_count: 0,
          approval_rules: [{ id: 1, access_level: 40, required_approvals: 1 }],
        },
      ]);
    case "groups:list-audit-events":
    case "groups:list-deploy-tokens":
      return told([]);
    case "groups:list-projects":
      return told(projects.map(listed));
    default:
      throw new Error(`The estate does not answer ${operation}`);
  }
}

const readerToken = {
  id: 7001,
  name: "nacre-reader",
  revoked: false,
  active: true,
  created_at: daysAgo(40),
  last_used_at: daysAgo(0),
  expires_at: daysAgo(-140).slice(0, 10),
  scopes: ["read_api"],
  access_level: 50,
  user_id: 170,
};

const listed = ({ id, path, topics = [], archived = false }: Project) => ({
  id,
  name: path.slice(path.lastIndexOf("/") + 1),
  path_with_namespace: `${group}/${path}`,
  web_url: `${host}/${group}/${path}`,
  visibility: "private",
  default_branch: "main",
  empty_repo: false,
  archived,
  topics,
  repository_access_level: "enabled",
  builds_access_level: "private",
  public_jobs: false,
  shared_runners_enabled: true,
  ci_config_path: "",
  ci_push_repository_for_job_token_allowed: false,
  ci_id_token_sub_claim_components: ["project_path", "ref_type", "ref"],
  secret_push_protection_enabled: true,
  last_activity_at: daysAgo(archived ? 700 : 1),
});

function ofProject(call: ProviderCall, operation: string, project: Project): unknown {
  const { files = {}, merged, includes = [], variables = [] } = project;
  switch (operation) {
    case "projects:list-protected-branches":
      return told([
        {
          id: project.id,
          name: "main",
          push_access_levels: [{ id: 1, access_level: 0, access_level_description: "No one" }],
          merge_access_levels: [{ id: 1, access_level: 40, access_level_description: "Maintainers" }],
          allow_force_push: false,
          code_owner_approval_required: true,
        },
      ]);
    case "projects:list-approval-rules":
      return told([
        {
          id: project.id,
          name: "Model risk",
          rule_type: "regular",
          approvals_required: 2,
          protected_branches: [],
          applies_to_all_protected_branches: true,
        },
      ]);
    case "projects:get-approvals":
      return told({ reset_approvals_on_push: true, merge_requests_author_approval: false });
    case "projects:get-job-token-scope":
      return told({ inbound_enabled: true, outbound_enabled: false });
    case "projects:list-job-token-projects":
      return told([listed(project)]);
    case "projects:list-job-token-groups":
      return told([{ id: 41, name: top.name, web_url: top.web_url }]);
    case "projects:list-environments":
      return told(
        variables.length === 0 ? [] : [{ id: 1, name: "production", tier: "production", state: "available" }],
      );
    case "projects:list-protected-environments":
      return told([]);
    case "projects:list-variables":
      return told(
        variables.map((key) => ({
          variable_type: "env_var",
          key,
          value: "[redacted]",
          protected: true,
          masked: true,
          hidden: false,
          raw: true,
          environment_scope: "production",
        })),
      );
    case "projects:list-audit-events":
    case "projects:list-vulnerability-findings":
    case "projects:list-access-tokens":
    case "projects:list-deploy-tokens":
    case "projects:list-deploy-keys":
      return told([]);
    case "projects:list-tree":
      return tree(call, Object.keys(files));
    case "projects:get-file":
      return content(call, files);
    case "projects:get-ci-lint":
      return told({ valid: true, merged_yaml: merged ?? "", errors: [], warnings: [], includes });
    default:
      throw new Error(`The estate does not answer ${operation} about ${project.path}`);
  }
}

function tree(call: ProviderCall, paths: readonly string[]): unknown {
  const folder = call.input["path"];
  const base = typeof folder === "string" ? `${folder}/` : "";
  const inside = paths.filter((path) => path.startsWith(base)).map((path) => path.slice(base.length));
  const names = [...new Set(inside.map((path) => path.split("/")[0] ?? ""))].toSorted();
  return told(
    names.map((name) => ({
      name,
      type: inside.includes(name) ? "blob" : "tree",
      path: `${base}${name}`,
      mode: inside.includes(name) ? "100644" : "040000",
    })),
  );
}

function content(call: ProviderCall, files: Readonly<Record<string, string>>): unknown {
  const path = z.string().parse(call.input["path"]);
  const text = files[path];
  if (text === undefined) return nothingThere(call, "404 File Not Found");
  return told({
    file_name: path.slice(path.lastIndexOf("/") + 1),
    file_path: path,
    size: text.length,
    encoding: "base64",
    ref: "main",
    content: Buffer.from(text).toString("base64"),
  });
}
