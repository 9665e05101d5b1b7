import { maskCredential } from "./credential.ts";
import { maskSecrets } from "./secret-text.ts";

/** Place marks of a listing: a replay asks for the next page by them. */
const pageToken = /^(next|page|skip|continuation)/i;

/** Members that hold what somebody wrote for a model or a machine to follow. */
const script = /^(instruction|code|text|basePromptTemplate)$/;
const encodedScript = /^(Content|StudioLifecycleConfigContent|UserData)$/;
/** An object written out as text within an answer. */
const writtenOut = /^CloudTrailEvent$/;
const base64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const decoded = (text: string): string => Buffer.from(text, "base64").toString("utf8");
const isEncodedText = (text: string): boolean => base64.test(text) && encoded(decoded(text)) === text;
const encoded = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/**
 * A provider's answer without the secrets in it. Each becomes a text of the same length, so that what is decided by
 * a variable's name, or by there being a value at all, stays decided the same way.
 */
export function scrub(value: unknown): unknown {
  if (typeof value === "string") return maskCredential("", value);
  if (Array.isArray(value)) return value.map(scrub);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, scrubMember(name, member, value)]),
  );
}

/** Some services write a setting as `{ name, value }` rather than as a member of that name. */
function scrubMember(name: string, member: unknown, holder: object): unknown {
  if (typeof member !== "string") return scrub(member);
  if (pageToken.test(name)) return member;
  if (script.test(name)) return maskSecrets(member);
  if (writtenOut.test(name)) return scrubWrittenOut(member);
  if (encodedScript.test(name) && isEncodedText(member)) return encoded(maskSecrets(decoded(member)));
  const pairName: unknown = /^value$/i.test(name)
    ? (Reflect.get(holder, "name") ?? Reflect.get(holder, "Name"))
    : null;
  return maskCredential(typeof pairName === "string" ? pairName : name, member);
}

function scrubWrittenOut(text: string): string {
  try {
    return JSON.stringify(scrub(JSON.parse(text)));
  } catch {
    return maskSecrets(text);
  }
}
