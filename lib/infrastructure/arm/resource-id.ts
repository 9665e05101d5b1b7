import { notKnown } from "./functions.ts";
import type { Deployment } from "./scope.ts";

/** `resourceId([subscription], [group], type, name, …)` and its like. */
export function idOf(call: string, values: readonly unknown[], { subscription, group }: Deployment): unknown {
  const at = values.findIndex((one) => typeof one === "string" && /^[\w-]+(\.[\w-]+)+\//.test(one));
  if (at < 0 || values.some((one) => typeof one !== "string")) return notKnown;
  const words = values.map(String);
  const [before, type, names] = [words.slice(0, at), words[at] ?? "", words.slice(at + 1)];
  const end = beneath(type, names);
  switch (call) {
    case "extensionresourceid":
      return `${before[0] ?? ""}${end}`;
    case "tenantresourceid":
      return end;
    case "subscriptionresourceid":
      return `/subscriptions/${before[0] ?? subscription}${end}`;
    default: {
      const inGroup = before.at(-1) ?? group;
      const inSubscription = before.length > 1 ? before[0] : subscription;
      return `/subscriptions/${inSubscription}/resourceGroups/${inGroup}${end}`;
    }
  }
}

/** `A.B/c/d` with the names `x` and `y` is `/providers/A.B/c/x/d/y`. */
export function beneath(type: string, names: readonly string[]): string {
  const [provider = "", ...kinds] = type.split("/");
  const parts = kinds.map((kind, index) => `${kind}/${names[index] ?? "planned"}`);
  return `/providers/${[provider, ...parts].join("/")}`;
}
