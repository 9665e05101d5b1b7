import type { Decision } from "#lib/permissions/decision.ts";
import {
  callerOfAccount,
  callerOfUser,
  decide,
  type KubernetesCaller,
  type Subject,
} from "#lib/permissions/kubernetes/decide.ts";
import type { Attributes, Rule } from "#lib/permissions/kubernetes/rule.ts";

export type KubernetesCase = {
  caller:
    | { is: "account"; namespace: string; name: string }
    | { is: "user"; name: string; groups: readonly string[] };
  request: Attributes;
  bindings: readonly {
    subjects: readonly Subject[];
    namespace: string | null;
    rules: readonly Rule[];
    isPartial?: boolean;
  }[];
};

export function decideKubernetes({ caller, request, bindings }: KubernetesCase): Decision {
  return decide(
    request,
    toCaller(caller),
    bindings.map((binding, at) => ({
      ...binding,
      name: { kind: "role binding", id: `binding ${at}`, name: `binding ${at}` },
    })),
  );
}

function toCaller(caller: KubernetesCase["caller"]): KubernetesCaller {
  if (caller.is === "account") return callerOfAccount(caller.namespace, caller.name);
  const { user, groups } = callerOfUser(caller.name);
  return { user, groups: new Set([...groups, ...caller.groups]) };
}
