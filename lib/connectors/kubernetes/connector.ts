import { z } from "zod";

import { defineConnector } from "#lib/domain/connector.ts";
import { ConnectionError, ProviderError, type Transport } from "#lib/domain/provider-call.ts";
import { outboundAddresses } from "../outbound-addresses.ts";
import { agentSandboxes } from "./agent-sandboxes.ts";
import { aiServers } from "./ai-servers.ts";
import { changeLog } from "./change-log.ts";
import { openClient } from "./client.ts";
import { cluster } from "./cluster.ts";
import { gatewayRoutes } from "./gateway-routes.ts";
import { images } from "./images.ts";
import { ingresses } from "./ingresses.ts";
import { inferenceServices } from "./kserve.ts";
import { assertHttps, assertToken, parseKubeconfig, type ClusterAccess } from "./kubeconfig.ts";
import { namespaces } from "./namespaces.ts";
import { networkPolicies } from "./network-policies.ts";
import { roleBindings } from "./role-bindings.ts";
import { roles } from "./roles.ts";
import { listScopes } from "./scopes.ts";
import { secrets } from "./secrets.ts";
import { serviceAccounts } from "./service-accounts.ts";
import { services } from "./services.ts";
import { setupSteps } from "./setup.ts";
import { trainingJobs } from "./training-jobs.ts";
import { workloadCalls } from "./workload-calls.ts";
import { workloads } from "./workloads.ts";

const credentials = z.object({
  kubeconfig: z.string().max(200_000).optional().meta({
    secret: true,
    document: true,
    title: "Kubeconfig",
    help: "The whole text, as kubectl config view --minify --flatten --raw prints it. One that runs a program (exec), reads a file or skips the check of the certificate is refused. Leave empty to enter server, certificate and token below.",
  }),
  server: z.string().max(500).optional().meta({
    title: "API server",
    help: "Like https://10.20.0.1:6443. Only without a kubeconfig.",
  }),
  certificateAuthority: z.string().max(100_000).optional().meta({
    document: true,
    title: "Certificate authority",
    help: "PEM text of the certificate that signed the API server's. Leave empty for one that everybody trusts.",
  }),
  token: z.string().max(20_000).optional().meta({
    secret: true,
    title: "Bearer token",
    help: "Of the service account made above. Only without a kubeconfig.",
  }),
  clusterName: z
    .string()
    .max(100)
    .regex(/^[\w .:/@-]*$/, "Use letters, digits, spaces and . : / @ -")
    .optional()
    .meta({
      scope: true,
      title: "Name of the cluster",
      help: "What people call it. Leave empty to take it from the kubeconfig.",
    }),
});
type Credentials = z.infer<typeof credentials>;

export default defineConnector({
  id: "kubernetes",
  title: "Kubernetes",
  credentials,
  connect: async (entered, signal) => {
    const transport = openClient({
      access: accessOf(entered),
      addresses: outboundAddresses(process.env["NACRE_PRIVATE_NETWORKS"] ?? ""),
    });
    await assertAnswers(transport, signal);
    return transport;
  },
  scopes: listScopes,
  collectors: [
    cluster,
    namespaces,
    workloads,
    images,
    services,
    ingresses,
    gatewayRoutes,
    networkPolicies,
    serviceAccounts,
    roles,
    roleBindings,
    secrets,
    aiServers,
    workloadCalls,
    inferenceServices,
    trainingJobs,
    agentSandboxes,
    changeLog,
  ],
  setup: setupSteps,
});

export function accessOf({
  kubeconfig,
  server,
  certificateAuthority,
  token,
  clusterName,
}: Credentials): ClusterAccess {
  const name = clusterName?.trim() || undefined;
  const pasted = kubeconfig?.trim() ?? "";
  if (pasted !== "") {
    if ((server?.trim() ?? "") !== "" || (token?.trim() ?? "") !== "")
      throw new ConnectionError(
        "Both a kubeconfig and an API server or a token were given.",
        "Leave either the kubeconfig empty, or API server and bearer token.",
      );
    const access = parseKubeconfig(pasted);
    return { ...access, clusterName: name ?? access.clusterName };
  }
  const address = server?.trim() ?? "";
  const given = token?.trim() ?? "";
  if (address === "" || given === "")
    throw new ConnectionError(
      "Neither a kubeconfig nor an API server with a token was given.",
      "Paste a kubeconfig, or enter API server, certificate authority and bearer token.",
    );
  const url = assertHttps(address, "API server");
  return {
    server: url,
    clusterName: name ?? new URL(url).hostname,
    ca: certificateAuthority?.trim() || undefined,
    serverName: undefined,
    credential: { kind: "token", token: assertToken(given) },
  };
}

async function assertAnswers(transport: Transport, signal: AbortSignal): Promise<void> {
  try {
    await listScopes(transport, signal);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    throw new ConnectionError(`The API server refused Nacre: ${error.message}`, remedyOf(error));
  }
}

function remedyOf({ reason }: ProviderError): string {
  if (reason === "expired-credentials")
    return "Issue a new token with kubectl create token nacre-reader --namespace nacre, and enter it: the one given is not valid or has ended.";
  if (reason === "denied")
    return "Apply the cluster role and its binding of the setup steps: Nacre may not read the namespace kube-system.";
  return "Check that the worker reaches the API server, and that the certificate authority is the one that signed its certificate.";
}
