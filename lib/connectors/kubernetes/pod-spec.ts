import { z } from "zod";

import { flag, listOf, texts, word } from "./metadata.ts";

const Capabilities = z.object({ add: listOf(z.string()), drop: listOf(z.string()) });
const Seccomp = z.object({ type: z.string() });
const number = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined);
const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value): z.output<T> | undefined => value ?? undefined);

export const ContainerSecurity = z.object({
  privileged: flag,
  allowPrivilegeEscalation: flag,
  runAsNonRoot: flag,
  runAsUser: number,
  readOnlyRootFilesystem: flag,
  capabilities: optional(Capabilities),
  seccompProfile: optional(Seccomp),
});

const EnvSource = z.object({
  secretKeyRef: z.unknown().optional(),
  configMapKeyRef: z.unknown().optional(),
});
const Env = z.object({ name: z.string(), value: word, valueFrom: optional(EnvSource) });
const EnvFrom = z.object({ secretRef: z.unknown().optional(), configMapRef: z.unknown().optional() });
const Quantity = z.union([z.string(), z.number()]).transform(String);
const Resources = z.object({
  limits: z
    .record(z.string(), Quantity)
    .nullish()
    .transform((value) => value ?? {}),
});
const Mount = z.object({ name: z.string(), mountPath: z.string(), readOnly: flag });
const Port = z.object({ name: word, containerPort: z.number(), hostPort: number });

export const Container = z.object({
  name: z.string(),
  image: z.string().default(""),
  command: listOf(z.string()),
  args: listOf(z.string()),
  ports: listOf(Port),
  env: listOf(Env),
  envFrom: listOf(EnvFrom),
  resources: optional(Resources),
  volumeMounts: listOf(Mount),
  securityContext: optional(ContainerSecurity),
  /** Of an init container: one that keeps running beside the others. */
  restartPolicy: word,
});
export type Container = z.infer<typeof Container>;

const Volume = z.object({
  name: z.string(),
  hostPath: optional(z.object({ path: z.string(), type: word })),
  configMap: optional(z.object({ name: z.string().optional() })),
  secret: optional(z.object({ secretName: z.string().optional() })),
});

export const PodSpec = z.object({
  serviceAccountName: word,
  automountServiceAccountToken: flag,
  hostNetwork: flag,
  hostPID: flag,
  hostIPC: flag,
  runtimeClassName: word,
  securityContext: optional(
    z.object({ runAsNonRoot: flag, runAsUser: number, seccompProfile: optional(Seccomp) }),
  ),
  containers: listOf(Container),
  initContainers: listOf(Container),
  volumes: listOf(Volume),
  nodeSelector: texts,
});
export type PodSpec = z.infer<typeof PodSpec>;

export const PodTemplate = z.object({
  metadata: z
    .object({ labels: texts, annotations: texts })
    .nullish()
    .transform((value) => value ?? { labels: {}, annotations: {} }),
  spec: PodSpec,
});
export type PodTemplate = z.infer<typeof PodTemplate>;

/** Containers that run for as long as the pod does. */
export const runningContainers = ({ containers, initContainers }: PodSpec): Container[] => [
  ...containers,
  ...initContainers.filter(({ restartPolicy }) => restartPolicy === "Always"),
];

/** An environment variable. `value` is null where it comes from a secret, a config map or the pod itself. */
export type Variable = { name: string; value: string | null };
export const variablesOf = ({ env }: Container): Variable[] =>
  env.map(({ name, value, valueFrom }) => ({ name, value: valueFrom ? null : (value ?? "") }));
