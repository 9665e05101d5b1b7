export type Settings = Readonly<Record<string, string>>;

const secretName = /(^|[_.:-]|[a-z])(api_?key|key|secret|password|pwd|token|connection_?string|sas)$/i;
const notSecretName =
  /^(WEBSITE_|APPINSIGHTS_|APPLICATIONINSIGHTS_|FUNCTIONS_|SCM_|DOCKER_REGISTRY_SERVER_URL)/i;
const secretValues = [
  /\bAccountKey=[A-Za-z0-9+/=]{20,}/,
  /\bSharedAccessKey=[A-Za-z0-9+/=]{20,}/,
  /\b(?:Password|Pwd)=[^;]{4,}/i,
  /[?&]sig=[A-Za-z0-9%+/=]{20,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\bAKIA[A-Z0-9]{16}\b/,
  /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----/,
];

/** Settings that hold a credential in clear. A Key Vault reference holds only where the secret is. */
export const secretSettings = (settings: Settings): string[] =>
  Object.entries(settings)
    .filter(([, value]) => value !== "" && !isVaultReference(value))
    .filter(
      ([name, value]) => secretValues.some((pattern) => pattern.test(value)) || isNamedSecret(name, value),
    )
    .map(([name]) => name)
    .toSorted();

/** A name alone is not enough: `TOKEN_LIMIT_KEY=enabled` is a switch, and a long opaque value is not. */
const isNamedSecret = (name: string, value: string): boolean =>
  secretName.test(name) && !notSecretName.test(name) && value.length >= 16 && !/\s|^https?:\/\//.test(value);

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
  return [
    ...[...urls, ...bare].flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname.toLowerCase()] : [])),
    ...(blob === undefined ? [] : [`${blob}.blob.core.windows.net`]),
  ].filter((host) => host !== "localhost" && !host.startsWith("127."));
}
