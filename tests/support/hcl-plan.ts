import { computedAttributes } from "./computed-attributes.ts";

/** A value as it was written: known, or put together of what is known only once it is applied. */
type Written = {
  value: unknown;
  references: string[];
  unknown: boolean;
  /** The members of an object, each of which may be known or not. */
  members?: readonly (readonly [name: string, Written])[];
};
type BlockBody = { attributes: Map<string, Written>; blocks: Map<string, BlockBody[]> };
type Resource = { mode: "managed" | "data"; type: string; name: string; body: BlockBody };

/**
 * The plan that Terraform writes for a file of resources in plain HCL (no loops, locals or modules), in the documented
 * format 1.2: no Terraform is at hand where these tests run.
 */
export function planOf(hcl: string, providers: Readonly<Record<string, Record<string, string>>> = {}) {
  const resources = new Reader(hcl).resources();
  const find = (address: string) => resources.find((one) => addressOf(one) === address);
  const settle = (written: Written): Written => settled(written, find);
  const managed = resources.filter(({ mode }) => mode === "managed");
  return {
    format_version: "1.2",
    terraform_version: "1.9.8",
    planned_values: {
      root_module: {
        resources: managed.map((one) => ({
          ...headOf(one),
          schema_version: 0,
          values: valuesOf(one.body, settle),
        })),
      },
    },
    resource_changes: resources.map((one) => ({
      ...headOf(one),
      change: {
        actions: [one.mode === "data" ? "read" : "create"],
        before: null,
        after: valuesOf(one.body, settle),
        after_unknown: { id: true, ...leftOut(one), ...unknownOf(one.body, settle) },
        before_sensitive: false,
        after_sensitive: {},
      },
    })),
    configuration: {
      provider_config: Object.fromEntries(
        Object.entries(providers).map(([name, values]) => [
          name,
          {
            name,
            expressions: Object.fromEntries(
              Object.entries(values).map(([key, value]) => [key, { constant_value: value }]),
            ),
          },
        ]),
      ),
      root_module: {
        resources: resources.map((one) => ({
          ...headOf(one),
          provider_config_key: one.type.split("_")[0],
          expressions: expressionsOf(one.body),
        })),
      },
    },
  };
}

const leftOut = ({ mode, type, body }: Resource): Record<string, true> =>
  Object.fromEntries(
    (mode === "data" ? [] : (computedAttributes[type] ?? []))
      .filter((name) => !body.attributes.has(name) && !body.blocks.has(name))
      .map((name) => [name, true]),
  );

const addressOf = ({ mode, type, name }: Resource): string =>
  `${mode === "data" ? "data." : ""}${type}.${name}`;
const headOf = (resource: Resource) => ({
  address: addressOf(resource),
  mode: resource.mode,
  type: resource.type,
  name: resource.name,
  provider_name: `registry.terraform.io/hashicorp/${resource.type.split("_")[0]}`,
});

/** One reference to something that is written down elsewhere is known already. */
function settled(written: Written, find: (address: string) => Resource | undefined): Written {
  const [only] = written.references;
  if (
    !written.unknown ||
    written.references.length !== 1 ||
    only === undefined ||
    written.value !== undefined
  )
    return written;
  const steps = only.split(".");
  const target = find(steps.slice(0, -1).join("."));
  const found = target?.body.attributes.get(steps.at(-1) ?? "");
  return found && !found.unknown ? { ...found, references: written.references } : written;
}

function valuesOf(body: BlockBody, settle: (written: Written) => Written): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, written] of body.attributes) {
    const { value, unknown, members } = settle(written);
    if (!unknown) values[name] = value;
    else if (members) values[name] = valuesOf(bodyOf(members), settle);
  }
  for (const [name, blocks] of body.blocks) values[name] = blocks.map((block) => valuesOf(block, settle));
  return values;
}

function unknownOf(body: BlockBody, settle: (written: Written) => Written): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, written] of body.attributes) {
    const { unknown, members } = settle(written);
    if (unknown) values[name] = members ? unknownOf(bodyOf(members), settle) : true;
  }
  for (const [name, blocks] of body.blocks) values[name] = blocks.map((block) => unknownOf(block, settle));
  return values;
}

const bodyOf = (members: NonNullable<Written["members"]>): BlockBody => ({
  attributes: new Map(members),
  blocks: new Map(),
});

