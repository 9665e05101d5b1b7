import type { FederationSubject } from "#lib/domain/federation.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { aiTopicsIn } from "../ai-packages.ts";
import { approvalsOf, rulesOf } from "./branch-rules.ts";
import { defaultBranchOf, issuerOf, keyOf, type ListedProject } from "./keys.ts";
import type { ProjectAnswers } from "./project-answers.ts";
import { namesOf } from "./variables.ts";
import { withUnknown } from "../normalized.ts";

export function toProject(
  listed: ListedProject,
  account: string,
  answers: ProjectAnswers,
): Resource<"gitlab.project"> {
  const key = keyOf(listed.web_url);
  const branch = defaultBranchOf(listed);
  const rules = rulesOf(branch ?? "", answers.branches.value ?? []);
  const approvals = approvalsOf(
    branch ?? "",
    answers.approvalRules.value ?? [],
    answers.approvalSettings.value?.merge_requests_author_approval === true,
  );
  const variables = namesOf(answers.variables.value ?? []);
  const resource: Resource<"gitlab.project"> = {
    key,
    type: "gitlab.project",
    name: listed.name,
    account,
    region: null,
    tags: {},
    properties: {
      visibility: listed.visibility,
      defaultBranch: branch,
      archived: listed.archived,
      topics: listed.topics,
      approvals,
      requiresCodeOwnerReview: rules.requiresCodeOwnerReview,
      allowsForcePush: rules.allowsForcePush,
      defaultBranchProtected: rules.protected,
      unprotectedVariables: variables.unprotected,
      unmaskedVariables: variables.unmasked,
      jobTokenOpen: answers.jobToken.open.value,
      jobTokenOutsiders: answers.jobToken.outsiders.value,
      environments: answers.deployments.value,
      sharedRunners: listed.shared_runners_enabled === true,
      pipelinesPublic: listed.public_jobs === true,
    },
    facets: {
      publicRead: listed.visibility === "public",
      // Nobody can change what is archived, or a branch that is not there.
      reviewRequired: listed.archived || branch === null || (approvals > 0 && !rules.takesPushes),
      secretScanning: listed.secret_push_protection_enabled === true,
      codeOwners: answers.codeOwners.value,
      addresses: [key],
      aiSigns: [
        ...answers.aiPackages.value.map((name) => `depends on ${name}`),
        ...aiTopicsIn(listed.topics).map((topic) => `carries the topic ${topic}`),
      ],
      leakedSecrets: answers.leakedSecrets.value,
      federation: [subjectOf(listed)],
    },
  };
  return withUnknown(resource, unknownsOf(listed, answers));
}

function unknownsOf(listed: ListedProject, answers: ProjectAnswers): Record<string, Unknown | null> {
  const branches = answers.branches.unknown;
  const approvals = answers.approvalRules.unknown ?? answers.approvalSettings.unknown;
  const fixed = listed.archived || defaultBranchOf(listed) === null;
  const hidden = (value: unknown) => (typeof value === "boolean" ? null : maintainersOnly);
  return {
    "properties.approvals": approvals,
    "properties.requiresCodeOwnerReview": branches,
    "properties.allowsForcePush": branches,
    "properties.defaultBranchProtected": branches,
    "facets.reviewRequired": fixed ? null : (branches ?? approvals),
    "properties.unprotectedVariables": answers.variables.unknown,
    "properties.unmaskedVariables": answers.variables.unknown,
    "properties.jobTokenOpen": answers.jobToken.open.unknown,
    "properties.jobTokenOutsiders": answers.jobToken.outsiders.unknown,
    "properties.environments": answers.deployments.unknown,
    "properties.sharedRunners": hidden(listed.shared_runners_enabled),
    "properties.pipelinesPublic": hidden(listed.public_jobs),
    // A scanner that runs as a job finds secrets, too, whatever refuses them on the way in.
    "facets.secretScanning": hidden(listed.secret_push_protection_enabled),
    "facets.codeOwners": answers.codeOwners.unknown,
    "facets.aiSigns": answers.aiPackages.unknown,
    "facets.leakedSecrets": answers.leakedSecrets.unknown,
  };
}

const maintainersOnly: Unknown = {
  reason: "denied",
  call: "groups:list-projects",
  permission: "read_api with the role Maintainer",
  message: "This setting is shown to maintainers of the project only",
};

/** What any job of the project may present. https://docs.gitlab.com/ci/secrets/id_token_authentication/ */
export function subjectOf(listed: ListedProject): FederationSubject {
  const path = listed.path_with_namespace;
  const values: Readonly<Record<string, string>> = { project_path: path };
  const parts = listed.ci_id_token_sub_claim_components ?? ["project_path", "ref_type", "ref"];
  return {
    issuer: issuerOf(listed.web_url, path),
    subject: parts.map((part) => `${part}:${values[part] ?? "*"}`).join(":"),
    claims: { project_path: path, namespace_path: path.slice(0, path.lastIndexOf("/")) },
  };
}
