import { frameworks } from "#lib/compliance/frameworks/registry.ts";
import type { ControlRef } from "#lib/contract/findings.ts";
import { readControl, writeControl, type Framework, type FrameworkControl } from "#lib/domain/framework.ts";
import { owaspEditions, type OwaspEdition } from "#lib/domain/owasp-edition.ts";
import { compileGlob } from "#lib/inventory/glob.ts";
import { checks } from "./checks/registry.ts";

const matches = (globs: readonly string[], checkId: string): boolean =>
  globs.some((glob) => compileGlob(glob).matches(checkId));

const known = new Map<string, ReadonlySet<string>>();

/** The checks that are evidence for a control, by its address; none where there is no such control. */
export function checkIdsOfControl(address: string): ReadonlySet<string> {
  const found = known.get(address);
  if (found) return found;
  const control = controlAt(address);
  if (!control) return new Set();
  const ids = new Set(checks.flatMap(({ id }) => (matches(control.checks, id) ? [id] : [])));
  known.set(address, ids);
  return ids;
}

function controlAt(address: string): FrameworkControl | null {
  const read = readControl(address);
  const framework = frameworks.find(({ id }) => id === read?.frameworkId);
  return framework?.controls.find(({ id }) => id === read?.controlId) ?? null;
}

/** What the organization goes by: of OWASP's list, the edition it chose. */
export const frameworksIn = (edition: OwaspEdition): readonly Framework[] =>
  frameworks.filter(
    ({ id }) => !owaspEditions.some((other) => other !== edition && id === `owasp-llm-${other}`),
  );

/** The controls that a check is evidence for. */
export const controlsOfCheck = (checkId: string, edition: OwaspEdition): ControlRef[] =>
  frameworksIn(edition).flatMap((framework) =>
    framework.controls
      .filter(({ id }) =>
        checkIdsOfControl(writeControl({ frameworkId: framework.id, controlId: id })).has(checkId),
      )
      .map(({ id, title }) => ({
        frameworkId: framework.id,
        framework: framework.shortTitle,
        controlId: id,
        title,
      })),
  );