function expressionsOf(body: BlockBody): Record<string, unknown> {
  const expressions: Record<string, unknown> = {};
  for (const [name, { value, references }] of body.attributes)
    expressions[name] =
      references.length > 0
        ? { references: references.flatMap((one) => [one, one.split(".").slice(0, -1).join(".")]) }
        : { constant_value: value };
  for (const [name, blocks] of body.blocks) expressions[name] = blocks.map(expressionsOf);
  return expressions;
}

const tokens = /\s+|#[^\n]*|"(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z0-9_.\-*]*|-?\d+(?:\.\d+)?|[{}[\]()=,:]/gy;

class Reader {
  readonly #tokens: string[] = [];
  #at = 0;
  constructor(text: string) {
    tokens.lastIndex = 0;
    for (let match = tokens.exec(text); match; match = tokens.exec(text))
      if (!/^[\s#]/.test(match[0])) this.#tokens.push(match[0]);
    if (this.#tokens.length === 0 || /\S/.test(text.slice(this.#end(text))))
      throw new Error("The HCL was not read to its end");
  }

  resources(): Resource[] {
    const found: Resource[] = [];
    while (this.#at < this.#tokens.length) {
      const kind = this.#next();
      const labels: string[] = [];
      while (this.#peek() !== "{") labels.push(unquoted(this.#next()));
      const body = this.#body();
      const [type = "", name = ""] = labels;
      if (kind === "resource" || kind === "data")
        found.push({ mode: kind === "data" ? "data" : "managed", type, name, body });
    }
    return found;
  }

  #end(text: string): number {
    return text.lastIndexOf(this.#tokens.at(-1) ?? "") + (this.#tokens.at(-1)?.length ?? 0);
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? "";
  }

  #next(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new Error("The HCL ends too early");
    return token;
  }

  #body(): BlockBody {
    const body: BlockBody = { attributes: new Map(), blocks: new Map() };
    this.#next();
    while (this.#peek() !== "}") {
      const name = unquoted(this.#next());
      if (this.#peek() === "{") body.blocks.set(name, [...(body.blocks.get(name) ?? []), this.#body()]);
      else {
        this.#next();
        body.attributes.set(name, this.#value());
      }
    }
    this.#next();
    return body;
  }

  #value(): Written {
    const token = this.#next();
    if (token === "[") return this.#list();
    if (token === "{") return this.#object();
    if (token === "jsonencode") return this.#encoded();
    if (token.startsWith('"')) {
      const references = [...token.matchAll(/\$\{([^}]+)\}/g)].map(([, one]) => one ?? "");
      const mixed = references.length > 0;
      return { value: mixed ? "" : (JSON.parse(token) as unknown), references, unknown: mixed };
    }
    if (token === "true" || token === "false")
      return { value: token === "true", references: [], unknown: false };
    if (/^-?\d/.test(token)) return { value: Number(token), references: [], unknown: false };
    return { value: undefined, references: [token], unknown: true };
  }

  #encoded(): Written {
    this.#next();
    const inner = this.#value();
    this.#next();
    return inner.unknown
      ? { value: "", references: inner.references, unknown: true }
      : { ...inner, value: JSON.stringify(inner.value) };
  }

  #list(): Written {
    const items: Written[] = [];
    while (this.#peek() !== "]") {
      if (this.#peek() === ",") this.#next();
      else items.push(this.#value());
    }
    this.#next();
    const references = items.flatMap((one) => one.references);
    const unknown = items.some((one) => one.unknown);
    return { value: items.map((one) => one.value), references, unknown };
  }

  #object(): Written {
    const members: [string, Written][] = [];
    while (this.#peek() !== "}") {
      if (this.#peek() === ",") this.#next();
      else {
        const name = unquoted(this.#next());
        this.#next();
        members.push([name, this.#value()]);
      }
    }
    this.#next();
    const values = members.map(([, one]) => one);
    return {
      value: Object.fromEntries(members.map(([name, one]) => [name, one.value])),
      references: values.flatMap((one) => one.references),
      unknown: values.some((one) => one.unknown),
      members,
    };
  }
}

const unquoted = (token: string): string => (token.startsWith('"') ? String(JSON.parse(token)) : token);
