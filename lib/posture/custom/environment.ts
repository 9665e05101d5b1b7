import {
  celEnv,
  celFunc,
  celList,
  celMethod,
  CelScalar,
  isCelMap,
  listType,
  type CelInput,
} from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";

import { relationshipKinds } from "#lib/domain/relationship.ts";
import { bounded, boundedName, tickName } from "./cost-guard.ts";
import { neighbourOf } from "./fact-map.ts";
import { exceed, followDepthMax, heldMax, running, spend } from "./run.ts";
import { patternOf } from "./syntax.ts";

const { BOOL, DYN, STRING } = CelScalar;
const list = listType(DYN);
const textFunctions = new Set(["lowerAscii", "upperAscii", "trim"]);

/** What an expression may call beyond the language itself: nothing that reads a clock, a file or a network. */
export const environment = celEnv({
  funcs: [
    ...strings.filter(({ name }) => textFunctions.has(name)),
    celFunc(tickName, [], BOOL, () => spend(1)),
    celFunc(boundedName, [DYN], DYN, (value) => bounded(value) as CelInput),
    // The language's own joins lists by reference, so that reading one built in a loop costs its square.
    celFunc("_+_", [list, list], list, (left, right) => {
      if (left.size + right.size > heldMax) exceed(`It holds more than ${heldMax} values`);
      return celList([...left, ...right] as CelInput[]);
    }),
    celFunc("follow", [STRING], list, (kind) => neighbours(subject(), kind, "out")),
    celFunc("followBack", [STRING], list, (kind) => neighbours(subject(), kind, "in")),
    celMethod("follow", DYN, [STRING], list, function (kind) {
      return neighbours(keyOf(this), kind, "out");
    }),
    celMethod("followBack", DYN, [STRING], list, function (kind) {
      return neighbours(keyOf(this), kind, "in");
    }),
  ],
  re2: {
    compile: (source) => {
      const pattern = patternOf(source);
      if (!pattern) throw new Error("The pattern is no RE2 expression");
      return { test: (text) => pattern.matcher(text.slice(0, textLengthMax)).find() };
    },
  },
});
const textLengthMax = 20_000;

function subject(): string {
  const [key] = running().depths.keys();
  return key ?? "";
}

const keyOf = (value: unknown): unknown => (isCelMap(value) ? value.get("key") : undefined);

function neighbours(key: unknown, kind: string, direction: "in" | "out"): CelInput[] {
  const { graph, depths } = running();
  const depth = typeof key === "string" ? depths.get(key) : undefined;
  const known = relationshipKinds.find((one) => one === kind);
  if (typeof key !== "string" || depth === undefined || !known)
    throw new Error("One follows relationships of a resource that was come to");
  if (depth >= followDepthMax) exceed(`It follows relationships more than ${followDepthMax} steps`);
  const found = direction === "out" ? graph.follow(key, known) : graph.followBack(key, known);
  if (!spend(1 + Math.ceil(found.length / 10))) exceed("It takes too many steps");
  for (const { key: next } of found) if (!depths.has(next)) depths.set(next, depth + 1);
  return found.map(neighbourOf);
}
