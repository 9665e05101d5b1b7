import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { batchOf, mapConcurrently, withUnknowns } from "./batch.ts";
import { edgesFrom } from "./edges.ts";
import { existing, isPresent } from "./existing.ts";
import { textOf } from "./listed.ts";
import { detailItems, itemsOf, pages, type Unknowns } from "./pages.ts";
import { arnIn } from "./partition.ts";
import { domainKey } from "./sagemaker-domains.ts";
import { securityGroupKeys } from "./sagemaker-records.ts";

/** `DescribeUserProfile`. */
const RawProfile = z.object({
  UserProfileArn: z.string(),
  UserProfileName: z.string(),
  DomainId: z.string(),
  Status: z.string(),
  UserSettings: z
    .object({ ExecutionRole: z.string().optional(), SecurityGroups: z.array(z.string()).optional() })
    .optional(),
});
/** One of `ListSpaces`. */
const RawSpace = z.object({
  DomainId: z.string(),
  SpaceName: z.string(),
  Status: z.string(),
  SpaceSettingsSummary: z.object({ RemoteAccess: z.string().optional() }).optional(),
  SpaceSharingSettingsSummary: z.object({ SharingType: z.string().optional() }).optional(),
  OwnershipSettingsSummary: z.object({ OwnerUserProfileName: z.string().optional() }).optional(),
});
/** One of `ListApps`. */
const RawApp = z.object({
  DomainId: z.string(),
  UserProfileName: z.string().optional(),
  SpaceName: z.string().optional(),
  AppType: z.string(),
  AppName: z.string(),
  Status: z.string(),
});
type RawApp = z.infer<typeof RawApp>;

type Apps = { all: readonly RawApp[]; unknowns: Unknowns };

/** Root, network, volume and key are the domain's to set, and are judged there. */
const facets: Resource<"aws.sagemaker.space">["facets"] = {
  publicAddress: false,
  rootAccess: false,
  customerKey: true,
  privateNetwork: true,
};

export const sagemakerStudio: Collector = {
  id: "sagemaker-studio",
  title: "SageMaker user profiles, spaces and their apps",
  per: "region",
  produces: ["aws.sagemaker.user-profile", "aws.sagemaker.space", "runs-as", "in-network", "contains"],
  permissions: [
    "sagemaker:ListUserProfiles",
    "sagemaker:DescribeUserProfile",
    "sagemaker:ListSpaces",
    "sagemaker:ListApps",
  ],
  collect: async function* (source) {
    let apps: Apps | null = null;
    for await (const page of pages(source, "sagemaker", "ListUserProfiles")) {
      const listed = itemsOf(page, "UserProfiles");
      if (listed.length === 0) continue;
      const known = (apps ??= await appsOf(source));
      const raws = await mapConcurrently(listed, 4, (item) =>
        existing(source, "sagemaker", "DescribeUserProfile", {
          DomainId: textOf(item, "DomainId", "sagemaker:ListUserProfiles"),
          UserProfileName: textOf(item, "UserProfileName", "sagemaker:ListUserProfiles"),
        }),
      );
      yield batchOf("sagemaker:DescribeUserProfile", raws.filter(isPresent), (raw) =>
        normalizeUserProfile(raw, known, source.scope),
      );
    }
    for await (const page of pages(source, "sagemaker", "ListSpaces")) {
      const listed = itemsOf(page, "Spaces");
      if (listed.length === 0) continue;
      const known = (apps ??= await appsOf(source));
      yield batchOf("sagemaker:ListSpaces", listed, (raw) => normalizeSpace(raw, known, source.scope));
    }
  },
};

async function appsOf(source: Source): Promise<Apps> {
  const unknowns: Unknowns = {};
  const listed = await detailItems(
    source,
    { service: "sagemaker", operation: "ListApps", list: "Apps", input: {} },
    unknowns,
    ["properties.apps"],
  );
  return { all: listed.flatMap((raw) => RawApp.safeParse(raw).data ?? []), unknowns };
}

/** Apps stay listed for a day after they were deleted. */
const shown = (apps: readonly RawApp[]) =>
  apps
    .filter(({ Status }) => Status !== "Deleted")
    .map(({ AppType, AppName, Status }) => ({ kind: AppType, name: AppName, status: Status }));

export function normalizeUserProfile(raw: unknown, apps: Apps, scope: Scope): Batch {
  const profile = RawProfile.parse(raw);
  const key = profile.UserProfileArn;
  const edges = edgesFrom(key);
  const own = apps.all.filter(
    ({ DomainId, UserProfileName }) =>
      DomainId === profile.DomainId && UserProfileName === profile.UserProfileName,
  );
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.sagemaker.user-profile" as const,
          name: profile.UserProfileName,
          ...scope,
          tags: {},
          properties: {
            domainId: profile.DomainId,
            status: profile.Status,
            ownRole: profile.UserSettings?.ExecutionRole !== undefined,
            apps: shown(own),
          },
          facets,
        },
        apps.unknowns,
      ),
    ],
    relationships: [
      ...edgesFrom(domainKey(profile.DomainId, scope))("contains", key),
      ...edges("runs-as", profile.UserSettings?.ExecutionRole),
      ...edges("in-network", ...securityGroupKeys(profile.UserSettings?.SecurityGroups, scope)),
    ],
  };
}

export function normalizeSpace(raw: unknown, apps: Apps, scope: Scope): Batch {
  const space = RawSpace.parse(raw);
  const key = arnIn(scope, "sagemaker", `space/${space.DomainId}/${space.SpaceName}`);
  const own = apps.all.filter(
    ({ DomainId, SpaceName }) => DomainId === space.DomainId && SpaceName === space.SpaceName,
  );
  return {
    resources: [
      withUnknowns(
        {
          key,
          type: "aws.sagemaker.space" as const,
          name: space.SpaceName,
          ...scope,
          tags: {},
          properties: {
            domainId: space.DomainId,
            status: space.Status,
            owner: space.OwnershipSettingsSummary?.OwnerUserProfileName ?? null,
            shared: space.SpaceSharingSettingsSummary?.SharingType === "Shared",
            remoteAccess: space.SpaceSettingsSummary?.RemoteAccess === "ENABLED",
            apps: shown(own),
          },
          facets,
        },
        apps.unknowns,
      ),
    ],
    relationships: edgesFrom(domainKey(space.DomainId, scope))("contains", key),
  };
}
