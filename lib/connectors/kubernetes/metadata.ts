import { z } from "zod";

/** The API leaves out what is empty, and writes null for what was emptied. */
export const texts = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value): z.output<T>[] => value ?? []);
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);
export const word = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const Owner = z.object({ kind: z.string(), name: z.string(), controller: flag });

export const Metadata = z.object({
  name: z.string().min(1).max(253),
  namespace: z.string().min(1).max(253).default("default"),
  labels: texts,
  annotations: texts,
  ownerReferences: listOf(Owner),
});
export type Metadata = z.infer<typeof Metadata>;

export const controllerOf = ({ ownerReferences }: Metadata): { kind: string; name: string } | undefined =>
  ownerReferences.find(({ controller }) => controller === true);

const tagsMax = 50;
/** Labels that tools write for themselves say nothing about who owns a thing. */
const ofMachines =
  /^(pod-template-hash|controller-revision-hash|statefulset\.kubernetes\.io\/|batch\.kubernetes\.io\/|helm\.sh\/chart|kubernetes\.io\/metadata\.name)/;

export const tagsOf = ({ labels }: Metadata): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels)
      .filter(([key]) => !ofMachines.test(key))
      .slice(0, tagsMax),
  );
