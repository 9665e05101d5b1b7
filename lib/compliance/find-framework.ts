import { AppError } from "#lib/domain/errors.ts";
import type { Framework, FrameworkControl } from "#lib/domain/framework.ts";
import { frameworks } from "./frameworks/registry.ts";

/** The framework of that id, whatever edition the organization goes by. Throws `not-found`. */
export function frameworkOf(id: string): Framework {
  const framework = frameworks.find((known) => known.id === id);
  if (!framework) throw new AppError("not-found", "There is no such framework.");
  return framework;
}

/** A control of a framework. Throws `not-found`. */
export function controlOf(
  frameworkId: string,
  controlId: string,
): { framework: Framework; control: FrameworkControl } {
  const framework = frameworkOf(frameworkId);
  const control = framework.controls.find(({ id }) => id === controlId);
  if (!control) throw new AppError("not-found", "There is no such control.");
  return { framework, control };
}
