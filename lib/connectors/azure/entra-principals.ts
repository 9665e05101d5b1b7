import type { Grant, Trust } from "#lib/domain/ability.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import type { Application, DirectoryAnswers, DirectoryObject } from "./directory-answers.ts";
import { withUnknown } from "../normalized.ts";

type Principal = Resource<"azure.entra.principal">;
type Credential = Principal["properties"]["credentials"][number];

/** What a principal may do here, as its role assignments say. */
export type Standing = { principalType: string | null; roles: string[]; grants: Grant[] };

export const principalKey = (principalId: string, account: string): string =>
  `/subscriptions/${account}/providers/microsoft.authorization/principals/${principalId}`.toLowerCase();

const kinds: Record<string, Principal["facets"]["kind"]> = {
  User: "user",
  Group: "group",
  ForeignGroup: "group",
  ServicePrincipal: "service-account",
};
const typeByOdata: Record<string, string> = {
  "#microsoft.graph.user": "User",
  "#microsoft.graph.group": "Group",
  "#microsoft.graph.servicePrincipal": "ServicePrincipal",
};

/** Somebody with a role here, or in a group that has one, who is no managed identity of this subscription. */
export function entraPrincipal(
  principalId: string,
  account: string,
  standing: Standing,
  directory: DirectoryAnswers,
): Principal {
  const object = directory.objects.get(principalId.toLowerCase());
  const principalType = standing.principalType ?? typeByOdata[object?.["@odata.type"] ?? ""] ?? "Unknown";
  const kind = kinds[principalType] ?? "service-account";
  const app = kind === "service-account" ? applicationOf(object, directory) : notAnApplication;
  return withUnknown(
    {
      key: principalKey(principalId, account),
      type: "azure.entra.principal",
      name: object?.displayName || `${principalType} ${principalId}`,
      account,
      region: null,
      tags: {},
      properties: {
        principalId,
        principalType,
        roles: standing.roles,
        signInName: object?.userPrincipalName ?? null,
        // Guests are written as their own address in the tenant that invited them.
        guest: object?.userPrincipalName?.includes("#EXT#") === true,
        applicationId: object?.appId ?? null,
        ownApplication: app.own,
        registrationId: app.registrationId,
        owners: app.owners,
        credentials: app.credentials,
      },
      facets: {
        kind,
        grants: standing.grants,
        trusts: app.trusts,
        longLivedKeyCount: app.credentials.filter(isLongLived).length,
        lastUsedAt: null,
      },
    },
    {
      ...(kind === "group" ? {} : { "facets.lastUsedAt": signInsNotAsked }),
      "facets.trusts": app.trustsUnknown,
      "facets.longLivedKeyCount": app.unknown,
      "properties.credentials": app.unknown,
      "properties.ownApplication": app.unknown,
      "properties.registrationId": app.unknown,
      "properties.owners": app.ownersUnknown,
      "properties.guest": kind === "user" ? directory.objectsUnknown : null,
    },
  );
}

type AppFacts = {
  own: boolean;
  registrationId: string | null;
  owners: string[];
  credentials: Credential[];
  trusts: Trust[];
  unknown: Unknown | null;
  trustsUnknown: Unknown | null;
  ownersUnknown: Unknown | null;
};
const notAnApplication: AppFacts = {
  own: false,
  registrationId: null,
  owners: [],
  credentials: [],
  trusts: [],
  unknown: null,
  trustsUnknown: null,
  ownersUnknown: null,
};

/** An application of another tenant keeps its secrets there; here it has only those of its service principal. */
function applicationOf(object: DirectoryObject | undefined, directory: DirectoryAnswers): AppFacts {
  const untold = directory.objectsUnknown ?? directory.applicationsUnknown ?? (object ? null : notThere);
  if (untold) return { ...notAnApplication, unknown: untold, trustsUnknown: untold, ownersUnknown: untold };
  const found = directory.applications.get((object?.appId ?? "").toLowerCase());
  return {
    own: found !== undefined,
    registrationId: found?.application.id.toLowerCase() ?? null,
    owners: (found?.owners.value?.value ?? []).map(({ id }) => id.toLowerCase()),
    credentials: [...credentialsOf(found?.application), ...credentialsOf(object)],
    trusts: (found?.federations.value?.value ?? []).map(({ issuer, subject }) => ({
      kind: "federation",
      principal: `${issuer} ${subject ?? "*"}`,
      conditional: Boolean(subject),
    })),
    unknown: null,
    trustsUnknown: found?.federations.unknown ?? null,
    ownersUnknown: found?.owners.unknown ?? null,
  };
}

type Held = Pick<Application, "passwordCredentials" | "keyCredentials">;
const credentialsOf = (holder: Held | undefined): Credential[] => [
  ...(holder?.passwordCredentials ?? []).map((each) => credentialOf(each, "secret")),
  ...(holder?.keyCredentials ?? []).map((each) => credentialOf(each, "certificate")),
];

type RawCredential = NonNullable<Held["keyCredentials"]>[number];
const credentialOf = (raw: RawCredential, kind: Credential["kind"]): Credential => ({
  id: raw.keyId,
  kind,
  startsAt: raw.startDateTime ?? null,
  endsAt: raw.endDateTime ?? null,
});

const yearMs = 366 * 86_400_000;

/** Entra gives every credential an end. One further off than a year outlives whoever made it. */
export function isLongLived({ startsAt, endsAt }: Credential): boolean {
  const [start, end] = [Date.parse(startsAt ?? ""), Date.parse(endsAt ?? "")];
  return Number.isNaN(end) || Number.isNaN(start) || end - start > yearMs;
}

const notThere: Unknown = {
  reason: "failed",
  call: "Microsoft.Graph:DirectoryObjects_GetByIds",
  permission: null,
  message: "The directory was not asked about it, or knows it no more",
};

const signInsNotAsked: Unknown = {
  reason: "unsupported",
  call: "Microsoft.Graph:SignIns_List",
  permission: null,
  message: "When it last signed in is in the sign-in log, which is not read",
};
