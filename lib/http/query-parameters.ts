import {
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  parseAsIsoDateTime,
  type ParserMap,
} from "nuqs/server";
import { z } from "zod";

export type QueryParameter = { name: string; required: boolean; schema: object };

/** nuqs keeps no schema, but its own parsers can be told apart, and ours say which values they take. */
export const parametersOfParsers = (parsers: ParserMap): QueryParameter[] =>
  Object.entries(parsers).map(([name, parser]) => {
    const fallback = "defaultValue" in parser ? parser.defaultValue : undefined;
    return {
      name,
      required: false,
      schema: { ...schemaOf(parser), ...(isPlain(fallback) ? { default: fallback } : {}) },
    };
  });

export const parametersOfSchema = (schema: z.ZodObject): QueryParameter[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    required: required.includes(name),
    schema: typeof property === "object" ? property : {},
  }));
};

function schemaOf(parser: ParserMap[string]): object {
  if ("values" in parser && Array.isArray(parser.values))
    return { type: "array", items: { type: "string", enum: parser.values } };
  if ("choices" in parser && Array.isArray(parser.choices)) return { type: "string", enum: parser.choices };
  switch (parser.parse) {
    case parseAsInteger.parse:
      return { type: "integer" };
    case parseAsFloat.parse:
      return { type: "number" };
    case parseAsBoolean.parse:
      return { type: "boolean" };
    case parseAsIsoDateTime.parse:
      return { type: "string", format: "date-time" };
    default:
      return { type: "string" };
  }
}

const isPlain = (value: unknown): boolean =>
  typeof value === "string" ||
  typeof value === "number" ||
  typeof value === "boolean" ||
  Array.isArray(value);
