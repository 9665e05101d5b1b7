import { controllerOf, type Metadata } from "./metadata.ts";

export type Owner = { kind: string; name: string };

/** What a person wrote to have this pod: a replica set stands between it and its deployment, a job its cron job. */
export function ownerOfPod(metadata: Metadata): Owner {
  const controller = controllerOf(metadata);
  if (!controller) return { kind: "Pod", name: metadata.name };
  const hash = metadata.labels["pod-template-hash"];
  if (controller.kind === "ReplicaSet" && hash !== undefined && controller.name.endsWith(`-${hash}`))
    return { kind: "Deployment", name: controller.name.slice(0, -hash.length - 1) };
  // A cron job names its jobs by the minute they were due, in at least eight digits.
  const scheduled = controller.kind === "Job" ? /^(.+)-\d{8,}$/.exec(controller.name)?.[1] : undefined;
  if (scheduled !== undefined) return { kind: "CronJob", name: scheduled };
  return { kind: controller.kind, name: controller.name };
}
