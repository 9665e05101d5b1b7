import { pointsElsewhere } from "../credential.ts";

const promptName = /(system_?prompt|prompt_?template|agent_?instructions?)$/i;

/** Whether a variable holds the text of a system prompt, rather than a reference to one. */
export const holdsPrompt = (name: string, value: string): boolean =>
  promptName.test(name) && /\s/.test(value.trim()) && !pointsElsewhere(value);

const urlHost = /\b[a-z][a-z0-9+.-]*:\/\/(?:[^/@\s]*@)?([a-z0-9.-]+\.[a-z]{2,})/gi;
const bareHost = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+\.[a-z]{2,})(?::\d+)?(?:\/\S*)?$/i;

/** Host names a setting's value names, in lower case. */
export function hostsNamedBy(value: string): string[] {
  const urls = [...value.matchAll(urlHost)].map(([, host]) => host ?? "");
  const bare = bareHost.exec(value.trim())?.[1];
  return [...new Set([...urls, ...(bare ? [bare] : [])].map((host) => host.toLowerCase()))];
}
