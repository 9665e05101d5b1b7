import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { aiTopicsIn } from "../ai-packages.ts";
import { untold } from "../rest/facts.ts";
import type { Alerts } from "./alerts.ts";
import { hostOf, keyOf, type ListedRepository } from "./keys.ts";
import { repositorySubject, type SubjectForm } from "./oidc.ts";
import type { Environment, RulesAnswer } from "./repository-answers.ts";
import { withUnknown } from "../normalized.ts";

/** What was asked about one repository. Each answer is a value, or why it is unknown. */
export type RepositoryAnswers = {
  rules: RulesAnswer;
  codeOwners: Answered<boolean>;
  dependencyAlerts: Answered<boolean>;
  codeScanning: Answered<boolean>;
  aiPackages: Answered<readonly string[]>;
  environments: Answered<readonly Environment[]>;
  secretNames: Answered<readonly string[]>;
  subjectForm: Answered<SubjectForm>;
};
type Answered<T> = { value: T; unknown: Unknown | null };

export function toRepository(
  listed: ListedRepository,
  account: string,
  answers: RepositoryAnswers,
  alerts: Alerts,
): Resource<"github.repository"> {
  const key = keyOf(listed.html_url);
  const scanning = listed.security_and_analysis;
  const found = alerts.of(listed.name);
  const { rules } = answers.rules;
  const resource: Resource<"github.repository"> = {
    key,
    type: "github.repository",
    name: listed.name,
    account,
    region: null,
    tags: tagsOf(listed.custom_properties),
    properties: {
      visibility: visibilityOf(listed),
      defaultBranch: listed.default_branch ?? "main",
      archived: listed.archived,
      language: listed.language ?? null,
      topics: listed.topics,
      approvals: rules?.approvals ?? 0,
      requiresCodeOwnerReview: rules?.requiresCodeOwnerReview ?? false,
      dismissesStaleReviews: rules?.dismissesStaleReviews ?? false,
      requiresStatusChecks: rules?.requiresStatusChecks ?? false,
      allowsForcePush: rules?.allowsForcePush ?? true,
      bypassers: rules?.bypassers ?? [],
      pushProtection: scanning?.secret_scanning_push_protection?.status === "enabled",
      dependencyAlerts: answers.dependencyAlerts.value,
      codeScanning: answers.codeScanning.value,
      alerts: {
        criticalDependencies: found.criticalDependencies,
        maliciousDependencies: found.maliciousDependencies,
        promptInjection: found.promptInjection,
        modelOutputExecution: found.modelOutputExecution,
      },
      environments: answers.environments.value.map(toEnvironment),
      secretNames: [...answers.secretNames.value],
      subjectClaims: [...(answers.subjectForm.value?.claims ?? [])],
      allowsForking: listed.allow_forking,
    },
    facets: {
      publicRead: visibilityOf(listed) === "public",
      reviewRequired: (rules?.approvals ?? 0) > 0,
      secretScanning: scanning?.secret_scanning?.status === "enabled",
      codeOwners: answers.codeOwners.value,
      addresses: [key],
      aiSigns: [
        ...answers.aiPackages.value.map((name) => `depends on ${name}`),
        ...aiTopicsIn(listed.topics).map((topic) => `carries the topic ${topic}`),
      ],
      leakedSecrets: found.leakedSecrets,
      federation: [repositorySubject(hostOf(listed.html_url), listed, answers.subjectForm.value)],
    },
  };
  return withUnknown(resource, unknownsOf(answers, alerts, scanning));
}

function unknownsOf(
  answers: RepositoryAnswers,
  alerts: Alerts,
  scanning: ListedRepository["security_and_analysis"],
): Record<string, Unknown | null> {
  const hidden = scanning
    ? null
    : {
        ...untold("repos:list-for-org", hiddenSettings),
        reason: "denied" as const,
        permission: "administration: read",
      };
  const rules = answers.rules.unknown;
  // Topics alone may show what it is; that there are none is no proof while its packages are not known.
  const signs = answers.aiPackages.unknown;
  return {
    "facets.reviewRequired": rules,
    "properties.approvals": rules,
    "properties.requiresCodeOwnerReview": rules,
    "properties.dismissesStaleReviews": rules,
    "properties.requiresStatusChecks": rules,
    "properties.allowsForcePush": rules,
    "properties.bypassers": rules ?? answers.rules.bypassUnknown,
    "facets.secretScanning": hidden,
    "properties.pushProtection": hidden,
    "facets.codeOwners": answers.codeOwners.unknown,
    "facets.aiSigns": signs,
    "facets.leakedSecrets": alerts.secretsUnknown,
    "facets.federation": answers.subjectForm.unknown,
    "properties.subjectClaims": answers.subjectForm.unknown,
    "properties.dependencyAlerts": answers.dependencyAlerts.unknown,
    "properties.codeScanning": answers.codeScanning.unknown,
    "properties.alerts": alerts.dependenciesUnknown ?? alerts.codeUnknown,
    "properties.environments": answers.environments.unknown,
    "properties.secretNames": answers.secretNames.unknown,
  };
}

const hiddenSettings = "Security settings are listed for administrators of the repository only";

const visibilityOf = ({ visibility, private: isPrivate }: ListedRepository): string =>
  visibility ?? (isPrivate ? "private" : "public");

/** The organization's own properties of a repository are its tags. */
const tagsOf = (properties: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]): [string, string][] => {
      if (typeof value === "string") return [[name, value]];
      return Array.isArray(value) ? [[name, value.map(String).join(", ")]] : [];
    }),
  );

export const toEnvironment = ({ name, protection_rules, deployment_branch_policy }: Environment) => ({
  name,
  reviewers: protection_rules
    .filter(({ type }) => type === "required_reviewers")
    .reduce((count, { reviewers }) => count + (reviewers?.length ?? 0), 0),
  branchesLimited: deployment_branch_policy !== null && deployment_branch_policy !== undefined,
});
