import { z } from "zod";

import { env } from "#lib/platform/env.ts";
import { masterKeyFrom, seal, sealingKeyOf, unseal } from "#lib/platform/secret-box.ts";

type Owner = { organizationId: string; id: string };
export type Secrets = Record<string, string>;

const Secrets = z.record(z.string(), z.string());

/** Seals the secret fields of a connection, so that they open for this connection only. */
export const sealSecrets = (owner: Owner, secrets: Secrets): string =>
  seal(sealingKey(), contextOf(owner), JSON.stringify(secrets));

/** Called by the worker alone, just before the connection is opened. */
export const openSecrets = (owner: Owner, sealed: string | null): Secrets =>
  sealed === null ? {} : Secrets.parse(JSON.parse(unseal(masterKey(), contextOf(owner), sealed)));

const contextOf = ({ organizationId, id }: Owner): string => `${organizationId}/Connection/${id}`;

/** The web process has only this half; the worker has both. */
const sealingKey = (): string => env().NACRE_SEALING_KEY ?? sealingKeyOf(masterKey());

function masterKey(): Buffer {
  const text = env().NACRE_SECRET_KEY;
  if (!text) throw new Error("NACRE_SECRET_KEY is not set: connection secrets cannot be opened");
  return masterKeyFrom(text);
}
