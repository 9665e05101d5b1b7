const acronyms: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ..."ACL AI API ARN AWS CIDR CMK DNS ETag GPU HTTP HTTPS IAM ID IP JSON JWT KMS MCP MFA OIDC OS RBAC SAML".split(
      " ",
    ),
    ..."SAS SDK SKU SQL SSE SSH SSO TLS TTL URI URL URLs VM VPC VPN WAF YAML IDs ARNs IPs".split(" "),
  ].map((word) => [word.toLowerCase(), word]),
);

/** `kmsKeyArn` reads "KMS key ARN", `secret-variables` "Secret variables". */
export function plainWords(name: string): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z]{2})/g, "$1 $2")
    .split(/[\s_-]+/)
    .filter((word) => word !== "")
    .map((word) => acronyms[word.toLowerCase()] ?? word.toLowerCase());
  const text = words.join(" ");
  return text === "" ? name : text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** `properties.encryption.kmsKey` reads "Encryption › KMS key"; a tag keeps the name its owner gave it. */
export function plainPath(path: string): string {
  const tag = /^tags\.(.*)$/s.exec(path)?.[1];
  if (tag !== undefined) return `Tag ${tag}`;
  return path
    .replace(/^(properties|facets)\./, "")
    .split(".")
    .map((part, index) => (index === 0 ? plainWords(part) : lowered(plainWords(part))))
    .join(" › ");
}

/** Inside a path only what is an abbreviation keeps its capital. */
const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
