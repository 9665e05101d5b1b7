import { ConnectionError } from "#lib/domain/provider-call.ts";

/** Addresses by which a cloud hands out the credentials of its own machines. */
export const metadataHosts =
  /^(169\.254\.|\[?fe80:|\[?fd00:ec2:|metadata\.google\.internal$|100\.100\.100\.200$)/i;

/** The base every call goes to, without its last slash. It is handed the token, so it must be encrypted and no trap. */
export function safeBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.protocol !== "https:" || url.username !== "" || url.password !== "")
    throw new ConnectionError(
      `${text.slice(0, 200)} is not an https address.`,
      "Write the address as https://host, without a user name or password in it.",
    );
  if (metadataHosts.test(url.hostname))
    throw new ConnectionError(
      `${url.hostname} hands out the credentials of the machine that asks.`,
      "Write the address of the provider itself.",
    );
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
