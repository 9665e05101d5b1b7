/** What gives a credential away by its shape, whatever the setting is called: each matches the secret part alone. */
const secretShapes = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\bgh[opsur]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bhf_[A-Za-z0-9]{20,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{11,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----|[\s\S]*$)/g,
  /(?<=[?&](?:X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token|sig)=)[^&\s";]+/g,
  /(?<=\b(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/=]{20,}/gi,
  // `Password=${DB_PASSWORD}` and the like are filled in elsewhere.
  /(?<=(?:^|[;,\s"'?&])(?:Password|Pwd)=)[^;,&\s"'@$<{%][^;,&\s"']{3,}/gi,
  /(?<=:\/\/[^/:@\s]*:)[^/@\s$<{][^/@\s]*(?=@)/g,
];
/** What is left of a secret in a recording. */
const masked = /x{16,}/;
const redacted = /^(\[?(redacted|scrubbed|removed)[^\]]*\]?|\*{3,})$/i;

/** Names that say a secret, in words joined by `_`. */
const strongName =
  /(^|_)(password|passwd|passphrase|pwd|secret|token|credentials?|sas|api_?key|access_?key|account_?key|private_?key|secret_?key|auth_?key|shared_?key)(_\d+)?$/i;
/** A key that only finds a thing, or that everybody may know, opens nothing. */
const harmlessKey =
  /(^|_)(kms|cmk|public|partition|sort|foreign|cache|object|s3|bucket|hash|range|row|index|routing|idempotency|lookup)_?key$/i;
const weakName = /[a-z0-9]_key(_\d+)?$/i;

/** Where a secret is found is not the secret. */
const pointer =
  /^(arn:|[a-z][a-z0-9+.-]*:\/\/[^@\s]*$|ResourceId=\/|InstrumentationKey=|@Microsoft\.KeyVault\(|projects\/|ssm:|secretsmanager:|vault:|\{\{|\$\{|\$\()/i;
/** A secret key of AWS may begin with a slash too, and has a stretch longer than any name. */
const path = /^\.{0,2}(\/[\w.@-]{1,32})+\/?$|^[a-z][a-z0-9._-]*(\/[a-z0-9._-]{1,32})+$/;
const plainSetting = /^(true|false|enabled?|disabled?|required|optional|default|managed|\d+)$/i;

/** Whether a value says where something is kept rather than what it is. */
export const pointsElsewhere = (value: string): boolean => pointer.test(value) || path.test(value);

/**
 * Whether a setting holds a credential in clear: the one definition that normalizers report by and recordings are
 * scrubbed by. A redacted value counts, because it stands for one that was there.
 */
export function holdsCredential(name: string, value: string): boolean {
  return masked.test(value) || hasShape(value) || isNamedCredential(name, value);
}

/** The value with its secret parts masked at their own length, so that what was decided by it stays decided. */
export function maskCredential(name: string, value: string): string {
  if (hasShape(value)) return maskShapes(value);
  return isNamedCredential(name, value) && !redacted.test(value) ? mask(value) : value;
}

function isNamedCredential(name: string, value: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .replaceAll(/[.:-]+|_{2,}/g, "_");
  if (harmlessKey.test(words)) return false;
  if (strongName.test(words)) return redacted.test(value) || isOpaque(value);
  return weakName.test(words) && (redacted.test(value) || (isOpaque(value) && isRandom(value)));
}

/** Words, numbers and short settings are no secrets, whatever their name. */
const isOpaque = (value: string): boolean =>
  value.length >= 8 && !/\s/.test(value) && !plainSetting.test(value) && !pointsElsewhere(value);

const isRandom = (value: string): boolean =>
  /^[0-9a-f-]{32,}$/i.test(value) ||
  (value.length >= 16 && /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value));

// A search starts afresh, where the test of a global pattern goes on from its last match.
const hasShape = (value: string): boolean => secretShapes.some((shape) => value.search(shape) >= 0);

const maskShapes = (value: string): string =>
  secretShapes.reduce((text, shape) => text.replaceAll(shape, mask), value);

const mask = (text: string): string => "x".repeat(text.length);
