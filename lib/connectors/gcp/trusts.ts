import type { Trust } from "#lib/domain/ability.ts";
import { isPublicMember, type Binding } from "./iam-policy.ts";
import { memberKey, serviceAccountKey } from "./names.ts";

const becoming: ReadonlySet<string> = new Set([
  "roles/iam.serviceAccountTokenCreator",
  "roles/iam.workloadIdentityUser",
  "roles/iam.serviceAccountKeyAdmin",
]);

/** Who may become a service account, as the policy on the account itself says. */
export const trustsOf = (bindings: readonly Binding[], projectId: string): Trust[] =>
  bindings
    .filter(({ role }) => becoming.has(role))
    .flatMap(({ members, condition }) =>
      members
        // Google keeps the binding of a principal that was deleted, and lets nobody in by it.
        .filter((member) => !member.startsWith("deleted:"))
        .map((member) => toTrust(member, condition !== undefined, projectId)),
    );

function toTrust(member: string, hasCondition: boolean, projectId: string): Trust {
  if (isPublicMember(member)) return { kind: "anyone", principal: member, conditional: hasCondition };
  const [kind = "", name = ""] = member.split(/:(.*)/s);
  switch (kind) {
    case "user":
    case "group":
      return { kind: "identity", principal: memberKey(kind, name, projectId), conditional: hasCondition };
    case "serviceAccount":
      // Kubernetes workloads are written as `project.svc.id.goog[namespace/name]`.
      return name.includes("[")
        ? { kind: "federation", principal: member, conditional: true }
        : { kind: "identity", principal: serviceAccountKey(name, projectId), conditional: hasCondition };
    case "principal":
      return { kind: "federation", principal: member, conditional: true };
    case "principalSet":
      // Ending in `/*` it stands for every subject of the pool.
      return { kind: "federation", principal: member, conditional: hasCondition || !member.endsWith("/*") };
    default:
      return { kind: "account", principal: member, conditional: hasCondition };
  }
}
