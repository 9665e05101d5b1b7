import { ProviderError, type ProviderCall } from "../../lib/domain/provider-call.ts";
import { aiWorkloads } from "./ai-workloads.ts";
import { answerFromAccount } from "./answer-account.ts";
import { answerFromCompute } from "./answer-compute.ts";
import { answerFromData } from "./answer-data.ts";
import { answerFromSurroundings } from "./answer-surroundings.ts";
import type { Estate, Part } from "./estate-type.ts";
import { platform } from "./platform.ts";
import { surroundings } from "./surroundings.ts";

/** How AWS answers a call about the demo account. `fixed` is the same account after its issues were mended. */
export function answer(call: ProviderCall, variant: "as-is" | "fixed"): unknown {
  if (call.service === "organizations" && call.operation === "ListAccounts")
    throw new ProviderError("unsupported", call, "The connection names no role for other accounts");
  const estate = estates[variant];
  const found = stated(estate, call) ?? derived(estate, call);
  if (found !== undefined) return found;
  // A listing without entries, or settings nobody made, is an empty answer; a thing that is not there is not found.
  if (isListing.test(call.operation)) return {};
  throw new ProviderError("not-found", call, `The demo account has no such thing`);
}

const isListing = /^(List|BatchGet|GetModelInvocationLogging|(Get|Describe|Lookup)\w+s$)/;

const estates: Readonly<Record<"as-is" | "fixed", Estate>> = {
  "as-is": merged([platform, ...surroundings, ...aiWorkloads(false)]),
  fixed: merged([platform, ...surroundings, ...aiWorkloads(true)]),
};

/** The answer the estate states in AWS's own words: for one thing by its identifiers, or for the whole operation. */
function stated({ answers }: Estate, { region, service, operation, input }: ProviderCall): unknown {
  const name = `${region} ${service}:${operation}`;
  const words = Object.values(input).filter((value) => typeof value === "string");
  return (
    words.map((word) => answers[`${name} ${word}`]).find((value) => value !== undefined) ?? answers[name]
  );
}

const derived = (estate: Estate, call: ProviderCall): unknown =>
  answerFromAccount(estate, call) ??
  answerFromData(estate, call) ??
  answerFromCompute(estate, call) ??
  answerFromSurroundings(estate, call);

function merged(parts: readonly Part[]): Estate {
  const all = <Name extends keyof Omit<Part, "answers">>(name: Name) =>
    parts.flatMap((part): Estate[Name][number][] => [...(part[name] ?? [])]);
  return {
    roles: all("roles"),
    buckets: all("buckets"),
    keys: all("keys"),
    functions: all("functions"),
    logGroups: all("logGroups"),
    secrets: all("secrets"),
    repositories: all("repositories"),
    securityGroups: all("securityGroups"),
    vpcEndpoints: all("vpcEndpoints"),
    answers: Object.assign({}, ...parts.map((part) => part.answers ?? {})),
  };
}
