import { ConnectionError, ProviderError } from "#lib/domain/provider-call.ts";

type Remedies = {
  title: string;
  /** What to do about a token that is no longer taken. */
  credential: string;
  /** What to do about one that is taken and may not see what it must. */
  access: string;
};

/** Why a connection cannot be opened, from the first call it made. What is no answer of a provider's stays as it is. */
export function toConnectionError(error: unknown, { title, credential, access }: Remedies): unknown {
  if (!(error instanceof ProviderError)) return error;
  const { reason, message } = error;
  if (reason === "expired-credentials")
    return new ConnectionError(`${title} does not accept the token: ${message}`, credential);
  if (reason === "denied" || reason === "not-found")
    return new ConnectionError(`${title} does not show it to this token: ${message}`, access);
  if (reason === "malformed")
    return new ConnectionError(
      `What answered is not ${title}.`,
      `Check the address, and any proxy between Nacre and ${title}.`,
    );
  return new ConnectionError(
    `${title} was not reached: ${message}`,
    "Check the address, and that the machine Nacre runs on may reach it.",
  );
}
