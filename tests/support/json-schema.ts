import { readFileSync } from "node:fs";

import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

/** Published schemas by file name, and where else they refer to. */
const references: Record<string, readonly string[]> = {
  "cyclonedx-1.5": ["cyclonedx-spdx", "cyclonedx-jsf-0.82"],
  "cyclonedx-1.6": ["cyclonedx-spdx", "cyclonedx-jsf-0.82"],
  "cyclonedx-1.7": ["cyclonedx-spdx", "cyclonedx-jsf-0.82", "cyclonedx-cryptography-defs"],
};

const text = (pattern: RegExp) => ({
  type: "string" as const,
  validate: (value: string) => pattern.test(value),
});
const isDate = (value: string) => !Number.isNaN(Date.parse(value));
const formats = {
  "date-time": {
    type: "string" as const,
    validate: (value: string) => /T.*(Z|[+-]\d\d:\d\d)$/.test(value) && isDate(value),
  },
  date: {
    type: "string" as const,
    validate: (value: string) => /^\d{4}-\d\d-\d\d$/.test(value) && isDate(value),
  },
  uri: { type: "string" as const, validate: (value: string) => URL.canParse(value) },
  "uri-reference": text(/^[^\s"<>\\^`{|}]*$/),
  "iri-reference": text(/^[^\s"<>\\^`{|}]*$/),
  "idn-email": text(/^[^@\s]+@[^@\s]+$/),
};

const read = (name: string): { $schema?: string } =>
  // Safe because these files are published schemas, kept beside the tests.
  JSON.parse(readFileSync(`${import.meta.dirname}/../schemas/${name}.json`, "utf8")) as { $schema?: string };

type Validate = (value: unknown) => string[];
/** Making a validator takes a second for the large ones, so each is made once. */
const made = new Map<string, Validate>();

/** Says what is wrong with a value by a published schema: nothing, where it is as the schema says. */
export function schemaProblems(name: string): Validate {
  const validate = made.get(name) ?? make(name);
  made.set(name, validate);
  return validate;
}

function make(name: string): Validate {
  const schema = read(name);
  const options = { strict: false, formats, inlineRefs: false };
  const ajv = schema.$schema?.includes("2020-12") ? new Ajv2020(options) : new Ajv(options);
  for (const other of references[name] ?? []) {
    // What refers to it does so by the name of its file.
    const file = `${other.replace("cyclonedx-", "")}.SNAPSHOT.schema.json`;
    ajv.addSchema(read(other), `http://cyclonedx.org/schema/${file}`);
  }
  const validate = ajv.compile(schema);
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message, params }) =>
          `${instancePath} ${message} ${JSON.stringify(params)}`.slice(0, 300),
        );
}
