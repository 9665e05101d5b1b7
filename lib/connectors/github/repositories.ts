import { z } from "zod";

import type { Batch, Collector, Source } from "#lib/domain/connector.ts";
import { ageOf } from "#lib/domain/credential-age.ts";
import type { ProviderError } from "#lib/domain/provider-call.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { aiPackagesIn } from "../ai-packages.ts";
import {
  detail,
  detailList,
  eachParent,
  isAnswered,
  isNotFound,
  parsed,
  type Detail,
} from "../rest/detail.ts";
import { toIso } from "../rest/facts.ts";
import { listLinked } from "../rest/listing.ts";
import { alertCalls, readAlerts, type Alerts } from "./alerts.ts";
import { readOnlyRules } from "./branch-rules.ts";
import { keyOf, ListedRepository } from "./keys.ts";
import { SubjectTemplate, subjectFormOf } from "./oidc.ts";
import { permissions } from "./operations.ts";
import { DeployKey, readBranchRules, readDeployKeys, readEnvironments } from "./repository-answers.ts";
import { toRepository, type RepositoryAnswers } from "./repository-record.ts";
import { normalizeEach } from "../normalized.ts";

export const repositories: Collector = {
  id: "repositories",
  title: "Repositories and deploy keys",
  per: "account",
  produces: ["github.repository", "github.deploy-key", "contains"],
  permissions: permissions(
    "repos:list-for-org",
    ...alertCalls,
    "oidc:get-oidc-custom-sub-template-for-org",
    "repos:get-branch-rules",
    "repos:get-repo-ruleset",
    "repos:get-branch-protection",
    "repos:list-deploy-keys",
    "repos:get-all-environments",
    "repos:check-vulnerability-alerts",
    "repos:codeowners-errors",
    "actions:list-repo-secrets",
    "actions:get-custom-oidc-sub-claim-for-repo",
    "dependency-graph:export-sbom",
    "code-scanning:list-recent-analyses",
  ),
  collect: async function* (source) {
    const { listed, unparsed } = await listRepositories(source);
    yield { resources: [], relationships: [], unparsed };
    const [alerts, organizationClaims] = await Promise.all([
      readAlerts(source),
      detail(
        source,
        { service: "oidc", operation: "get-oidc-custom-sub-template-for-org" },
        {},
        SubjectTemplate,
        isNotFound,
      ),
    ]);
    yield* eachParent(source, listed, (repository) =>
      readRepository(source, repository, alerts, organizationClaims),
    );
  },
};

const listCall = { service: "repos", operation: "list-for-org" };

/** The organization's repositories; a record that is none is counted. */
export async function listRepositories(
  source: Source,
): Promise<{ listed: ListedRepository[]; unparsed: NonNullable<Batch["unparsed"]> }> {
  const { items } = await listLinked(source, listCall, { type: "all", per_page: 100 });
  const listed: ListedRepository[] = [];
  const { unparsed = [] } = normalizeEach("repos:list-for-org", items, (raw) => {
    listed.push(ListedRepository.parse(raw));
    return { resources: [], relationships: [] };
  });
  return { listed: listed.filter(({ disabled }) => !disabled), unparsed };
}

type ClaimsAnswer = Detail<z.infer<typeof SubjectTemplate>>;

async function readRepository(
  source: Source,
  listed: ListedRepository,
  alerts: Alerts,
  organizationClaims: ClaimsAnswer,
): Promise<Batch> {
  const repo = listed.name;
  const key = keyOf(listed.html_url);
  const [answers, keys] = await Promise.all([
    readAnswers(source, listed, organizationClaims),
    readDeployKeys(source, repo),
  ]);
  const repository = toRepository(listed, source.scope.account, answers, alerts);
  const held = normalizeEach("repos:list-deploy-keys", keys.items, (raw) =>
    normalizeDeployKey(raw, key, source.scope.account, keys.at),
  );
  return {
    resources: [repository, ...held.resources],
    relationships: [{ from: organizationKeyOf(listed), kind: "contains", to: key }, ...held.relationships],
    unparsed: held.unparsed ?? [],
  };
}

