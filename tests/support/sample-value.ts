import { z } from "zod";

const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();

type Schema = z.core.JSONSchema.JSONSchema;

/** The smallest value that a schema takes, made from its JSON Schema. */
export const sampleOf = (schema: z.ZodType): unknown =>
  sample(z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }));

function sample(schema: Schema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sample(first);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part))) as unknown;
  switch (schema.type) {
    case "object":
      return Object.fromEntries((schema.required ?? []).map((key) => [key, member(schema, key)]));
    case "array":
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        typeof schema.items === "object" && !Array.isArray(schema.items) ? sample(schema.items) : null,
      );
    case "string":
      return text(schema);
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return false;
    case "null":
    case undefined:
      return null;
  }
}

function member({ properties }: Schema, key: string): unknown {
  const property = properties?.[key];
  return typeof property === "object" ? sample(property) : null;
}

function text({ format, minLength = 0 }: Schema): string {
  const formats: Record<string, string> = {
    uuid: "0190a0a0-0000-7000-8000-00000000abcd",
    email: "sample@example.com",
    "date-time": inAMonth,
    date: inAMonth.slice(0, 10),
    uri: "https://example.com/",
  };
  return formats[format ?? ""] ?? "sample text".padEnd(minLength, ".");
}
