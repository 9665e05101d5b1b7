import { abilities, type Ability, type Grant } from "#lib/domain/ability.ts";
import { coversGlob, fitsGlob } from "./glob.ts";
import { abilityRules, type AbilityRule } from "./iam-abilities.ts";
import { narrowingConditions, sidOf, statementsOf, type Statement } from "./iam-statements.ts";

/** What a policy document grants, in the words all clouds share. Throws `ZodError` on a document that is none. */
export const grantsOf = (policy: unknown, source: string): Grant[] =>
  statementsOf(policy).flatMap((statement, index) =>
    grantsOfStatement(statement, `${source}, ${sidOf(statement, index)}`),
  );

/** What one statement grants or denies. */
export function grantsOfStatement(statement: Statement, source: string): Grant[] {
  const narrowed = narrowingConditions(statement).length > 0 || statement.NotResource !== undefined;
  const effect = statement.Effect === "Allow" ? "allow" : "deny";
  const grants = new Map<string, { targets: Target; abilities: Set<Ability> }>();
  const add = (target: Target, ability: Ability) => {
    const id = `${target.on} ${target.partly}`;
    const entry = grants.get(id) ?? { targets: target, abilities: new Set<Ability>() };
    entry.abilities.add(ability);
    grants.set(id, entry);
  };
  const resources = statement.Resource ?? ["*"];
  if (allowsEverything(statement) && resources.includes("*"))
    for (const ability of abilities) add({ on: "*", partly: false }, ability);
  else
    for (const rule of abilityRules)
      if (gives(statement, rule))
        for (const resource of resources) {
          const target = targetOf(resource, rule);
          if (target) add(target, rule.ability);
        }
  return [...grants.values()].map(({ targets, abilities: given }) => ({
    effect,
    abilities: abilities.filter((ability) => given.has(ability)),
    on: targets.on,
    conditional: narrowed || targets.partly,
    source,
  }));
}

const allowsEverything = ({ Action }: Statement): boolean =>
  Action?.some((action) => /^\*(:\*)?$/.test(action)) ?? false;

/** One allowed action gives the ability; only the denial of all of them takes it. */
function gives(statement: Statement, rule: AbilityRule): boolean {
  const covered = (action: string) => coversAction(statement, action);
  return statement.Effect === "Allow" ? rule.actions.some(covered) : rule.actions.every(covered);
}

/** Action names are compared without regard to case. */
export function coversAction({ Action, NotAction }: Statement, action: string): boolean {
  const fits = (pattern: string) => fitsGlob(pattern.toLowerCase(), action.toLowerCase());
  if (Action) return Action.some(fits);
  return NotAction !== undefined && !NotAction.some(fits);
}

/** `partly`: the grant is on some of what stands under `on`, so it holds only maybe for a given part. */
type Target = { on: string; partly: boolean };

function targetOf(resource: string, rule: AbilityRule): Target | null {
  const pattern = resource.replaceAll(/\$\{[^}]*\}/g, "*");
  const vague = pattern !== resource || pattern.includes("?");
  const on = pattern.replaceAll(/\?+/g, "*");
  if (coversGlob(on, rule.on)) return { on: rule.on, partly: vague };
  const whole = rule.s3 ? s3Target(on, rule.s3) : { on: toKeyPattern(on), partly: false };
  if (!whole || !sameService(whole.on, rule.on)) return null;
  return { on: whole.on, partly: vague || whole.partly };
}

/** An object's ARN stands for its bucket, which is what the inventory knows. */
function s3Target(resource: string, wants: "objects" | "bucket"): Target | null {
  const slash = resource.indexOf("/");
  if (wants === "bucket") return slash < 0 ? { on: resource, partly: false } : null;
  if (slash < 0) return resource.endsWith("*") ? { on: resource, partly: false } : null;
  return { on: resource.slice(0, slash), partly: resource.slice(slash) !== "/*" };
}

/** An agent is called through an alias; the inventory knows the agent. */
const toKeyPattern = (resource: string): string =>
  resource.replace(/:agent-alias\/([^/]+)(\/.*)?$/, ":agent/$1");

function sameService(resource: string, on: string): boolean {
  const [, , service, , , kind] = resource.split(":");
  const [, , wanted, , , wantedKind] = on.split(":");
  if (!service || !wanted || !fitsGlob(service, wanted)) return false;
  const head = (text: string | undefined) => text?.split("/")[0] ?? "*";
  return wantedKind === undefined || head(wantedKind) === "*" || fitsGlob(head(kind), head(wantedKind));
}