const organizationKeyOf = ({ html_url }: ListedRepository): string =>
  keyOf(html_url).split("/").slice(0, 2).join("/");

const Sbom = z.object({
  sbom: z.object({
    packages: z.array(
      z.looseObject({
        externalRefs: z.array(z.looseObject({ referenceLocator: z.string() })).default([]),
      }),
    ),
  }),
});
const Secret = z.object({ name: z.string() });

async function readAnswers(
  source: Source,
  listed: ListedRepository,
  organization: ClaimsAnswer,
): Promise<RepositoryAnswers> {
  const { name: repo, archived } = listed;
  const yesNo = (service: string, operation: string, saysNo: (error: ProviderError) => boolean, input = {}) =>
    isAnswered(source, { service, operation }, { repo, ...input }, saysNo);
  const [rules, codeOwners, dependencyAlerts, codeScanning, sbom, environments, secrets, claims] =
    await Promise.all([
      archived ? archivedRules : readBranchRules(source, listed),
      yesNo("repos", "codeowners-errors", isNotFound),
      yesNo("repos", "check-vulnerability-alerts", isNotFound),
      yesNo("code-scanning", "list-recent-analyses", saysNotScanned, { per_page: 1 }),
      detail(source, { service: "dependency-graph", operation: "export-sbom" }, { repo }, Sbom, isNotFound),
      readEnvironments(source, repo),
      readSecretNames(source, repo),
      detail(
        source,
        { service: "actions", operation: "get-custom-oidc-sub-claim-for-repo" },
        { repo },
        SubjectTemplate,
        isNotFound,
      ),
    ]);
  const form = subjectFormOf(claims.value, organization.value?.include_claim_keys ?? []);
  return {
    rules,
    codeOwners,
    dependencyAlerts,
    codeScanning,
    aiPackages: { value: aiPackagesIn(packageUrlsIn(sbom.value)), unknown: sbom.unknown },
    environments: { value: environments.value ?? [], unknown: environments.unknown },
    secretNames: { value: secrets.value ?? [], unknown: secrets.unknown },
    // Only where the repository leaves the choice to its organization does it matter what that chose.
    subjectForm: {
      value: form,
      unknown: claims.unknown ?? (form && !claims.value?.include_claim_keys ? organization.unknown : null),
    },
  };
}

const archivedRules = { rules: readOnlyRules, unknown: null, bypassUnknown: null };

/** Code scanning says in words that it is off, or that nothing was ever analyzed. */
const saysNotScanned = ({ reason, message }: ProviderError): boolean =>
  reason === "not-found" || (reason === "denied" && /not enabled|must be enabled/i.test(message));

async function readSecretNames(source: Source, repo: string): Promise<Detail<readonly string[]>> {
  const call = { service: "actions", operation: "list-repo-secrets" };
  const found = parsed(
    await detailList(() => listLinked(source, call, { repo, per_page: 100 }, "secrets"), isNotFound),
    Secret,
    call,
  );
  return found.value === null ? found : { value: found.value.map(({ name }) => name), unknown: null };
}

const packageUrlsIn = (sbom: z.infer<typeof Sbom> | null): string[] =>
  (sbom?.sbom.packages ?? []).flatMap(({ externalRefs }) =>
    externalRefs.map(({ referenceLocator }) => referenceLocator),
  );

export function normalizeDeployKey(raw: unknown, repository: string, account: string, at: string): Batch {
  const found = DeployKey.parse(raw);
  const dates = { createdAt: toIso(found.created_at), lastUsedAt: toIso(found.last_used) };
  const key = `${repository}/keys/${found.id}`;
  const resource: Resource<"github.deploy-key"> = {
    key,
    type: "github.deploy-key",
    name: found.title === "" ? `key ${found.id}` : found.title,
    account,
    region: null,
    tags: {},
    properties: { readOnly: found.read_only, addedBy: found.added_by ?? null, verified: found.verified },
    facets: {
      ...dates,
      expiresAt: null,
      owned: Boolean(found.added_by),
      // It opens one repository.
      restricted: true,
      administers: false,
      ...ageOf(dates, at),
    },
  };
  return { resources: [resource], relationships: [{ from: repository, kind: "contains", to: key }] };
}
