import { z } from "zod";

import type { Batch, Collector, Scope, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { keyOf, lastSegment } from "./names.ts";
import { listItems } from "./paging.ts";
import { normalizeEach } from "../normalized.ts";

const Role = z.object({
  name: z.string(),
  title: z.string().optional(),
  stage: z.string().default("ALPHA"),
  includedPermissions: z.array(z.string()).default([]),
});

/** As many permissions as Google lets a custom role hold. */
const permissionsMax = 3_000;

/** Custom roles of a project, with what they allow. */
export const projectRoles: Collector = {
  id: "project-roles",
  title: "Custom roles of the project",
  per: "account",
  produces: ["gcp.iam.role"],
  permissions: ["iam.roles.list"],
  collect: (source) => collectRoles(source, "projects.roles.list", {}),
};

/** Custom roles of the organization, which every project below may bind. */
export const organizationRoles: Collector = {
  id: "organization-roles",
  title: "Custom roles of the organization",
  per: "organization",
  produces: ["gcp.iam.role"],
  permissions: ["iam.roles.list"],
  collect: (source) => collectRoles(source, "organizations.roles.list", { parent: source.scope.account }),
};

async function* collectRoles(
  source: Source,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): AsyncGenerator<Batch> {
  const full = { ...input, view: "FULL", pageSize: 300 };
  for await (const page of listItems(source, "iam", operation, "roles", full))
    yield normalizeEach(`iam:${operation}`, page, (raw) => normalizeRole(raw, source.scope));
}

export function normalizeRole(raw: unknown, { account }: Scope): Batch {
  const { name, title, stage, includedPermissions } = Role.parse(raw);
  const resource: Resource<"gcp.iam.role"> = {
    key: keyOf("iam", name),
    type: "gcp.iam.role",
    name: title ?? lastSegment(name),
    account,
    region: null,
    tags: {},
    properties: {
      role: name,
      stage,
      permissions: includedPermissions.slice(0, permissionsMax).toSorted(),
      truncated: includedPermissions.length > permissionsMax,
    },
    facets: {},
  };
  return { resources: [resource], relationships: [] };
}
