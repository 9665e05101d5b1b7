import { z } from "zod";

import { listOf, Metadata, word } from "./metadata.ts";
import { isPrivateAddress, letsEverybodyIn } from "./service-source.ts";

const Backend = z
  .object({
    service: z
      .object({ name: z.string() })
      .nullish()
      .transform((value) => value ?? undefined),
  })
  .nullish()
  .transform((value) => value ?? undefined);

export const Ingress = z.object({
  metadata: Metadata,
  spec: z.object({
    ingressClassName: word,
    defaultBackend: Backend,
    tls: listOf(z.object({ hosts: listOf(z.string()) })),
    rules: listOf(
      z.object({
        host: word,
        http: z
          .object({ paths: listOf(z.object({ backend: Backend })) })
          .nullish()
          .transform((value) => value ?? { paths: [] }),
      }),
    ),
  }),
  status: z
    .object({
      loadBalancer: z
        .object({ ingress: listOf(z.object({ ip: word, hostname: word })) })
        .nullish()
        .transform((value) => value ?? { ingress: [] }),
    })
    .nullish()
    .transform((value) => value ?? { loadBalancer: { ingress: [] } }),
});
export type Ingress = z.infer<typeof Ingress>;

const legacyClass = "kubernetes.io/ingress.class";
export const ingressClassOf = ({ metadata, spec }: Ingress): string | null =>
  spec.ingressClassName ?? metadata.annotations[legacyClass] ?? null;

export const backendsOf = ({ spec }: Ingress): string[] => [
  ...new Set(
    [
      spec.defaultBackend,
      ...spec.rules.flatMap(({ http }) => http.paths.map(({ backend }) => backend)),
    ].flatMap((backend) => backend?.service?.name ?? []),
  ),
];

export const hostsOf = ({ spec }: Ingress): string[] => [
  ...new Set(spec.rules.flatMap(({ host }) => host?.toLowerCase() ?? [])),
];

/** Hosts that are answered in clear. A certificate without hosts is the default for all; so is one at the balancer. */
export function hostsWithoutTls(ingress: Ingress): string[] {
  const { metadata, spec } = ingress;
  const { annotations } = metadata;
  const atBalancer = [
    "alb.ingress.kubernetes.io/certificate-arn",
    "networking.gke.io/managed-certificates",
  ].some((name) => (annotations[name] ?? "") !== "");
  if (atBalancer || spec.tls.some(({ hosts }) => hosts.length === 0)) return [];
  const covered = spec.tls.flatMap(({ hosts }) => hosts.map((host) => host.toLowerCase()));
  const served = spec.rules.map(({ host }) => host?.toLowerCase() ?? "*");
  const all = served.length === 0 && spec.defaultBackend ? ["*"] : served;
  return [...new Set(all.filter((host) => !covered.some((name) => coversHost(name, host))))];
}

const coversHost = (name: string, host: string): boolean =>
  name === host || (name.startsWith("*.") && host.slice(host.indexOf(".")) === name.slice(1));

export const addressesOf = ({ status }: Ingress): string[] =>
  status.loadBalancer.ingress.flatMap(({ hostname, ip }) => hostname ?? ip ?? []);

/** Whether any address on the internet may connect; null where it has no address yet and may get one. */
export function isPublicIngress(ingress: Ingress): boolean | null {
  const { annotations } = ingress.metadata;
  if (ingressClassOf(ingress) === "gce-internal") return false;
  if (!letsEverybodyIn(rangesOf(annotations))) return false;
  const scheme = annotations["alb.ingress.kubernetes.io/scheme"];
  const isAlb =
    /^(alb|eks\.amazonaws\.com\/alb)$/.test(ingressClassOf(ingress) ?? "") || scheme !== undefined;
  if (isAlb) return scheme === "internet-facing";
  const addresses = addressesOf(ingress);
  if (addresses.length === 0) return null;
  return !addresses.every(isPrivateAddress);
}

const rangesOf = (annotations: Readonly<Record<string, string>>): string[] =>
  [
    "nginx.ingress.kubernetes.io/whitelist-source-range",
    "nginx.ingress.kubernetes.io/allowlist-source-range",
    "alb.ingress.kubernetes.io/inbound-cidrs",
    "haproxy.org/allow-list",
  ].flatMap((name) => (annotations[name] ?? "").split(/[\s,]+/).filter((range) => range !== ""));

const identitySettings: readonly [string, RegExp][] = [
  ["nginx.ingress.kubernetes.io/auth-url", /./],
  ["nginx.ingress.kubernetes.io/auth-tls-secret", /./],
  ["alb.ingress.kubernetes.io/auth-type", /^(cognito|oidc)$/],
];

/** What the ingress itself asks callers for, with the setting; null where its annotations say nothing of it. */
export function proofAtIngress({ metadata: { annotations } }: Ingress): "identity" | "key" | null {
  if (identitySettings.some(([name, value]) => value.test(annotations[name] ?? ""))) return "identity";
  return /^(basic|digest)$/.test(annotations["nginx.ingress.kubernetes.io/auth-type"] ?? "") ? "key" : null;
}

/** Controllers whose every authentication setting is an annotation that is read here. */
export const tellsItsProof = (ingress: Ingress): boolean =>
  /^(nginx|alb|external-nginx|internal-nginx|ingress-nginx)$/.test(ingressClassOf(ingress) ?? "");

export const isThrottled = ({ metadata: { annotations } }: Ingress): boolean =>
  ["limit-rps", "limit-rpm", "limit-connections"].some(
    (name) => (annotations[`nginx.ingress.kubernetes.io/${name}`] ?? "") !== "",
  );

export const hasFirewall = ({ metadata: { annotations } }: Ingress): boolean =>
  annotations["nginx.ingress.kubernetes.io/enable-modsecurity"] === "true" ||
  (annotations["alb.ingress.kubernetes.io/wafv2-acl-arn"] ?? "") !== "";
