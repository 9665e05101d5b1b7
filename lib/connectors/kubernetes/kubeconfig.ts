import { parse } from "yaml";
import { z } from "zod";

import { ConnectionError } from "#lib/domain/provider-call.ts";

/** What is needed to call one API server, with everything it is proven by in clear. */
export type ClusterAccess = {
  server: string;
  /** What the kubeconfig calls the cluster. */
  clusterName: string;
  ca: string | undefined;
  /** Name to expect in the server's certificate where that is not its address. */
  serverName: string | undefined;
  credential: { kind: "token"; token: string } | { kind: "certificate"; cert: string; key: string };
};

const text = z.string().min(1);
const Named = <T extends z.ZodType>(name: string, value: T) =>
  z.array(z.looseObject({ name: text, [name]: value }));
const Cluster = z.looseObject({
  server: text,
  "certificate-authority-data": z.string().optional(),
  "tls-server-name": z.string().optional(),
});
const Kubeconfig = z.looseObject({
  "current-context": text,
  contexts: Named("context", z.looseObject({ cluster: text, user: text })),
  clusters: Named("cluster", Cluster),
  users: Named("user", z.looseObject({}).nullable()),
});

const refused = (message: string, remedy: string): never => {
  throw new ConnectionError(message, remedy);
};
const tokenRemedy =
  "Use the service account of the setup steps: put its token into users[].user.token, or enter server, certificate authority and token instead of a kubeconfig.";

/** Reads a kubeconfig, refusing whatever would run a program, read a file or trust any server. */
export function parseKubeconfig(source: string): ClusterAccess {
  const config = Kubeconfig.safeParse(parseYaml(source));
  if (!config.success) {
    const [issue] = config.error.issues;
    return refused(
      `The kubeconfig lacks a valid ${issue?.path.join(".") || "content"}.`,
      "Paste the whole text that kubectl config view --minify --flatten --raw prints.",
    );
  }
  const current = config.data["current-context"];
  const context = named(config.data.contexts, current, "context", "contexts");
  const clusterName = textIn(context, "cluster");
  const cluster = Cluster.parse(named(config.data.clusters, clusterName, "cluster", "clusters"));
  const user = named(config.data.users, textIn(context, "user"), "user", "users");
  assertSafeCluster(cluster);
  assertSafeUser(user);
  return {
    server: assertHttps(cluster.server, `clusters[${clusterName}].cluster.server`),
    clusterName,
    ca: pemOf(cluster["certificate-authority-data"], "certificate-authority-data"),
    serverName: cluster["tls-server-name"],
    credential: credentialOf(user),
  };
}

function parseYaml(source: string): unknown {
  try {
    return parse(source, { maxAliasCount: 0, uniqueKeys: true });
  } catch {
    return refused(
      "The kubeconfig is not YAML.",
      "Paste the whole text that kubectl config view --minify --flatten --raw prints.",
    );
  }
}

function named(
  entries: readonly Record<string, unknown>[],
  name: string,
  field: string,
  list: string,
): Record<string, unknown> {
  const entry = entries.find((candidate) => candidate["name"] === name);
  const value = entry?.[field];
  if (typeof value === "object" && value !== null) return { ...value };
  return refused(
    `The kubeconfig has no ${list} entry called ${name}.`,
    "Set current-context to a context whose cluster and user are in the file.",
  );
}

const textIn = (entry: Record<string, unknown>, field: string): string => {
  const value = entry[field];
  return typeof value === "string" ? value : "";
};

function assertSafeCluster(cluster: Record<string, unknown>): void {
  if (cluster["insecure-skip-tls-verify"] === true)
    refused(
      "The kubeconfig sets insecure-skip-tls-verify, so anybody on the way could answer for the cluster.",
      "Remove insecure-skip-tls-verify and put the cluster's CA into certificate-authority-data.",
    );
  if (cluster["certificate-authority"] !== undefined)
    refused(
      "The kubeconfig names a file in certificate-authority, which Nacre does not read.",
      "Run kubectl config view --minify --flatten --raw: it puts the certificate into certificate-authority-data.",
    );
  if (cluster["proxy-url"] !== undefined)
    refused(
      "The kubeconfig sets proxy-url, which Nacre does not follow.",
      "Remove proxy-url and let the worker reach the API server itself, or push from inside with nacre push.",
    );
}

const files = ["tokenFile", "client-certificate", "client-key"];
const unsupported = ["username", "password", "as", "as-uid", "as-groups", "as-user-extra"];

function assertSafeUser(user: Record<string, unknown>): void {
  if (user["exec"] !== undefined)
    refused("The kubeconfig runs a program (users[].user.exec), which Nacre does not do.", tokenRemedy);
  if (user["auth-provider"] !== undefined)
    refused(
      "The kubeconfig uses an auth-provider (users[].user.auth-provider), which Nacre does not load.",
      tokenRemedy,
    );
  const file = files.find((field) => user[field] !== undefined);
  if (file !== undefined)
    refused(
      `The kubeconfig names a file in ${file}, which Nacre does not read.`,
      "Run kubectl config view --minify --flatten --raw: it puts the files' content into the text.",
    );
  const odd = unsupported.find((field) => user[field] !== undefined);
  if (odd !== undefined)
    refused(`The kubeconfig sets users[].user.${odd}, which Nacre does not use.`, tokenRemedy);
}

function credentialOf(user: Record<string, unknown>): ClusterAccess["credential"] {
  const token = textIn(user, "token");
  if (token !== "") return { kind: "token", token: assertToken(token) };
  const cert = pemOf(textIn(user, "client-certificate-data"), "client-certificate-data");
  const key = pemOf(textIn(user, "client-key-data"), "client-key-data");
  if (cert !== undefined && key !== undefined) return { kind: "certificate", cert, key };
  return refused(
    "The kubeconfig's user has neither a token nor a client certificate with its key.",
    tokenRemedy,
  );
}

function pemOf(base64: string | undefined, field: string): string | undefined {
  if (base64 === undefined || base64 === "") return undefined;
  const pem = Buffer.from(base64, "base64").toString("utf8");
  return pem.includes("-----BEGIN ")
    ? pem
    : refused(`The kubeconfig's ${field} is not a certificate or key in base64.`, tokenRemedy);
}

/** What goes into a header must not break out of it. */
export const assertToken = (token: string): string =>
  /^[\w.~+/=-]+$/.test(token.trim())
    ? token.trim()
    : refused(
        "The token holds characters that no token has.",
        "Paste the token alone, without quotes or line breaks.",
      );

export function assertHttps(server: string, field: string): string {
  const url = URL.canParse(server) ? new URL(server) : null;
  if (url === null || url.protocol !== "https:" || url.username !== "" || url.search !== "")
    return refused(
      `${field} is not an https address.`,
      "Write the API server's address as https://host:port, as kubectl cluster-info prints it.",
    );
  return server.replace(/\/+$/, "");
}
