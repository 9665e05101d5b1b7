import { AppError } from "#lib/domain/errors.ts";
import { asRecord, isRecord } from "../record.ts";

type Written = Readonly<Record<string, unknown>>;
type Open = {
  file: string;
  parameters: Written;
  /** How many times the loops of the template have gone round. */
  rounds: { count: number };
};

/** Where a loop stood, and what it wrote; null where only CloudFormation knows over what it goes. */
export type Unrolled = { key: string; members: Written | null };

const loop = /^Fn::ForEach::[A-Za-z0-9]+$/;
export const isLoop = (key: string): boolean => key.startsWith("Fn::ForEach");
const roundsMax = 10_000;
/** CloudFormation takes no deeper nest. */
const depthMax = 5;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html */
export function unrolled(key: string, value: unknown, open: Open, depth = 1): Unrolled {
  const bad = (what: string) => new AppError("invalid-input", `${open.file} ${key} ${what}`);
  if (!loop.test(key)) throw bad("must have a name of letters and digits, as Fn::ForEach::Name.");
  if (depth > depthMax) throw bad(`nests deeper than ${depthMax} loops.`);
  if (!Array.isArray(value) || value.length !== 3)
    throw bad("must be a list of three: a name, what it goes over, and what it writes.");
  const [name, over, body] = value as readonly unknown[];
  if (typeof name !== "string" || !/^[A-Za-z0-9]+$/.test(name))
    throw bad("must begin with a name of letters and digits.");
  if (!isRecord(body)) throw bad("must write an object.");
  const items = itemsOf(over, open.parameters);
  if (items === null) return { key, members: null };
  open.rounds.count += items.length;
  if (open.rounds.count > roundsMax)
    throw new AppError("too-large", `${open.file} ${key} goes round more than ${roundsMax} times.`);
  // A loop inside has the same name in every round, so each round is written out by itself.
  const members = items.flatMap((item) =>
    Object.entries(withoutLoops(asRecord(replaced(body, name, item)), open, depth + 1)),
  );
  return { key, members: Object.fromEntries(members) };
}

/** Everything in it written out; a loop over what is not known is left as it stands, which makes its place not known. */
export function withoutLoops(value: Written, open: Open, depth = 1): Written {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, unknown][] => {
      if (!isLoop(key)) return [[key, inside(one, open, depth)]];
      const { members } = unrolled(key, one, open, depth);
      return members === null ? [[key, one]] : Object.entries(members);
    }),
  );
}

function inside(value: unknown, open: Open, depth: number): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => inside(one, open, depth));
  return isRecord(value) ? withoutLoops(value, open, depth) : value;
}

function itemsOf(over: unknown, parameters: Written): string[] | null {
  const list = Array.isArray(over) ? (over as readonly unknown[]) : defaultOf(over, parameters);
  if (typeof list === "string") return list.split(",").map((one) => one.trim());
  if (!Array.isArray(list)) return null;
  const items = list.map((one: unknown) => (typeof one === "string" ? one : defaultOf(one, parameters)));
  return items.every((one) => typeof one === "string") ? items : null;
}

/** Of a parameter that is referred to; one of Systems Manager's has the name of its value. */
function defaultOf(written: unknown, parameters: Written): unknown {
  const name = asRecord(written)["Ref"] ?? asRecord(written)["!Ref"];
  const { Type, Default } = asRecord(typeof name === "string" ? parameters[name] : undefined);
  return String(Type).startsWith("AWS::SSM::") ? undefined : Default;
}

/** The body of one round: the name stands in keys and texts as `${Name}` or `&{Name}`, and as a reference. */
function replaced(value: unknown, name: string, item: string): unknown {
  if (typeof value === "string") return inText(value, name, item);
  if (Array.isArray(value)) return value.map((one: unknown) => replaced(one, name, item));
  if (!isRecord(value)) return value;
  if (Object.keys(value).length === 1 && (value["Ref"] ?? value["!Ref"]) === name) return item;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [inText(key, name, item), replaced(one, name, item)]),
  );
}

function inText(text: string, name: string, item: string): string {
  const plain = item.replaceAll(/[^A-Za-z0-9]/g, "");
  return text.replaceAll(`\${${name}}`, item).replaceAll(`&{${name}}`, plain);
}
