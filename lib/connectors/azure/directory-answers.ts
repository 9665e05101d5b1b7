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

/** What Microsoft Graph tells of the principals that hold roles, or why it did not. */
export type DirectoryAnswers = {
  objects: ReadonlyMap<string, DirectoryObject>;
  objectsUnknown: Unknown | null;
  /** By application id. */
  applications: ReadonlyMap<
    string,
    { application: Application; federations: Detail<{ value: AppFederations }> }
  >;
  applicationsUnknown: Unknown | null;
};

const idsAtOnce = 1_000;
const appsAtOnce = 15;

export async function readDirectory(
  source: Source,
  principalIds: readonly string[],
): Promise<DirectoryAnswers> {
  const ids = [...new Set(principalIds.map((id) => id.toLowerCase()))].toSorted();
  const objects = await objectsOf(source, ids);
  // Whoever may not read the directory is asked for nothing more of it: each question would be refused alike.
  if (objects.value === null)
    return {
      objects: new Map(),
      objectsUnknown: objects.unknown,
      applications: new Map(),
      applicationsUnknown: objects.unknown,
    };
  const appIds = objects.value.flatMap(({ appId, servicePrincipalType }) =>
    appId && servicePrincipalType === "Application" ? [appId] : [],
  );
  return {
    objects: new Map(objects.value.map((object) => [object.id.toLowerCase(), object])),
    objectsUnknown: null,
    ...(await applicationsOf(source, [...new Set(appIds)].toSorted())),
  };
}

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
  const applications = new Map<
    string,
    { application: Application; federations: Detail<{ value: AppFederations }> }
  >();
  for (const some of inPieces(appIds, appsAtOnce)) {
    const answer = await detail(
      source,
      { service, operation: "Applications_List" },
      { appIds: some },
      Applications,
    );
    if (answer.unknown) return { applications, applicationsUnknown: answer.unknown };
    const federations = { service, operation: "Applications_ListFederatedIdentityCredentials" };
    const told = await Promise.all(
      (answer.value?.value ?? []).map(async (application) => ({
        application,
        federations: await detail(source, federations, { applicationId: application.id }, Federations),
      })),
    );
    for (const each of told) applications.set(each.application.appId.toLowerCase(), each);
  }
  return { applications, applicationsUnknown: null };
}

const inPieces = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
