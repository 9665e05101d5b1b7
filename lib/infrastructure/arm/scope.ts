import { asRecord, isRecord } from "../record.ts";
import { parseExpression, type Expression } from "./expression.ts";
import { holdsUnknown, notKnown, pureFunctions } from "./functions.ts";
import { idOf } from "./resource-id.ts";

export type Deployment = { subscription: string; group: string };
type Loop = { name: string; index: number };
const depthMax = 200;

/** What the expressions of one template mean, as far as it says. */
export class Scope {
  readonly deployment: Deployment;
  readonly #template: Readonly<Record<string, unknown>>;
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #loops: readonly Loop[];
  #depth = 0;

  constructor(
    template: Readonly<Record<string, unknown>>,
    given: Readonly<Record<string, unknown>>,
    deployment: Deployment,
    loops: readonly Loop[] = [],
  ) {
    this.#template = template;
    this.#given = given;
    this.deployment = deployment;
    this.#loops = loops;
  }

  /** One turn of a copy loop. */
  within(loop: Loop): Scope {
    return new Scope(this.#template, this.#given, this.deployment, [...this.#loops, loop]);
  }

  /** The value with every expression in it worked out; `notKnown` stands where one cannot be. */
  value(written: unknown): unknown {
    if (++this.#depth > depthMax) return this.#shallower(notKnown);
    if (typeof written === "string") return this.#shallower(this.#text(written));
    if (Array.isArray(written)) return this.#shallower(written.map((one: unknown) => this.value(one)));
    if (!isRecord(written)) return this.#shallower(written);
    const members = Object.entries(written).flatMap(([key, one]) =>
      key === "copy" && Array.isArray(one) ? this.#copied(one) : [[this.#key(key), this.value(one)] as const],
    );
    return this.#shallower(Object.fromEntries(members));
  }

  #key(key: string): string {
    const value = this.#text(key);
    return typeof value === "string" ? value : key;
  }

  /** Members that a loop makes: `copy: [{ name, count, input }]`. */
  #copied(loops: readonly unknown[]): (readonly [string, unknown])[] {
    return loops.map(asRecord).map(({ name, count, input }) => {
      const total = this.value(count);
      const items =
        typeof total === "number"
          ? Array.from({ length: Math.min(total, 800) }, (_, index) =>
              this.within({ name: String(name), index }).value(input),
            )
          : notKnown;
      return [String(name), items] as const;
    });
  }

  #text(text: string): unknown {
    if (text.startsWith("[[")) return text.slice(1);
    const expression = parseExpression(text);
    return expression ? this.#work(expression) : text;
  }

  #work(expression: Expression): unknown {
    if (++this.#depth > depthMax) return this.#shallower(notKnown);
    switch (expression.kind) {
      case "text":
      case "number":
        return this.#shallower(expression.value);
      case "member":
        return this.#shallower(memberOf(this.#work(expression.of), expression.name));
      case "index":
        return this.#shallower(memberOf(this.#work(expression.of), this.#work(expression.at)));
      case "call":
        return this.#shallower(this.#call(expression.name, expression.arguments));
    }
  }

  #call(name: string, written: readonly Expression[]): unknown {
    if (name === "if") return this.#chosen(written);
    const values = written.map((one) => this.#work(one));
    const own = this.#own(name, values);
    if (own !== undefined) return own;
    if (name === "and" || name === "or") return junction(name, values);
    const pure = Object.hasOwn(pureFunctions, name) ? pureFunctions[name] : undefined;
    if (!pure || values.some(holdsUnknown)) return notKnown;
    const value = pure(...values);
    return value === undefined ? notKnown : value;
  }

  #chosen([condition, yes, no]: readonly Expression[]): unknown {
    if (!condition || !yes || !no) return notKnown;
    const isTrue = this.#work(condition);
    if (typeof isTrue === "boolean") return this.#work(isTrue ? yes : no);
    const [a, b] = [this.#work(yes), this.#work(no)];
    return !holdsUnknown([a, b]) && JSON.stringify(a) === JSON.stringify(b) ? a : notKnown;
  }

  /** Functions of the template and of what it is applied to. */
  #own(name: string, values: readonly unknown[]): unknown {
    const { subscription, group } = this.deployment;
    const [first] = values;
    switch (name) {
      case "parameters":
        return this.#parameter(String(first));
      case "variables":
        return this.#variable(String(first));
      case "copyindex":
        return this.#index(values);
      case "resourceid":
      case "subscriptionresourceid":
      case "extensionresourceid":
      case "tenantresourceid":
        return idOf(name, values, this.deployment);
      case "subscription":
        return {
          subscriptionId: subscription,
          id: `/subscriptions/${subscription}`,
          tenantId: "planned-tenant",
        };
      case "resourcegroup":
        return {
          name: group,
          id: `/subscriptions/${subscription}/resourceGroups/${group}`,
          location: notKnown,
          tags: {},
        };
      case "tenant":
        return { tenantId: "planned-tenant" };
      case "environment":
        return {
          suffixes: { storage: "core.windows.net", keyvaultDns: ".vault.azure.net" },
          name: "AzureCloud",
        };
      default:
        return undefined;
    }
  }

  #parameter(name: string): unknown {
    if (Object.hasOwn(this.#given, name)) return this.#given[name];
    const { defaultValue } = asRecord(asRecord(this.#template["parameters"])[name]);
    return defaultValue === undefined ? notKnown : this.value(defaultValue);
  }

  #variable(name: string): unknown {
    const variables = asRecord(this.#template["variables"]);
    if (Object.hasOwn(variables, name)) return this.value(variables[name]);
    const loops = Array.isArray(variables["copy"]) ? variables["copy"] : [];
    const made = this.#copied(loops).find(([own]) => own === name);
    return made ? made[1] : notKnown;
  }

  #index(values: readonly unknown[]): unknown {
    const [first, second] = values;
    const named =
      typeof first === "string" ? this.#loops.find(({ name }) => name === first) : this.#loops.at(-1);
    const offset = Number(typeof first === "number" ? first : (second ?? 0));
    return named ? named.index + offset : notKnown;
  }

  #shallower<T>(value: T): T {
    this.#depth--;
    return value;
  }
}

function memberOf(value: unknown, name: unknown): unknown {
  if (holdsUnknown(name) || typeof value !== "object" || value === null) return notKnown;
  if (Array.isArray(value)) return (value as unknown[])[Number(name)] ?? notKnown;
  const wanted = String(name).toLowerCase();
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === wanted);
  return found ? found[1] : notKnown;
}

/** One that decides is enough; one that is not known leaves it open. */
function junction(name: "and" | "or", values: readonly unknown[]): unknown {
  const decisive = name === "or";
  if (values.includes(decisive)) return decisive;
  return values.some((one) => typeof one !== "boolean") ? notKnown : !decisive;
}
