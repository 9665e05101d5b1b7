import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { detailList, parsed, type Detail } from "../rest/detail.ts";
import { listLinked } from "../rest/listing.ts";

const InRepository = z.object({ repository: z.object({ name: z.string() }) });

const SecretAlert = InRepository.extend({ secret_type: z.string() });
const DependencyAlert = InRepository.extend({
  dependency: z.object({ package: z.object({ ecosystem: z.string(), name: z.string() }) }),
  security_advisory: z.object({
    severity: z.string(),
    cwes: z.array(z.object({ cwe_id: z.string() })).default([]),
  }),
});
const CodeAlert = InRepository.extend({
  rule: z.object({
    id: z.string().nullish(),
    name: z.string().nullish(),
    tags: z.array(z.string()).nullish(),
  }),
});

export type RepositoryAlerts = {
  leakedSecrets: string[];
  criticalDependencies: string[];
  maliciousDependencies: string[];
  promptInjection: string[];
  modelOutputExecution: string[];
};
export type Alerts = {
  of: (repository: string) => RepositoryAlerts;
  secretsUnknown: Unknown | null;
  dependenciesUnknown: Unknown | null;
  codeUnknown: Unknown | null;
};

export const alertCalls = [
  "secret-scanning:list-alerts-for-org",
  "dependabot:list-alerts-for-org",
  "code-scanning:list-alerts-for-org",
] as const;

/** Open alerts of the whole organization, told apart by repository: three lists instead of three for each repository. */
export async function readAlerts(source: Source): Promise<Alerts> {
  const [secrets, dependencies, code] = await Promise.all([
    // The very secrets are not asked for.
    list(source, "secret-scanning", { state: "open", hide_secret: "true" }, SecretAlert),
    list(source, "dependabot", { state: "open", severity: "critical" }, DependencyAlert),
    list(source, "code-scanning", { state: "open" }, CodeAlert),
  ]);
  const of = (name: string): RepositoryAlerts => {
    const here = <T extends { repository: { name: string } }>({ value }: Detail<readonly T[]>): T[] =>
      (value ?? []).filter(({ repository }) => repository.name === name);
    return {
      leakedSecrets: distinct(here(secrets).map(({ secret_type }) => secret_type)),
      criticalDependencies: distinct(here(dependencies).map(packageOf)),
      maliciousDependencies: distinct(here(dependencies).filter(isMalware).map(packageOf)),
      promptInjection: distinct(here(code).filter(tagged(promptInjectionTags)).map(ruleOf)),
      modelOutputExecution: distinct(here(code).filter(tagged(outputTags)).map(ruleOf)),
    };
  };
  return {
    of,
    secretsUnknown: secrets.unknown,
    dependenciesUnknown: dependencies.unknown,
    codeUnknown: code.unknown,
  };
}

async function list<T>(
  source: Source,
  service: string,
  input: Readonly<Record<string, unknown>>,
  record: z.ZodType<T>,
): Promise<Detail<readonly T[]>> {
  const call = { service, operation: "list-alerts-for-org" };
  return parsed(await detailList(() => listLinked(source, call, { ...input, per_page: 100 })), record, call);
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted();

const packageOf = ({ dependency: { package: named } }: z.infer<typeof DependencyAlert>): string =>
  `${named.ecosystem}:${named.name}`;

/** CWE-506 is embedded malicious code: how an advisory says that the package itself is the attack. */
const isMalware = ({ security_advisory }: z.infer<typeof DependencyAlert>): boolean =>
  security_advisory.cwes.some(({ cwe_id }) => cwe_id === "CWE-506");

/** CWE-1427 is improper neutralization of input used for prompting. */
const promptInjectionTags = /cwe-0*1427$|prompt-injection/i;
/** CWE-1426 is improper validation of generative AI output. */
const outputTags = /cwe-0*1426$/i;

const tagged =
  (wanted: RegExp) =>
  ({ rule }: z.infer<typeof CodeAlert>): boolean =>
    [rule.id ?? "", ...(rule.tags ?? [])].some((tag) => wanted.test(tag));

const ruleOf = ({ rule }: z.infer<typeof CodeAlert>): string => rule.id ?? rule.name ?? "unnamed rule";
