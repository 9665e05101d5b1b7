import type { Scope } from "#lib/domain/connector.ts";
import { arnIn } from "./partition.ts";

/** The key a setting names: services accept an ARN, a bare id or an alias. An alias cannot be resolved from its text. */
export function kmsKeyArn(named: string | undefined | null, scope: Scope): string | null {
  if (!named) return null;
  if (named.startsWith("arn:") || named.startsWith("alias/") || scope.region === null) return named;
  return arnIn(scope, "kms", `key/${named}`);
}

/** `alias/aws/…` is a key that AWS makes and manages, so it is no customer key. */
export const isAwsManagedKey = (named: string): boolean => /(^|:)alias\/aws\//.test(named);

/** Where an `encrypted-by` leads: only the ARN of a key itself is a resource of the estate. */
export function encryptingKey(named: string | undefined | null, scope: Scope): string | null {
  const arn = kmsKeyArn(named, scope);
  return arn?.includes(":key/") ? arn : null;
}
