import {
  createLoader,
  parseAsBoolean,
  parseAsFloat,
  parseAsInteger,
  type inferParserType,
  type ParserMap,
} from "nuqs/server";
import type { z } from "zod";

import { AppError } from "#lib/domain/errors.ts";
import { requireStorable } from "#lib/platform/storable.ts";
import { parseInput } from "./parse-input.ts";
import { parametersOfParsers, parametersOfSchema, type QueryParameter } from "./query-parameters.ts";

/** Reads and checks the query of a request, and says which parameters it knows. */
export type QueryReader<Query> = ((searchParams: URLSearchParams) => Query) & {
  parameters: () => QueryParameter[];
};

/** The filters of a page, read strictly: pages forgive a bad URL and show the default, the API refuses it. */
export function strictQuery<Parsers extends ParserMap>(
  parsers: Parsers,
): QueryReader<inferParserType<Parsers>> {
  const load = createLoader(parsers);
  const read = (searchParams: URLSearchParams): inferParserType<Parsers> => {
    refuseUnknown(searchParams, Object.keys(parsers));
    for (const [name, text] of searchParams) if (isLoose(parsers[name], text)) throw problem(name, notTaken);
    try {
      return load(searchParams, { strict: true });
    } catch {
      throw invalid(searchParams, parsers);
    }
  };
  return Object.assign(read, { parameters: () => parametersOfParsers(parsers) });
}

/** A query whose values are text, parsed by a zod object. */
export function zodQuery<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
): QueryReader<z.infer<z.ZodObject<Shape>>> {
  const read = (searchParams: URLSearchParams) => {
    refuseUnknown(searchParams, Object.keys(schema.shape));
    return parseInput(schema, Object.fromEntries(searchParams), "query");
  };
  return Object.assign(read, { parameters: () => parametersOfSchema(schema) });
}

function refuseUnknown(searchParams: URLSearchParams, known: readonly string[]): void {
  const keys = [...searchParams.keys()];
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw problem(unknown, `There is no such parameter. Known are: ${known.join(", ") || "none"}.`);
  const repeated = keys.find((key, at) => keys.indexOf(key) !== at);
  if (repeated !== undefined) throw problem(repeated, "Give it once; several values go in one, with commas.");
  for (const [key, text] of searchParams) requireStorable(key, text);
}

/** Which parameter does not parse on its own. */
function invalid(searchParams: URLSearchParams, parsers: ParserMap): AppError {
  const wrong = [...searchParams.keys()].find((key) => {
    const parser = parsers[key];
    if (!parser) return false;
    try {
      createLoader({ [key]: parser })(searchParams, { strict: true });
      return false;
    } catch {
      return true;
    }
  });
  return problem(wrong ?? "query", notTaken);
}

const notTaken = "This value is not one it takes.";

/** nuqs reads `10abc` as 10 and any word but `true` as false, which is kind to a page and hides a script's mistake. */
function isLoose(parser: ParserMap[string] | undefined, text: string): boolean {
  switch (parser?.parse) {
    case undefined:
      return false;
    case parseAsInteger.parse:
      return !/^-?\d{1,9}$/.test(text);
    case parseAsFloat.parse:
      return !/^-?\d{1,15}(\.\d{1,15})?$/.test(text);
    case parseAsBoolean.parse:
      return text !== "true" && text !== "false";
    default:
      return false;
  }
}

const problem = (field: string, message: string): AppError =>
  new AppError("invalid-input", `${field}: ${message}`, { fields: [{ field, message }] });
