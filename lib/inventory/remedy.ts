import type { ProviderError } from "#lib/domain/provider-call.ts";

/** What a person must do about a call that ended a whole sync. */
export function remedyFor({ reason, call, permission }: ProviderError): string {
  if (reason === "expired-credentials")
    return "The credentials have expired. Edit the connection and enter new ones, then sync again.";
  if (reason === "denied") return `Allow ${permission ?? call} to the identity of this connection.`;
  if (reason === "not-recorded")
    return `The recording does not hold ${call}. Record again with the present version of Nacre.`;
  return "Check that the provider can be reached from where Nacre runs, then sync again.";
}
