import { parseDocument } from "yaml";
import { z } from "zod";

const textMax = 512 * 1024;

/** A value of a shape nobody foresaw says nothing, where the file as a whole still says something. */
const loose = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const Texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

export const Permissions = z.union([z.string(), z.record(z.string(), z.string())]);
export type Permissions = z.infer<typeof Permissions>;

const Step = z.looseObject({
  uses: loose(z.string()),
  run: loose(z.string()),
  with: loose(z.record(z.string(), z.unknown())),
});
export type Step = z.infer<typeof Step>;

const Image = z.union([z.string(), z.looseObject({ image: z.string() }).transform(({ image }) => image)]);

const Job = z.looseObject({
  uses: loose(z.string()),
  permissions: loose(Permissions.nullable()),
  environment: loose(
    z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]),
  ),
  "runs-on": loose(z.unknown()),
  container: loose(Image),
  services: loose(z.record(z.string(), Image)),
  steps: loose(z.array(Step)),
});
export type Job = z.infer<typeof Job>;

const Filter = z.looseObject({ branches: loose(Texts), tags: loose(Texts) });
export type Filter = z.infer<typeof Filter>;

const Triggers = z.union([
  z.string().transform((name) => new Map<string, Filter>([[name, {}]])),
  z.array(z.string()).transform((names) => new Map<string, Filter>(names.map((name) => [name, {}]))),
  z
    .record(z.string(), z.unknown())
    .transform(
      (map) =>
        new Map<string, Filter>(
          Object.entries(map).map(([name, filter]) => [name, Filter.safeParse(filter).data ?? {}]),
        ),
    ),
]);

export const WorkflowFile = z.looseObject({
  name: loose(z.string()),
  on: Triggers,
  permissions: loose(Permissions.nullable()),
  jobs: z.record(z.string(), Job),
});
export type WorkflowFile = z.infer<typeof WorkflowFile>;

/** A workflow from its text, or why it is none. Aliases are bounded, so that no small file unfolds into a large one. */
export function readWorkflowFile(text: string): { file: WorkflowFile } | { problem: string } {
  if (text.length > textMax) return { problem: `The file is larger than ${textMax} characters` };
  let value: unknown;
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: "silent" });
    const [error] = document.errors;
    if (error) return { problem: error.message.slice(0, 300) };
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problem: error instanceof Error ? error.message.slice(0, 300) : "The file is not YAML" };
  }
  const parsed = WorkflowFile.safeParse(value);
  return parsed.success ? { file: parsed.data } : { problem: z.prettifyError(parsed.error).slice(0, 300) };
}
