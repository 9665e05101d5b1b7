import type { Connector } from "#lib/domain/connector.ts";
import { UsageError } from "./usage-error.ts";

/** What `--set NAME=VALUE` gave, checked by the connector's own schema. */
export function settingsOf(connector: Connector, pairs: readonly string[]): Record<string, string> {
  const settings = Object.fromEntries(
    pairs.map((pair) => {
      const [name = "", ...rest] = pair.split("=");
      if (rest.length === 0) throw new UsageError(`--set needs NAME=VALUE, not ${pair}.`);
      return [name, rest.join("=")];
    }),
  );
  const checked = connector.credentials.safeParse(settings);
  if (checked.success) return settings;
  const problems = checked.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new UsageError(`These settings do not fit:\n${problems.join("\n")}`);
}
