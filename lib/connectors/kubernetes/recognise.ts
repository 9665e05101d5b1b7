import { commandLineOf } from "./command-line.ts";
import { engines, type Engine } from "./engines.ts";
import { parseImage } from "./image-reference.ts";
import type { Container } from "./pod-spec.ts";

/**
 * Which product a container runs. An image says so by its name unless a command of its own runs something else; a
 * command says so whatever the image; a mere word in the name only together with the product's port.
 */
export function recognise(container: Container): Engine | null {
  const { repository } = parseImage(container.image);
  const name = repository.toLowerCase();
  const { words } = commandLineOf(container);
  const ports = new Set(container.ports.map(({ containerPort }) => containerPort));
  const isServer = ({ joins }: Engine) => joins === null || !words.some((word) => joins.test(word));
  const commanded = engines.find(({ command }) => command !== null && runs(words, command));
  if (commanded) return isServer(commanded) ? commanded : null;
  // A helper that shares the image is told by its own command: a download of weights, a migration, a sleep.
  if (container.command.length > 0 && !isEntrypointOf(words)) return null;
  return (
    engines.find(({ image }) => image.test(name)) ??
    engines.find(
      ({ word, ports: known }) => word?.test(name) === true && known.some((port) => ports.has(port)),
    ) ??
    null
  );
}

const helpers =
  /^(pull|push|download|list|show|rm|cp|version|help|--version|--help|init|migrate|db|gc|upgrade)$/;

/** A product's program, or a module of it, that is not asked to do something else and end. */
function runs(words: readonly string[], command: RegExp): boolean {
  const at = words.findIndex((word) => command.test(word));
  if (at < 0) return false;
  const next = words.slice(at + 1).find((word) => !word.startsWith("-"));
  return next === undefined || !helpers.test(next);
}

/** Commands that images' own entrypoints are made of: they start what the image is for. */
const isEntrypointOf = ([first = ""]: readonly string[]): boolean =>
  /(^|\/)(docker-)?(entrypoint|run|start|launch)[\w.-]*(\.sh|\.py)?$|(^|\/)(tini|dumb-init)$/.test(first);
