import { holdsCredential } from "../credential.ts";

export type Settings = Readonly<Record<string, string>>;

/** Settings that hold a credential in clear. A Key Vault reference holds only where the secret is. */
export const secretSettings = (settings: Settings): string[] =>
  Object.entries(settings)
    .filter(([name, value]) => holdsCredential(name, value))
    .map(([name]) => name)
    .toSorted();

export const vaultReferences = (settings: Settings): string[] =>
  Object.entries(settings)
    .filter(([, value]) => isVaultReference(value))
    .map(([name]) => name)
    .toSorted();

const isVaultReference = (value: string): boolean => value.startsWith("@Microsoft.KeyVault(");

/** Hosts the settings name: what the app calls, in this cloud or another. */
export const hostsIn = (settings: Settings): string[] =>
  [
    ...new Set(
      Object.values(settings)
        .filter((value) => !isVaultReference(value))
        .flatMap(hostsOfValue),
    ),
  ].toSorted();

function hostsOfValue(value: string): string[] {
  const urls = value.match(/\b(?:https?|wss?|sb|redis|rediss|postgres(?:ql)?):\/\/[^\s;,"'<>]+/gi) ?? [];
  const bare = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\.[a-z]{2,}(?::\d+)?$/i.test(value) ? [`https://${value}`] : [];
  const blob = /\bAccountName=([a-z0-9]{3,24})\b/.exec(value)?.[1];
  const suffix = /\bEndpointSuffix=([a-z0-9.-]+)/i.exec(value)?.[1] ?? "core.windows.net";
  return [
    ...[...urls, ...bare].flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname.toLowerCase()] : [])),
    ...(blob === undefined ? [] : [`${blob}.blob.${suffix.toLowerCase()}`]),
  ].filter((host) => host !== "localhost" && !host.startsWith("127."));
}
