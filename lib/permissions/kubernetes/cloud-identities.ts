import type { Trust } from "#lib/domain/ability.ts";
import type { ResourceGraph } from "#lib/domain/graph.ts";
import { underCondition, type Relationship } from "#lib/domain/relationship.ts";
import { isOfClass, type Resource } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import { overlap } from "../federation.ts";
import { kubernetesMember } from "../gcp/kubernetes-member.ts";
import { homeClusters, issuerOf, type HomeCluster } from "./home-cluster.ts";

type ServiceAccount = Resource<"kubernetes.service-account">;
type Account = { resource: ServiceAccount; namespace: string; name: string; home: HomeCluster | null };
/** An identity that lets an account in; `on` is what it still rests on. */
type Taken = { to: string; why: string; on: string | null };

const ofCluster = "the cluster that issues its tokens";
const ofAudience = "a pod that asks for a token for it";
const ofTrust = "whether its trust, which was not read, lets it in";

/**
 * Identities of clouds that service accounts take, and that their pods run as where the account names one. Told where
 * the identity's own side lets the account in; a name alone opens nothing.
 */
export function cloudIdentities(graph: ResourceGraph): Relationship[] {
  const homeOf = homeClusters(graph);
  const identities = readIdentities(graph);
  const pods = Map.groupBy(graph.all("kubernetes.workload"), ({ account, properties }) =>
    [account, properties.namespace, properties.serviceAccount].join("\n"),
  );
  return graph.all("kubernetes.service-account").flatMap((resource) => {
    const { namespace } = resource.properties;
    if (typeof namespace !== "string") return [];
    const name = resource.name.slice(resource.name.indexOf("/") + 1);
    const account: Account = { resource, namespace, name, home: homeOf(resource.account) };
    const named = [
      ...namedRole(account, identities),
      ...associatedRole(account, identities),
      ...namedAzure(account, identities),
      ...namedGoogle(account, identities),
    ];
    const running = pods.get([resource.account, namespace, name].join("\n")) ?? [];
    const told = new Set(named.map(({ to }) => to));
    const others = trustedAnyhow(account, identities).filter(({ to }) => !told.has(to));
    return [
      ...[...named, ...others].map((taken) => edge(resource.key, "can-assume", taken)),
      ...running.flatMap(({ key }) => named.map((taken) => edge(key, "runs-as", taken))),
    ];
  });
}

const edge = (from: string, kind: "can-assume" | "runs-as", { to, why, on }: Taken): Relationship => ({
  from,
  kind,
  to,
  reason: on === null ? why : `${why}${underCondition} on ${on}`,
});

type Identity = { key: string; name: string; trusts: readonly Trust[] | null };
type Identities = {
  byKey: (key: string) => Identity | null;
  byClient: ReadonlyMap<string, Identity>;
  byEmail: ReadonlyMap<string, Identity>;
  /** Roles that trust somebody's tokens, by the issuer. */
  federated: ReadonlyMap<string, readonly { identity: Identity; pattern: string }[]>;
};

const identityOf = (resource: Resource): Identity | null =>
  isOfClass(resource, "identity")
    ? { key: resource.key, name: resource.name, trusts: known(() => resource.facets.trusts) }
    : null;

function readIdentities(graph: ResourceGraph): Identities {
  const named = <T extends Resource>(resources: readonly T[], name: (resource: T) => unknown) =>
    new Map(
      resources.flatMap((resource) => {
        const text = name(resource);
        const identity = identityOf(resource);
        return typeof text === "string" && identity ? [[text.toLowerCase(), identity] as const] : [];
      }),
    );
  const roles = graph.all("aws.iam.role").flatMap((role) => identityOf(role) ?? []);
  return {
    byKey: (key) => {
      const resource = graph.get(key);
      return resource ? identityOf(resource) : null;
    },
    byClient: new Map([
      ...named(graph.all("azure.entra.principal"), ({ properties }) => properties.applicationId),
      ...named(graph.all("azure.managed-identity.identity"), ({ properties }) => properties.clientId),
    ]),
    byEmail: named(graph.all("gcp.iam.service-account"), ({ properties }) => properties.email),
    federated: Map.groupBy(
      roles.flatMap((identity) =>
        (identity.trusts ?? []).flatMap((trust) => {
          const { issuer, pattern } = tokenTrust(trust);
          return issuer ? [{ identity, pattern, issuer }] : [];
        }),
      ),
      ({ issuer }) => issuer,
    ),
  };
}

