import { asRecord, isRecord } from "../record.ts";
import type { Template } from "./template.ts";

/** A value that only CloudFormation will know. */
export const notKnown: unique symbol = Symbol("not known");
/** What `AWS::NoValue` leaves out. */
const left: unique symbol = Symbol("left out");

/** What the resource of a logical id will be called, by `Ref` (no attribute) or `Fn::GetAtt`. */
export type NameResource = (logicalId: string, attribute: string | null) => string | typeof notKnown;

type Known = { account: string; region: string };
const depthMax = 60;

/** Works out what a template says, as far as it says it. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
export class Intrinsics {
  readonly #template: Template;
  readonly #known: Known;
  readonly #name: NameResource;
  #depth = 0;

  constructor(template: Template, known: Known, name: NameResource) {
    this.#template = template;
    this.#known = known;
    this.#name = name;
  }

  /** The value with every function in it worked out; `notKnown` stands where one cannot be. */
  value(written: unknown): unknown {
    const value = this.#work(written);
    return value === left ? undefined : value;
  }

  /** Null where it rests on something not known. */
  condition(name: string): boolean | null {
    return this.#isTrue(this.#template.conditions[name]);
  }

  #work(written: unknown): unknown {
    if (++this.#depth > depthMax) {
      this.#depth--;
      return notKnown;
    }
    try {
      if (Array.isArray(written))
        return written.map((one: unknown) => this.#work(one)).filter((one) => one !== left);
      if (!isRecord(written)) return written;
      const [only, ...others] = Object.entries(written);
      const name = only && others.length === 0 ? functionOf(only[0]) : null;
      if (only && name) return this.#call(name, only[1]);
      const members = Object.entries(written).map(([key, one]) => [key, this.#work(one)] as const);
      return Object.fromEntries(members.filter(([, one]) => one !== left));
    } finally {
      this.#depth--;
    }
  }

  #call(name: string, argument: unknown): unknown {
    switch (name) {
      case "Ref":
        return this.#ref(argument);
      case "GetAtt":
        return this.#attribute(argument);
      case "Sub":
        return this.#substituted(argument);
      case "If":
        return this.#chosen(argument);
      case "Join":
        return this.#joined(argument);
      case "Select":
        return this.#selected(argument);
      case "Split":
        return this.#split(argument);
      case "FindInMap":
        return this.#mapped(argument);
      case "Length": {
        const items = this.#work(argument);
        return Array.isArray(items) ? items.length : notKnown;
      }
      case "Base64":
        return this.#work(argument);
      case "ToJsonString":
        return this.#json(argument);
      case "Condition":
      case "Equals":
      case "And":
      case "Or":
      case "Not":
        return this.#isTrue({ [`Fn::${name}`]: argument }) ?? notKnown;
      default:
        return notKnown;
    }
  }

  #ref(name: unknown): unknown {
    if (typeof name !== "string") return notKnown;
    const { account, region } = this.#known;
    const pseudo: Readonly<Record<string, unknown>> = {
      "AWS::AccountId": account,
      "AWS::Region": region,
      "AWS::Partition": "aws",
      "AWS::URLSuffix": "amazonaws.com",
      "AWS::StackName": "planned",
      "AWS::NoValue": left,
    };
    if (Object.hasOwn(pseudo, name)) return pseudo[name];
    const parameter = this.#template.parameters[name];
    if (isRecord(parameter)) return defaultOf(parameter);
    return this.#template.resources.has(name) ? this.#name(name, null) : notKnown;
  }

  #attribute(argument: unknown): unknown {
    const [logicalId, ...rest] = pathOf(argument);
    const attribute = rest.map((one) => this.#work(one)).join(".");
    return typeof logicalId === "string" && this.#template.resources.has(logicalId)
      ? this.#name(logicalId, attribute)
      : notKnown;
  }

  #substituted(argument: unknown): unknown {
    const [text, own] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
    if (typeof text !== "string") return notKnown;
    let isKnown = true;
    const replaced = text.replaceAll(/\$\{([^}]*)\}/g, (all, name: string) => {
      if (name.startsWith("!")) return `\${${name.slice(1)}}`;
      const value = this.#named(name.trim(), own);
      if (typeof value === "string" || typeof value === "number") return String(value);
      isKnown = false;
      return all;
    });
    return isKnown ? replaced : notKnown;
  }

  #named(name: string, own: unknown): unknown {
    if (isRecord(own) && Object.hasOwn(own, name)) return this.#work(own[name]);
    return name.includes(".") ? this.#attribute(name) : this.#ref(name);
  }

  #chosen(argument: unknown): unknown {
    const [name, yes, no] = Array.isArray(argument) ? (argument as unknown[]) : [];
    const isTrue = typeof name === "string" ? this.condition(name) : null;
    if (isTrue !== null) return this.#work(isTrue ? yes : no);
    const [a, b] = [this.#work(yes), this.#work(no)];
    return JSON.stringify(a) === JSON.stringify(b) && a !== notKnown && a !== left ? a : notKnown;
  }

  #joined(argument: unknown): unknown {
    const [separator, items] = this.#list(argument);
    if (typeof separator !== "string" || !Array.isArray(items)) return notKnown;
    return items.some((one) => typeof one === "symbol") ? notKnown : items.join(separator);
  }

  #selected(argument: unknown): unknown {
    const [index, items] = this.#list(argument);
    return Array.isArray(items) ? (items[Number(index)] ?? notKnown) : notKnown;
  }

  #split(argument: unknown): unknown {
    const [separator, text] = this.#list(argument);
    return typeof separator === "string" && typeof text === "string" ? text.split(separator) : notKnown;
  }

  #mapped(argument: unknown): unknown {
    const [map, first, second, otherwise] = this.#list(argument);
    if (typeof map !== "string" || typeof first !== "string" || typeof second !== "string") return notKnown;
    const row = asRecord(asRecord(this.#template.mappings[map])[first]);
    if (Object.hasOwn(row, second)) return row[second];
    return asRecord(otherwise)["DefaultValue"] ?? notKnown;
  }

  #json(argument: unknown): unknown {
    const value = this.#work(argument);
    return holdsUnknown(value) ? notKnown : JSON.stringify(value);
  }

  #list(argument: unknown): unknown[] {
    return Array.isArray(argument) ? argument.map((one: unknown) => this.#work(one)) : [];
  }

  #isTrue(written: unknown): boolean | null {
    if (++this.#depth > depthMax) return this.#shallower(null);
    const [entry] = isRecord(written) ? Object.entries(written) : [];
    if (!entry) return this.#shallower(typeof written === "boolean" ? written : null);
    const [key, argument] = entry;
    const items: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
    switch (key === "Condition" ? key : (functionOf(key) ?? "")) {
      case "Condition":
        return this.#shallower(typeof argument === "string" ? this.condition(argument) : null);
      case "Equals": {
        const [a, b] = items.map((one) => this.#work(one));
        return this.#shallower(
          typeof a === "symbol" || typeof b === "symbol" ? null : String(a) === String(b),
        );
      }
      case "Not": {
        const inner = this.#isTrue(items[0]);
        return this.#shallower(inner === null ? null : !inner);
      }
      case "And":
        return this.#shallower(every(items.map((one) => this.#isTrue(one))));
      case "Or": {
        const none = every(items.map((one) => this.#isTrue(one)).map((one) => (one === null ? null : !one)));
        return this.#shallower(none === null ? null : !none);
      }
      default:
        return this.#shallower(null);
    }
  }

  #shallower<T>(value: T): T {
    this.#depth--;
    return value;
  }
}

