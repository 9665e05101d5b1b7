import type { Resource } from "#lib/domain/resource.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { commandLineOf } from "./command-line.ts";
import type { EngineKind } from "./engines.ts";
import { parseImage, versionIn } from "./image-reference.ts";
import type { KeptLogs } from "./kept-logs.ts";
import { keyOf, workloadKey } from "./keys.ts";
import { tagsOf } from "./metadata.ts";
import { podFacts } from "./pod-facts.ts";
import type { WorkloadIsolation } from "./policy-source.ts";
import type { Recognised, ServerProof } from "./proof-source.ts";
import { trustsRemoteCode } from "./served-model.ts";
import { isExampleKey } from "./server-proof.ts";
import { undecidable, withUnknown } from "./undecidable.ts";
import type { WaysIn } from "./ways-in.ts";
import type { Workload } from "./workload-source.ts";

/** Everything that was found out about one recognised server. */
export type FoundServer = {
  account: string;
  workload: Workload;
  recognised: Recognised;
  proof: ServerProof;
  ways: WaysIn;
  isolation: WorkloadIsolation;
  logs: KeptLogs;
};

/** The server as a resource of its own class, beside the workload that runs it. */
export const serverResource = (found: FoundServer): Resource => makers[found.recognised.engine.kind](found);

const makers: Readonly<Record<EngineKind, (found: FoundServer) => Resource>> = {
  "model-server": (found) => {
    const { proof, exposure } = doubtsOf(found);
    const properties = propertiesOf(found);
    return {
      ...baseOf(found),
      type: "kubernetes.model-server",
      properties: {
        ...properties,
        trustsRemoteCode: trustsRemoteCode(commandLineOf(found.recognised.container)),
      },
      facets: {
        publicNetwork: found.ways.public,
        keyAuthentication: properties.authentication === "key",
        logsRequests: found.logs.kept,
        customerKey: true,
      },
      ...unknownsOf(found, {
        publicNetwork: exposure,
        keyAuthentication: proof,
        logsRequests: found.logs.unknown,
      }),
    };
  },
  "vector-store": (found) => {
    const { proof, policy, exposure } = doubtsOf(found);
    const properties = propertiesOf(found);
    const isOpen = properties.authentication === "none";
    return {
      ...baseOf(found),
      type: "kubernetes.vector-store",
      properties,
      facets: {
        publicNetwork: found.ways.public,
        keyAuthentication: properties.authentication === "key",
        broadAccess: isOpen && !found.isolation.ingress,
        customerKey: true,
        accessLogging: found.logs.kept,
        hosts: [],
      },
      ...unknownsOf(found, {
        publicNetwork: exposure,
        keyAuthentication: proof,
        broadAccess: proof ?? (isOpen ? policy : null),
        accessLogging: found.logs.unknown,
      }),
    };
  },
  "llm-gateway": (found) => {
    const { proof, exposure, untold } = doubtsOf(found);
    const properties = propertiesOf(found);
    const line = commandLineOf(found.recognised.container);
    return {
      ...baseOf(found),
      type: "kubernetes.llm-gateway",
      properties: { ...properties, defaultCredential: isExampleKey(line, found.proof.config) },
      facets: {
        publicNetwork: found.ways.public,
        authentication: properties.authentication,
        // A firewall in front of it, if any, is a resource of its own.
        firewall: true,
        throttled: false,
        accessLogging: found.logs.kept,
        hosts: [],
      },
      ...unknownsOf(found, {
        publicNetwork: exposure,
        authentication: proof,
        throttled: untold,
        accessLogging: found.logs.unknown,
      }),
    };
  },
  "mcp-server": (found) => {
    const { proof, exposure, untold } = doubtsOf(found);
    const properties = propertiesOf(found);
    return {
      ...baseOf(found),
      type: "kubernetes.mcp-server",
      properties,
      facets: {
        changesState: true,
        requiresConfirmation: false,
        authentication: properties.authentication,
        publicNetwork: found.ways.public,
        hosts: [],
      },
      ...unknownsOf(found, {
        publicNetwork: exposure,
        authentication: proof,
        changesState: untold,
        requiresConfirmation: untold,
      }),
    };
  },
  notebook: (found) => {
    const { workload, recognised, ways } = found;
    return {
      ...baseOf(found),
      type: "kubernetes.notebook",
      properties: propertiesOf(found),
      facets: {
        publicAddress: ways.public,
        rootAccess: podFacts(workload.spec).rootContainers.includes(recognised.container.name),
        customerKey: true,
        privateNetwork: true,
      },
      ...unknownsOf(found, { publicAddress: doubtsOf(found).exposure }),
    };
  },
  "model-registry": (found) => {
    const { proof, exposure, untold } = doubtsOf(found);
    const properties = propertiesOf(found);
    const isOpen = properties.authentication === "none";
    return {
      ...baseOf(found),
      type: "kubernetes.model-registry",
      properties,
      facets: { publicRead: found.ways.public && isOpen, approvalRequired: false, customerKey: true },
      ...unknownsOf(found, {
        publicRead: proof ?? (isOpen ? exposure : null),
        approvalRequired: untold,
      }),
    };
  },
};

export const serverKey = ({
  account,
  workload: { kind, metadata },
  recognised,
}: Pick<FoundServer, "account" | "workload" | "recognised">): string =>
  keyOf(account, `${recognised.engine.kind}s`, metadata.namespace, `${kind.toLowerCase()}.${metadata.name}`);

export const workloadKeyOf = (
  account: string,
  { kind, metadata }: Pick<Workload, "kind" | "metadata">,
): string => workloadKey(account, kind, metadata.namespace, metadata.name);

const baseOf = (found: FoundServer) => ({
  key: serverKey(found),
  name: `${found.workload.metadata.name} (${found.recognised.engine.title})`,
  account: found.account,
  region: null,
  tags: tagsOf(found.workload.metadata),
});

const propertiesOf = ({ workload, recognised, proof, ways, isolation }: FoundServer) => ({
  engine: recognised.engine.id,
  version: versionOf({ recognised }),
  namespace: workload.metadata.namespace,
  authentication: proof.proof.authentication ?? ("none" as const),
  authenticationReason: proof.proof.reason,
  exposedBy: ways.exposedBy,
  ingressIsolated: isolation.ingress,
});

const versionOf = ({ recognised }: Pick<FoundServer, "recognised">): string | null =>
  versionIn(parseImage(recognised.container.image).tag);
const noVersion = undecidable("core:pods.list", "The tag of its image tells no version");

type Doubts = Record<"proof" | "policy" | "exposure", Unknown | null> & { untold: Unknown };

function doubtsOf({ recognised, proof, ways, isolation }: FoundServer): Doubts {
  const call = "core:pods.list";
  return {
    proof:
      proof.unknown ?? (proof.proof.authentication === null ? undecidable(call, proof.proof.reason) : null),
    policy: isolation.unknownOf("ingress"),
    exposure: ways.public ? null : ways.unknown,
    untold: undecidable(call, `${recognised.engine.title} decides it by settings that no pod shows`),
  };
}

function unknownsOf(found: FoundServer, facets: Readonly<Record<string, Unknown | null>>) {
  const { proof, policy } = doubtsOf(found);
  return withUnknown({
    "properties.authentication": proof,
    "properties.version": versionOf(found) === null ? noVersion : null,
    "properties.ingressIsolated": policy,
    "properties.exposedBy": found.ways.unknown,
    ...Object.fromEntries(Object.entries(facets).map(([name, unknown]) => [`facets.${name}`, unknown])),
  });
}
