import { z } from "zod";

import type { CredentialFieldView } from "#lib/contract/connections.ts";
import type { Connector } from "#lib/domain/connector.ts";
import { AppError, type FieldProblem } from "#lib/domain/errors.ts";
import type { Secrets } from "./connection-secrets.ts";

export type SplitCredentials = { config: Record<string, string>; secrets: Secrets };

/** What a person is asked for, read from the connector's own schema. */
export const credentialFields = ({ credentials }: Connector): CredentialFieldView[] =>
  Object.entries(credentials.shape).map(([name, field]) => {
    // Safe because every member of a zod object's shape is a zod type.
    const schema = field as z.ZodType;
    const meta = schema.meta() ?? {};
    return {
      name,
      title: typeof meta.title === "string" ? meta.title : name,
      help: typeof meta["help"] === "string" ? meta["help"] : "",
      secret: meta["secret"] === true,
      scope: meta["scope"] === true,
      document: meta["document"] === true,
      required: !schema.safeParse(undefined).success,
    };
  });

/** Checks what was entered by the connector's schema and parts what is secret from what may be shown again. */
export function splitCredentials(
  connector: Connector,
  entered: Readonly<Record<string, string>>,
): SplitCredentials {
  const given = textsOf(connector.credentials, entered);
  const secretNames = new Set(
    credentialFields(connector).flatMap(({ name, secret }) => (secret ? [name] : [])),
  );
  return {
    config: Object.fromEntries(given.filter(([name]) => !secretNames.has(name))),
    secrets: Object.fromEntries(given.filter(([name]) => secretNames.has(name))),
  };
}

/**
 * What may be shown of credentials that leave the stored secrets where they are: no secret is among what was entered,
 * and nothing changes but what is read. Null for any other change.
 */
export function configBesideStoredSecrets(
  connector: Connector,
  stored: Readonly<Record<string, unknown>>,
  entered: Readonly<Record<string, string>>,
): Record<string, string> | null {
  const fields = credentialFields(connector);
  if (fields.some(({ name, secret }) => secret && name in entered)) return null;
  const plain = fields.filter(({ secret }) => !secret);
  const shape = plain.flatMap(({ name }) => {
    const schema = connector.credentials.shape[name];
    return schema ? [[name, schema] as const] : [];
  });
  const config = Object.fromEntries(textsOf(z.strictObject(Object.fromEntries(shape)), entered));
  const isKept = plain.every(({ name, scope }) => scope || (config[name] ?? "") === (stored[name] ?? ""));
  return isKept ? config : null;
}

/**
 * A stored secret goes nowhere it was not entered for: once a field changes that says who Nacre is or whom it asks,
 * each secret must be entered again, or be given as empty to remove it.
 */
export function requireSecretsAgain(connector: Connector, entered: Readonly<Record<string, string>>): void {
  const missing = credentialFields(connector).filter(({ name, secret }) => secret && !(name in entered));
  if (missing.length > 0)
    throw invalidFields(
      missing.map(({ name, title }) => ({
        field: `credentials.${name}`,
        message: `Enter ${title} again: stored secrets are not sent to a changed destination`,
      })),
    );
}

/** What was entered and is not empty, in the form its schema gives it. Throws `invalid-input` naming every field. */
function textsOf(schema: z.ZodObject, entered: Readonly<Record<string, string>>): [string, string][] {
  const parsed = schema.safeParse(entered);
  if (!parsed.success)
    throw invalidFields(
      parsed.error.issues.flatMap((issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => ({
              field: `credentials.${key}`,
              message: "There is no such field",
            }))
          : [{ field: ["credentials", ...issue.path].join("."), message: issue.message }],
      ),
    );
  return Object.entries(parsed.data).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" && value !== "" ? [[name, value]] : [],
  );
}

function invalidFields(fields: readonly FieldProblem[]): AppError {
  const [first] = fields;
  return new AppError("invalid-input", `${first?.field ?? "credentials"}: ${first?.message ?? "not valid"}`, {
    fields,
  });
}
