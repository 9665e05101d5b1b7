import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detailList, isNotFound, parsed, type Detail } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";
import type { ListedProject } from "./keys.ts";

const Environment = z.object({ name: z.string(), tier: z.string().nullish() });
const ProtectedEnvironment = z.object({
  name: z.string(),
  required_approval_count: z.number().nullish(),
  approval_rules: z.array(z.object({ required_approvals: z.number() })).nullish(),
});
export type ProtectedEnvironment = z.infer<typeof ProtectedEnvironment>;
type Target = Resource<"gitlab.project">["properties"]["environments"][number];

/** What its jobs deploy to, and who must agree. */
export type Deployments = { value: Target[]; unknown: Unknown | null };

/** What a group says of environments of all its projects, each by its tier. Below Premium there is no such thing. */
export const readGroupProtection = (source: Source): Promise<Detail<readonly ProtectedEnvironment[]>> =>
  list(
    source,
    "groups",
    "list-protected-environments",
    { group: source.scope.account },
    ProtectedEnvironment,
  );

export async function readDeployments(
  source: Source,
  { id, archived, builds_access_level }: ListedProject,
  ofGroup: Detail<readonly ProtectedEnvironment[]>,
): Promise<Deployments> {
  if (archived || builds_access_level === "disabled") return { value: [], unknown: null };
  const project = String(id);
  const [environments, own] = await Promise.all([
    list(source, "projects", "list-environments", { project, states: "available" }, Environment),
    list(source, "projects", "list-protected-environments", { project }, ProtectedEnvironment),
  ]);
  return {
    value: (environments.value ?? []).map((one) => toTarget(one, own.value ?? [], ofGroup.value ?? [])),
    unknown: environments.unknown ?? own.unknown ?? ofGroup.unknown,
  };
}

async function list<T>(
  source: Source,
  service: string,
  operation: string,
  input: object,
  record: z.ZodType<T>,
): Promise<Detail<readonly T[]>> {
  const call = { service, operation };
  return parsed(
    await detailList(() => listLinked(source, call, { ...input, per_page: 100 }), isNotFound),
    record,
    call,
  );
}

/** A project protects an environment by its name, and its group by its tier. */
export function toTarget(
  { name, tier }: z.infer<typeof Environment>,
  own: readonly ProtectedEnvironment[],
  ofGroup: readonly ProtectedEnvironment[],
): Target {
  const rules = [
    ...own.filter((rule) => rule.name === name),
    ...ofGroup.filter((rule) => rule.name === (tier ?? "other")),
  ];
  return {
    name,
    tier: tier ?? "other",
    protected: rules.length > 0,
    approvals: Math.max(0, ...rules.map(approvalsOf)),
  };
}

/** Each rule asks others; together they are how many must agree. */
const approvalsOf = ({
  approval_rules: rules,
  required_approval_count: count,
}: ProtectedEnvironment): number =>
  rules && rules.length > 0
    ? rules.reduce((sum, { required_approvals }) => sum + required_approvals, 0)
    : (count ?? 0);
