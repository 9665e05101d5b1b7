import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detail, type Detail } from "./detail.ts";

const service = "Microsoft.Graph";

const Credential = z.object({
  keyId: z.string(),
  startDateTime: z.string().nullish(),
  endDateTime: z.string().nullish(),
});
const Credentials = z.array(Credential).nullish();

/** What the directory tells of a user, a group or a service principal. */
export const DirectoryObject = z.object({
  "@odata.type": z.string().nullish(),
  id: z.string(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  appId: z.string().nullish(),
  appOwnerOrganizationId: z.string().nullish(),
  servicePrincipalType: z.string().nullish(),
  passwordCredentials: Credentials,
  keyCredentials: Credentials,
});
export type DirectoryObject = z.infer<typeof DirectoryObject>;
const DirectoryObjects = z.object({ value: z.array(DirectoryObject) });

const Application = z.object({
  id: z.string(),
  appId: z.string(),
  passwordCredentials: Credentials,
  keyCredentials: Credentials,
});
export type Application = z.infer<typeof Application>;
const Applications = z.object({ value: z.array(Application) });

const Federations = z.object({
  value: z.array(z.object({ issuer: z.string(), subject: z.string().nullish() })),
});
export type AppFederations = z.infer<typeof Federations>["value"];

/** An application registered in the tenant, with who signs in as it from elsewhere and who owns it. */
export type Registered = {
  application: Application;
  federations: Detail<{ value: AppFederations }>;
  owners: Detail<{ value: DirectoryObject[] }>;
};

/** What Microsoft Graph tells of the principals that hold roles, or why it did not. */
export type DirectoryAnswers = {
  objects: ReadonlyMap<string, DirectoryObject>;
  objectsUnknown: Unknown | null;
  /** By application id. */
  applications: ReadonlyMap<string, Registered>;
  applicationsUnknown: Unknown | null;
};

const idsAtOnce = 1_000;
const appsAtOnce = 15;

export async function readDirectory(
  source: Source,
  principalIds: readonly string[],
): Promise<DirectoryAnswers> {
  const objects = new Map<string, DirectoryObject>();
  const applications = new Map<string, Registered>();
  let wanted = inOrder(principalIds);
  for (let round = 0; round < roundsMax && wanted.length > 0; round++) {
    const found = await objectsOf(source, wanted);
    // Whoever may not read the directory is asked for nothing more of it: each question would be refused alike.
    if (found.value === null)
      return { objects, objectsUnknown: found.unknown, applications, applicationsUnknown: found.unknown };
    for (const object of found.value) objects.set(object.id.toLowerCase(), object);
    const more = await applicationsOf(source, inOrder(found.value.flatMap(appIdsOf)));
    for (const [appId, application] of more.applications) applications.set(appId, application);
    if (more.applicationsUnknown)
      return { objects, objectsUnknown: null, applications, applicationsUnknown: more.applicationsUnknown };
    wanted = ownersOf(more.applications).filter((id) => !objects.has(id));
  }
  return { objects, objectsUnknown: null, applications, applicationsUnknown: null };
}

/** An application may own another, and so on; further away than this it is not told. */
const roundsMax = 3;

const inOrder = (ids: readonly string[]): string[] =>
  [...new Set(ids.map((id) => id.toLowerCase()))].toSorted();

const appIdsOf = ({ appId, servicePrincipalType }: DirectoryObject): string[] =>
  appId && servicePrincipalType === "Application" ? [appId] : [];

/** Principals that own one of the applications. */
export const ownersOf = (applications: DirectoryAnswers["applications"]): string[] =>
  inOrder(
    [...applications.values()].flatMap(({ owners }) => (owners.value?.value ?? []).map(({ id }) => id)),
  );

type Objects = { value: DirectoryObject[]; unknown: null } | { value: null; unknown: Unknown };

async function objectsOf(source: Source, ids: readonly string[]): Promise<Objects> {
  const found: DirectoryObject[] = [];
  for (const some of inPieces(ids, idsAtOnce)) {
    const answer = await detail(
      source,
      { service, operation: "DirectoryObjects_GetByIds" },
      { body: { ids: some } },
      DirectoryObjects,
    );
    if (answer.unknown) return { value: null, unknown: answer.unknown };
    found.push(...(answer.value?.value ?? []));
  }
  return { value: found, unknown: null };
}

async function applicationsOf(source: Source, appIds: readonly string[]) {
  const applications = new Map<string, Registered>();
  for (const some of inPieces(appIds, appsAtOnce)) {
    const answer = await detail(
      source,
      { service, operation: "Applications_List" },
      { appIds: some },
      Applications,
    );
    if (answer.unknown) return { applications, applicationsUnknown: answer.unknown };
    const told = await Promise.all(
      (answer.value?.value ?? []).map((application) => registered(source, application)),
    );
    for (const each of told) applications.set(each.application.appId.toLowerCase(), each);
  }
  return { applications, applicationsUnknown: null };
}

async function registered(source: Source, application: Application): Promise<Registered> {
  const input = { applicationId: application.id };
  const federations = { service, operation: "Applications_ListFederatedIdentityCredentials" };
  return {
    application,
    federations: await detail(source, federations, input, Federations),
    owners: await detail(source, { service, operation: "Applications_ListOwners" }, input, DirectoryObjects),
  };
}

const inPieces = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
