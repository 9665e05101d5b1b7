import { runningContainers, type Container, type PodSpec } from "./pod-spec.ts";

/** What a pod may do to its node, and what keeps it within bounds. Containers are told by name. */
export type PodFacts = {
  privilegedContainers: string[];
  hostNamespaces: string[];
  rootContainers: string[];
  addedCapabilities: string[];
  containersWithoutSeccomp: string[];
  escalatableContainers: string[];
  writableHostPaths: string[];
  readOnlyHostPaths: string[];
  runtimeSockets: string[];
  missingLimits: string[];
  runtimeClass: string | null;
};

export function podFacts(spec: PodSpec): PodFacts {
  const containers = [...spec.containers, ...spec.initContainers];
  const named = (holds: (container: Container) => boolean) =>
    containers.filter(holds).map(({ name }) => name);
  const paths = hostPathsOf(spec, containers);
  return {
    privilegedContainers: named(({ securityContext }) => securityContext?.privileged === true),
    hostNamespaces: [
      ...(spec.hostNetwork === true ? ["network"] : []),
      ...(spec.hostPID === true ? ["process"] : []),
      ...(spec.hostIPC === true ? ["ipc"] : []),
    ],
    rootContainers: named((container) => mayBeRoot(spec, container)),
    addedCapabilities: containers.flatMap(({ name, securityContext }) =>
      (securityContext?.capabilities?.add ?? [])
        // The one capability that the restricted standard lets a container have.
        .filter((capability) => capability !== "NET_BIND_SERVICE")
        .map((capability) => `${name}: ${capability}`),
    ),
    containersWithoutSeccomp: named(({ securityContext }) => {
      const profile = securityContext?.seccompProfile ?? spec.securityContext?.seccompProfile;
      return profile === undefined || profile.type === "Unconfined";
    }),
    escalatableContainers: named(
      ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false,
    ),
    writableHostPaths: paths.filter(({ readOnly }) => !readOnly).map(({ path }) => path),
    readOnlyHostPaths: paths.filter(({ readOnly }) => readOnly).map(({ path }) => path),
    runtimeSockets: paths.map(({ path }) => path).filter((path) => runtimeSocket.test(path)),
    missingLimits: missingLimitsOf(spec),
    runtimeClass: spec.runtimeClassName ?? null,
  };
}

/** The container's own word outranks the pod's. Without either, the image decides, and most images are root. */
function mayBeRoot(spec: PodSpec, { securityContext }: Container): boolean {
  const user = securityContext?.runAsUser ?? spec.securityContext?.runAsUser;
  if (user !== undefined) return user === 0;
  return (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) !== true;
}

const runtimeSocket =
  /(^|\/)(docker|containerd|crio|cri-dockerd|podman)\.sock$|^\/(var\/)?run\/?$|^\/(var\/)?run\/(containerd|crio|docker|podman)\/?$/;

function hostPathsOf(
  { volumes }: PodSpec,
  containers: readonly Container[],
): { path: string; readOnly: boolean }[] {
  return volumes.flatMap(({ name, hostPath }) => {
    if (!hostPath) return [];
    const mounts = containers.flatMap(({ volumeMounts }) =>
      volumeMounts.filter((mount) => mount.name === name),
    );
    if (mounts.length === 0) return [];
    return [{ path: hostPath.path, readOnly: mounts.every(({ readOnly }) => readOnly === true) }];
  });
}

const missingLimitsOf = (spec: PodSpec): string[] =>
  runningContainers(spec).flatMap(({ name, resources }) =>
    ["memory", "cpu"]
      .filter((kind) => resources?.limits[kind] === undefined)
      .map((kind) => `${name}: ${kind}`),
  );
