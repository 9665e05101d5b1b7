import { isOfType } from "#lib/domain/resource.ts";
import { known } from "#lib/domain/unknown.ts";

import { some, type Truth } from "../truth.ts";
import type { Asks } from "./asks.ts";
import { addBit, emptyBits, type Bits } from "./bits.ts";
import type { Caller, Target } from "./estate.ts";
import { newPair, type Pair } from "./pair.ts";
import { fits } from "./pattern.ts";

/**
 * A second lock: OpenSearch Serverless asks its own data-access policies after IAM has let a caller through.
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-data-access.html
 */
export type Gate = { gated: Bits; opens: (caller: Caller) => Pair };

const reading = ["aoss:readdocument"];
const writing = ["aoss:writedocument", "aoss:createindex", "aoss:updateindex", "aoss:deleteindex"];

export function gateOf(asks: Asks): Gate {
  const size = asks.asks.length;
  const gated = emptyBits(size);
  const locks: { index: number; target: Target; permissions: readonly string[] }[] = [];
  for (const [index, { action, cell, target }] of asks.asks.entries()) {
    if (asks.actions[action] !== "aoss:apiaccessall") continue;
    addBit(gated, index);
    locks.push({ index, target, permissions: asks.cells[cell]?.kind === "can-read" ? reading : writing });
  }
  return {
    gated,
    opens: (caller) => {
      const open = newPair(size);
      for (const { index, target, permissions } of locks) {
        const truth = letsIn(target, caller, permissions);
        if (truth !== "no") addBit(open.may, index);
        if (truth === "yes") addBit(open.yes, index);
      }
      return open;
    },
  };
}

function letsIn({ resource }: Target, caller: Caller, permissions: readonly string[]): Truth {
  if (!isOfType(resource, "aws.opensearch-serverless.collection")) return "no";
  const policies = known(() => resource.properties.dataPolicies);
  if (!policies) return "maybe";
  return some(policies, ({ principals, rules }) => {
    const grants = rules.some((rule) =>
      rule.permissions.some((pattern) => permissions.some((wanted) => fits(pattern.toLowerCase(), wanted))),
    );
    return grants ? some(principals, (principal) => isMeant(principal, caller)) : "no";
  });
}

function isMeant(principal: string, { principal: { arn, account } }: Caller): Truth {
  if (fits(principal, arn)) return "yes";
  const [, sessionAccount, role] = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(principal) ?? [];
  return sessionAccount === account && arn.endsWith(`/${role}`) ? "maybe" : "no";
}
