import { z } from "zod";

/** `GetEventSelectors`: a trail has basic or advanced selectors, never both. */
const RawSelectors = z.object({
  EventSelectors: z
    .array(
      z.object({
        ReadWriteType: z.enum(["All", "ReadOnly", "WriteOnly"]).optional(),
        IncludeManagementEvents: z.boolean().optional(),
        DataResources: z.array(z.object({ Type: z.string() })).optional(),
        ExcludeManagementEventSources: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  AdvancedEventSelectors: z
    .array(
      z.object({
        FieldSelectors: z.array(
          z.object({
            Field: z.string(),
            Equals: z.array(z.string()).optional(),
            NotEquals: z.array(z.string()).optional(),
          }),
        ),
      }),
    )
    .optional(),
});

type Events = {
  managementEvents: "all" | "read" | "write" | "none";
  dataEventTypes: string[];
  excludedSources: string[];
};
type One = { management: "all" | "read" | "write" | "none"; dataTypes: string[]; excluded: string[] };

/** What a trail records, over all of its selectors. */
export function eventsOf(raw: unknown): Events {
  const { EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] } = RawSelectors.parse(raw ?? {});
  const all = [...basic.map(fromBasic), ...advanced.map(fromAdvanced)];
  const kinds = new Set(all.map((one) => one.management));
  const both = kinds.has("all") || (kinds.has("read") && kinds.has("write"));
  const some = kinds.has("read") ? "read" : undefined;
  return {
    managementEvents: both ? "all" : (some ?? (kinds.has("write") ? "write" : "none")),
    dataEventTypes: [...new Set(all.flatMap((one) => one.dataTypes))].toSorted(),
    excludedSources: excludedByAll(all.filter(({ management }) => management !== "none")),
  };
}

/** A source that one selector leaves out is still recorded by another that does not. */
function excludedByAll([first, ...others]: readonly One[]): string[] {
  const sources = (first?.excluded ?? []).filter((source) =>
    others.every(({ excluded }) => excluded.includes(source)),
  );
  return [...new Set(sources)].toSorted();
}

type Basic = NonNullable<z.infer<typeof RawSelectors>["EventSelectors"]>[number];
type Advanced = NonNullable<z.infer<typeof RawSelectors>["AdvancedEventSelectors"]>[number];

const kindOfType = { All: "all", ReadOnly: "read", WriteOnly: "write" } as const;

const fromBasic = (selector: Basic): One => ({
  management:
    selector.IncludeManagementEvents === false ? "none" : kindOfType[selector.ReadWriteType ?? "All"],
  dataTypes: (selector.DataResources ?? []).map((resource) => resource.Type),
  excluded: selector.ExcludeManagementEventSources ?? [],
});

function fromAdvanced({ FieldSelectors: fields }: Advanced): One {
  const field = (name: string) => fields.find((candidate) => candidate.Field === name);
  if (!field("eventCategory")?.Equals?.includes("Management"))
    return { management: "none", dataTypes: field("resources.type")?.Equals ?? [], excluded: [] };
  const readOnly = field("readOnly")?.Equals?.[0];
  const kinds: Record<string, One["management"]> = { true: "read", false: "write" };
  return {
    management: kinds[readOnly ?? ""] ?? "all",
    dataTypes: [],
    excluded: field("eventSource")?.NotEquals ?? [],
  };
}
