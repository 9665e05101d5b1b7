const secretName =
  /(password|passwd|secret|token|credential|api_?key|access_?key|account_?key|private_?key|connection_?string)s?$/i;
const secretShapes = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\b(ghp|gho|ghs)_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bhf_[A-Za-z0-9]{20,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
  /(?<=[?&](?:X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token|sig)=)[^&\s"]+/g,
  /(?<=(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/=]{20,}/gi,
];
/** Place marks of a listing: a replay asks for the next page by them. */
const pageToken = /^(next|page|skip|continuation)/i;
/** Where a secret is to be found, which is no secret. */
const pointer = /^(arn:|https?:\/\/[^@\s]*$|\/|projects\/)/;

/**
 * A provider's answer without the secrets in it. Each becomes a text of the same length, so that what is decided by
 * a variable's name, or by there being a value at all, stays decided the same way.
 */
export function scrub(value: unknown): unknown {
  if (typeof value === "string") return scrubText(value);
  if (Array.isArray(value)) return value.map(scrub);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, scrubMember(name, member, value)]),
  );
}

/** Some services write a setting as `{ name, value }` rather than as a member of that name. */
function scrubMember(name: string, member: unknown, holder: object): unknown {
  if (typeof member !== "string") return scrub(member);
  const pairName = /^value$/i.test(name)
    ? (Reflect.get(holder, "name") ?? Reflect.get(holder, "Name"))
    : null;
  if (pageToken.test(name)) return member;
  const isSecret = secretName.test(name) || (typeof pairName === "string" && secretName.test(pairName));
  return isSecret && isCredentialLike(member) ? masked(member) : scrubText(member);
}

/** Words, numbers and short settings are no secrets, whatever their name. */
const isCredentialLike = (text: string): boolean =>
  text.length >= 8 && !pointer.test(text) && !/\s/.test(text) && !/^\d+$/.test(text);

const scrubText = (text: string): string =>
  secretShapes.reduce((scrubbed, shape) => scrubbed.replaceAll(shape, masked), text);

const masked = (text: string): string => "x".repeat(text.length);