/** `issuer subject-pattern`, as federations are written. */
function tokenTrust({ kind, principal }: Trust): { issuer: string | null; pattern: string } {
  const space = principal.indexOf(" ");
  if (kind !== "federation" || space < 0) return { issuer: null, pattern: "" };
  return { issuer: issuerOf(principal.slice(0, space)), pattern: principal.slice(space + 1) };
}

const subjectOf = ({ namespace, name }: Account): string => `system:serviceaccount:${namespace}:${name}`;

/** Where the cluster's issuer is not known, a trust of some cluster may be one of this. */
function byTokens(account: Account, { key, name, trusts }: Identity, isLoose: boolean): Taken[] {
  const subject = subjectOf(account);
  const why = `${name} trusts ${subject}`;
  if (trusts === null) return [{ to: key, why: `${account.resource.name} names ${name}`, on: ofTrust }];
  const admitting = trusts.map(tokenTrust).filter(({ issuer, pattern }) => {
    if (issuer === null || !(isLoose ? overlap(pattern, subject) : pattern === subject)) return false;
    return pattern.startsWith("system:serviceaccount:") || issuer.startsWith("oidc.eks.");
  });
  const issuer = account.home?.issuer ?? null;
  if (issuer === null) return admitting.length > 0 ? [{ to: key, why, on: ofCluster }] : [];
  return admitting.some((trust) => trust.issuer === issuer) ? [{ to: key, why, on: null }] : [];
}

/** https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html */
function namedRole(account: Account, { byKey }: Identities): Taken[] {
  const role = byKey(account.resource.properties.awsRoleArn ?? "");
  return role ? byTokens(account, role, true) : [];
}

/** https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html */
function associatedRole({ home, namespace, name }: Account, { byKey }: Identities): Taken[] {
  return (home?.podIdentities ?? [])
    .filter((one) => one.namespace === namespace && one.serviceAccount === name)
    .flatMap(({ roleArn }): Taken[] => {
      const role = byKey(roleArn);
      if (!role) return [];
      const why = `EKS associates ${role.name} with ${namespace}/${name}`;
      if (role.trusts === null) return [{ to: role.key, why, on: ofTrust }];
      const trusts = role.trusts.filter(
        ({ kind, principal }) => kind === "service" && principal === "pods.eks.amazonaws.com",
      );
      if (trusts.length === 0) return [];
      const isSure = trusts.some(({ conditional }) => !conditional);
      return [{ to: role.key, why, on: isSure ? null : "what its trust asks of the call" }];
    });
}

/** https://learn.microsoft.com/azure/aks/workload-identity-overview */
function namedAzure(account: Account, { byClient }: Identities): Taken[] {
  const identity = byClient.get(account.resource.properties.azureClientId?.toLowerCase() ?? "");
  return identity ? byTokens(account, identity, false) : [];
}

/** https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity */
function namedGoogle({ resource, namespace, name, home }: Account, { byEmail }: Identities): Taken[] {
  const identity = byEmail.get(resource.properties.gcpServiceAccount?.toLowerCase() ?? "");
  if (!identity) return [];
  const { key: to, trusts } = identity;
  if (trusts === null) return [{ to, why: `${resource.name} names ${identity.name}`, on: ofTrust }];
  const projects = trusts.flatMap(({ principal }) => {
    const member = kubernetesMember(principal);
    if (!member) return [];
    const { project } = member;
    return member.means({ project, namespace, name, cluster: home?.cluster ?? null }) ? [project] : [];
  });
  const why = `${identity.name} trusts ${namespace}/${name}`;
  if (!home) return projects.length > 0 ? [{ to, why, on: ofCluster }] : [];
  return home.project !== null && projects.includes(home.project) ? [{ to, why, on: null }] : [];
}

/** A role that trusts the cluster's tokens for the account lets in whatever gets one, whether or not the account names it. */
function trustedAnyhow(account: Account, { federated }: Identities): Taken[] {
  const { issuer = null } = account.home ?? {};
  const subject = subjectOf(account);
  return (issuer === null ? [] : (federated.get(issuer) ?? []))
    .filter(({ pattern }) => overlap(pattern, subject))
    .map(({ identity }) => ({
      to: identity.key,
      why: `${identity.name} trusts ${subject}`,
      on: ofAudience,
    }));
}