/** `Role.Arn`, or a list of its parts. */
function pathOf(argument: unknown): readonly unknown[] {
  if (typeof argument === "string") return argument.split(".");
  return Array.isArray(argument) ? argument : [];
}

/** One that is false decides; one that is not known leaves it open. */
function every(all: readonly (boolean | null)[]): boolean | null {
  if (all.includes(false)) return false;
  return all.includes(null) ? null : true;
}

const functions = new Set([
  "Ref",
  "Condition",
  "GetAtt",
  "Sub",
  "If",
  "Join",
  "Select",
  "Split",
  "FindInMap",
  "Base64",
  "ToJsonString",
  "Equals",
  "And",
  "Or",
  "Not",
  "ImportValue",
  "GetAZs",
  "Cidr",
  "Length",
  "Transform",
]);

/** `Ref`, `Fn::Sub` and `!Sub` are one kind of thing. A policy's own `Condition` is none. */
function functionOf(key: string): string | null {
  const name = /^(?:Fn::|!)(.+)$/.exec(key)?.[1] ?? (key === "Ref" ? key : "");
  if (functions.has(name)) return name;
  return key.startsWith("Fn::") ? "Transform" : null;
}

function defaultOf(parameter: Readonly<Record<string, unknown>>): unknown {
  const { Type, Default } = parameter;
  // The default of such a parameter is the name under which Systems Manager keeps the value.
  if (Default === undefined || String(Type).startsWith("AWS::SSM::")) return notKnown;
  const isList = Type === "CommaDelimitedList" || String(Type).startsWith("List<");
  if (isList && typeof Default === "string") return Default.split(",").map((one) => one.trim());
  return Default;
}

export const holdsUnknown = (value: unknown): boolean =>
  value === notKnown ||
  (Array.isArray(value)
    ? value.some(holdsUnknown)
    : isRecord(value) && Object.values(value).some(holdsUnknown));
