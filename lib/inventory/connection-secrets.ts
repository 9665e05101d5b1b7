import { z } from "zod";

import { env } from "#lib/platform/env.ts";
import { masterKeyFrom, seal, unseal } from "#lib/platform/secret-box.ts";

type Owner = { organizationId: string; id: string };
export type Secrets = Record<string, string>;

const Secrets = z.record(z.string(), z.string());

/** Seals the secret fields of a connection, so that they open for this connection only. */
export const sealSecrets = (owner: Owner, secrets: Secrets): string =>
  seal(masterKey(), contextOf(owner), JSON.stringify(secrets));

/** Called by the worker alone, just before the connection is opened. */
export const openSecrets = (owner: Owner, sealed: string | null): Secrets =>
  sealed === null ? {} : Secrets.parse(JSON.parse(unseal(masterKey(), contextOf(owner), sealed)));

const contextOf = ({ organizationId, id }: Owner): string => `${organizationId}/Connection/${id}`;

function masterKey(): Buffer {
  const text = env().NACRE_SECRET_KEY;
  if (!text) throw new Error("NACRE_SECRET_KEY is not set: connections cannot be sealed or opened");
  return masterKeyFrom(text);
}
