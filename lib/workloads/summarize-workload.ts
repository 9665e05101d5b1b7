import type { WorkloadDetail, WorkloadMemberView } from "#lib/contract/workloads.ts";
import { counted } from "#lib/domain/counted.ts";
import type { Derived } from "#lib/domain/derived.ts";
import type { MemberRole } from "#lib/domain/workload.ts";

type Seen = { view: Pick<WorkloadMemberView, "role" | "typeTitle" | "class" | "shared">; derived: Derived };
type Summary = Pick<WorkloadDetail, "summary" | "exposure" | "sensitivity" | "dataClasses">;

/** What a workload is in one sentence, and how exposed and how sensitive it is, from its members' facts. */
export function summarizeWorkload(members: readonly Seen[]): Summary {
  const sensitivities = members.flatMap(({ derived }) => derived.sensitivity ?? []);
  return {
    summary: sentence(members.map(({ view }) => view)),
    exposure: exposureOf(members),
    sensitivity:
      (["sensitive", "internal", "public"] as const).find((level) =>
        sensitivities.some((found) => found.level === level),
      ) ?? "unclassified",
    dataClasses: [...new Set(sensitivities.flatMap(({ dataClasses }) => dataClasses))].toSorted(),
  };
}

function exposureOf(members: readonly Seen[]): Summary["exposure"] {
  const front = members.filter(({ view }) => frontRoles.has(view.role) && !view.shared);
  const reaches = front.map(({ derived }) => derived.exposure?.reach ?? "unknown");
  const worst = (["anyone", "credential", "unknown"] as const).find((reach) => reaches.includes(reach));
  return worst ?? (reaches.length > 0 ? "internal" : "unknown");
}

const frontRoles: ReadonlySet<MemberRole> = new Set(["lets-callers-in", "runs-it", "answers"]);

function sentence(members: readonly Seen["view"][]): string {
  const of = (...roles: MemberRole[]) => members.filter(({ role }) => roles.includes(role));
  const titles = (found: readonly Seen["view"][]) => [...new Set(found.map(({ typeTitle }) => typeTitle))];
  const agents = of("answers").filter((member) => member.class === "agent");
  const deployments = of("answers").filter((member) => member.class === "model-deployment");
  const [answering = "AI application"] = [
    ...titles(agents),
    ...titles(deployments),
    ...titles(of("answers")),
  ];
  const [through] = [...titles(of("lets-callers-in")), ...titles(of("runs-it"))];
  const stores = of("grounds-it").filter(
    (member) => member.class === "data-store" || member.class === "dataset",
  );
  const tools = of("acts-for-it");
  const builds = of("builds-it").filter((member) => member.class === "build");
  return [
    answering,
    ...(through ? [` answering through ${through}`] : []),
    ...(stores.length > 0 ? [`, grounded on ${counted(stores.length, "store")}`] : []),
    ...(tools.length > 0 ? [`, acting through ${counted(tools.length, "tool")}`] : []),
    ...(builds.length > 0 ? [`, deployed from ${counted(builds.length, "build")}`] : []),
  ].join("");
}
