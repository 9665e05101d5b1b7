import { z } from "zod";

import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { toUnknown } from "../run-collection.ts";
import { commandLineOf, flagValue } from "./command-line.ts";
import type { Engine } from "./engines.ts";
import { parseImage } from "./image-reference.ts";
import type { ReadMesh } from "./mesh-proof.ts";
import { runningContainers, type Container, type PodSpec } from "./pod-spec.ts";
import { recognise } from "./recognise.ts";
import { identity, undecided, type Proof } from "./server-proof.ts";
import type { Workload } from "./workload-source.ts";

/** A recognised server in a pod: its container, and the files of config maps mounted into it. */
export type Recognised = { engine: Engine; container: Container };

/** The first container that is a server; what stands beside it serves it. */
export function recogniseIn(spec: PodSpec): Recognised | null {
  for (const container of runningContainers(spec)) {
    const engine = recognise(container);
    if (engine) return { engine, container };
  }
  return null;
}

/** Engines whose proof may stand in a mounted file. */
const readsFiles: ReadonlySet<string> = new Set(["qdrant", "milvus", "litellm"]);
export const configPermissions = ["get configmaps"];

export type ServerProof = { proof: Proof; config: string | null; unknown: Unknown | null };

/** How a server's callers prove themselves, by what stands in front of it first. */
export async function readProof(
  source: Source,
  workload: Workload,
  { engine, container }: Recognised,
  mesh: ReadMesh,
): Promise<ServerProof> {
  const { metadata, spec } = workload;
  const files = readsFiles.has(engine.id)
    ? await mountedConfig(source, metadata.namespace, spec, container)
    : noFiles;
  const own = engine.proof(commandLineOf(container), files.text);
  const inFront = mesh(workload);
  const proof = inFront.proof ?? proxyProof(spec, container) ?? own;
  // A policy or a file that was not read may hold what closes the server.
  const missing = proof.authentication === "none" ? (inFront.unknown ?? files.unknown) : null;
  return { proof, config: files.text, unknown: missing };
}

const proxies = /(^|\/)(oauth2-proxy|kube-rbac-proxy|ose-oauth-proxy|origin-oauth-proxy|pomerium)$/;

/** A proxy in the same pod lets nobody through without an identity, if nothing else leads to the server. */
function proxyProof(spec: PodSpec, server: Container): Proof | null {
  const proxy = runningContainers(spec).find(({ image }) => proxies.test(parseImage(image).repository));
  if (!proxy) return null;
  const bound = flagValue(commandLineOf(server), "--host", "--ip", "--ServerApp.ip", "-H");
  return /^(127\.0\.0\.1|localhost|::1)$/.test(bound ?? "")
    ? identity(`${proxy.name} stands in front of it`)
    : undecided(`${proxy.name} stands beside it, and its own port may answer, too`);
}

type Files = { text: string | null; unknown: Unknown | null };
const noFiles: Files = { text: null, unknown: null };
const ConfigMap = z.object({
  data: z
    .record(z.string(), z.string())
    .nullish()
    .transform((value) => value ?? {}),
});
const filesMax = 4;

async function mountedConfig(
  source: Source,
  namespace: string,
  { volumes }: PodSpec,
  { volumeMounts }: Container,
): Promise<Files> {
  const mounted = volumes.filter(({ name }) => volumeMounts.some((mount) => mount.name === name));
  const isConfig = (name: string) =>
    volumeMounts.some((mount) => mount.name === name && /conf|\.(ya?ml|json|toml)$/i.test(mount.mountPath));
  const secret = mounted.find((volume) => volume.secret && isConfig(volume.name));
  if (secret)
    return {
      text: null,
      unknown: {
        reason: "unsupported",
        call: "core:secrets.get",
        permission: null,
        message: `Its configuration lies in the secret ${secret.secret?.secretName ?? secret.name}, which is not read`,
      },
    };
  const texts: string[] = [];
  for (const name of mounted.flatMap(({ configMap }) => configMap?.name ?? []).slice(0, filesMax))
    try {
      const answer = ConfigMap.safeParse(await source.call("core", "configmaps.get", { namespace, name }));
      if (!answer.success)
        return {
          text: null,
          unknown: {
            reason: "malformed",
            call: "core:configmaps.get",
            permission: null,
            message: `The config map ${name} holds no data`,
          },
        };
      texts.push(...Object.values(answer.data.data));
    } catch (error) {
      if (!(error instanceof ProviderError) || error.reason === "expired-credentials") throw error;
      return { text: null, unknown: toUnknown(error) };
    }
  return { text: texts.length > 0 ? texts.join("\n") : null, unknown: null };
}
