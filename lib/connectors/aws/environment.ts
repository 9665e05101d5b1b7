/** What the values of environment variables give away by their shape, whatever the variable is called. */
const credentialShapes = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\bsk-[A-Za-z0-9_-]{16,}/,
  /\b(ghp|gho|ghs|github_pat)_[A-Za-z0-9_]{20,}/,
  /\bhf_[A-Za-z0-9]{20,}/,
  /\bAIza[A-Za-z0-9_-]{30,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(AccountKey|SharedAccessKey)=[A-Za-z0-9+/=]{20,}/i,
  /:\/\/[^/:@\s]+:[^/@\s]+@/,
  // What is left of one of the above in a recording.
  /x{16,}/,
];
const credentialName =
  /(^|_)(password|passwd|pwd|secret|token|credentials?|api_?key|access_?key|account_?key|private_?key|secret_?key|auth_?key|connection_?string)(_\d+)?$/i;
/** Where a secret is found is not the secret. */
const pointer = /^(arn:|https?:\/\/[^@\s]*$|\/|\.\/|projects\/|ssm:|secretsmanager:|vault:|\{\{|\$\{)/;
const redacted = /^(\[?(redacted|scrubbed|removed)[^\]]*\]?|\*{3,})$/i;

/** Whether a variable holds a credential in clear. A redacted value counts: it stands for one that was there. */
export function holdsCredential(name: string, value: string): boolean {
  if (credentialShapes.some((shape) => shape.test(value))) return true;
  const words = name.replaceAll(/([a-z])([A-Z])/g, "$1_$2");
  if (!credentialName.test(words)) return false;
  if (redacted.test(value)) return true;
  return value.length >= 8 && !pointer.test(value) && !/^\d+$/.test(value) && !/\s/.test(value);
}

const promptName = /(system_?prompt|prompt_?template|agent_?instructions?)$/i;

/** Whether a variable holds the text of a system prompt, rather than a reference to one. */
export const holdsPrompt = (name: string, value: string): boolean =>
  promptName.test(name) && /\s/.test(value.trim()) && !pointer.test(value);

const urlHost = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^/@\s]*@)?([a-z0-9.-]+\.[a-z]{2,})/gi;
const bareHost = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+\.[a-z]{2,})(?::\d+)?(?:\/\S*)?$/i;

/** Host names a setting's value names, in lower case. */
export function hostsNamedBy(value: string): string[] {
  const urls = [...value.matchAll(urlHost)].map(([, host]) => host ?? "");
  const bare = bareHost.exec(value.trim())?.[1];
  return [...new Set([...urls, ...(bare ? [bare] : [])].map((host) => host.toLowerCase()))];
}
