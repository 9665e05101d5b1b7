import type { Container } from "./pod-spec.ts";
import { variablesOf } from "./pod-spec.ts";

/** What a container is told: its words on the command line, and its environment. */
export type CommandLine = {
  /** Command and arguments; a shell's script is split into its words. */
  words: readonly string[];
  environment: ReadonlyMap<string, string | null>;
  /** Variables come from whole secrets or config maps, whose names are not in the pod. */
  hasUnseenVariables: boolean;
};

export function commandLineOf(container: Container): CommandLine {
  const words = [...container.command, ...container.args].flatMap((part) =>
    /[\s\n]/.test(part) ? shellWords(part) : [part],
  );
  return {
    words,
    environment: new Map(variablesOf(container).map(({ name, value }) => [name, value])),
    hasUnseenVariables: container.envFrom.length > 0,
  };
}

/** Words of a script, without the quotes around them. Good enough to find flags; nothing is run. */
const shellWords = (script: string): string[] =>
  (script.match(/"[^"]*"|'[^']*'|[^\s"']+(?:"[^"]*"|'[^']*'|[^\s"']+)*/g) ?? []).map((word) =>
    word.replaceAll(/["']/g, ""),
  );

/** The value of a flag, as `--flag value` or `--flag=value`; an empty text where it has none. Undefined if not given. */
export function flagValue({ words }: CommandLine, ...flags: string[]): string | undefined {
  for (const [index, word] of words.entries())
    for (const flag of flags) {
      if (word.startsWith(`${flag}=`)) return word.slice(flag.length + 1);
      if (word !== flag) continue;
      const next = words[index + 1];
      return next === undefined || next.startsWith("-") ? "" : next;
    }
  return undefined;
}

export const hasFlag = (line: CommandLine, ...flags: string[]): boolean =>
  flagValue(line, ...flags) !== undefined;

/** Whether a variable is set to something, be it in clear or from a secret. */
export function isSet({ environment }: CommandLine, ...names: string[]): boolean {
  return names.some((name) => environment.has(name) && environment.get(name) !== "");
}

/** A variable's value where it is in clear; undefined if it is not set, null if it comes from elsewhere. */
export const valueOf = ({ environment }: CommandLine, name: string): string | null | undefined =>
  environment.get(name);
