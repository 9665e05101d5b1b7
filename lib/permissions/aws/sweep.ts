import type { Truth } from "../truth.ts";
import { accountLimits, type Limits } from "./account-limits.ts";
import { asksOfAnybody } from "./anybody.ts";
import type { Asks } from "./asks.ts";
import {
  addBit,
  addBits,
  addSparse,
  dropBits,
  emptyBits,
  hasBit,
  inSparse,
  keepBits,
  without,
  type Bits,
  type Sparse,
} from "./bits.ts";
import { gateOf, type Gate } from "./data-policy.ts";
import type { AwsEstate, Caller } from "./estate.ts";
import { addPair, addSpoken, addWhole, copyOf, keepPair, newPair, type Pair } from "./pair.ts";
import type { AwsPolicy } from "./policy.ts";
import {
  isAtHome,
  readResourceSide,
  saidTo,
  type ResourceSide,
  type SideStatement,
} from "./resource-side.ts";
import { anyOf } from "./principal.ts";
import { isPublic, isPublicStatement } from "./s3-access.ts";
import { needsResourcePolicy } from "./service-rules.ts";
import { speech, type Speech, type Spoken } from "./spoken.ts";

/** What one caller may do. */
export type Answer = Pair & {
  /** Asks of which one part is allowed and another denied, to be looked at one by one. */
  parted: Bits;
};

export type Sweep = {
  answer: (caller: Caller) => Answer;
  speak: Speech;
  side: ResourceSide;
};

/** Decides every ask for one caller after another, by sets: what a statement speaks of is found once. */
export function sweep(estate: AwsEstate, asks: Asks): Sweep {
  const size = asks.asks.length;
  const speak = speech(asks);
  const side = readResourceSide(asks, estate.targets);
  const limitsOf = accountLimits(estate, asks, speak);
  const masks = masksOf(asks);
  const hearing = { speak, anybody: masks.anybody };
  const wideOf = wideSides(side, hearing, size);
  const gate = gateOf(asks);
  return {
    speak,
    side,
    answer: (caller) => {
      const own = ownSide(caller, speak, size);
      const theirs = theirSide(caller, side, wideOf(caller), hearing);
      const granted = grantedTo(caller, own, theirs, masks);
      const limits = limitsOf(caller);
      return settle(caller, granted, { own, theirs, limits, masks, gate });
    },
  };
}

/** What stands with the caller. */
type Own = {
  allows: Pair;
  boundary: Pair | null;
  denies: Pair;
  /** Asks that are allowed altogether, not in part. */
  whole: Bits;
  /** Asks of which a limit, or a denial of all but some, leaves a part. */
  partlyAllowed: Bits;
  /** Asks of which a part is denied. */
  partlyDenied: Bits;
};

function ownSide({ identity, boundary, facts }: Caller, speak: Speech, size: number): Own {
  const own: Own = {
    allows: newPair(size),
    boundary: boundary ? newPair(size) : null,
    denies: newPair(size),
    whole: emptyBits(size),
    partlyAllowed: emptyBits(size),
    partlyDenied: emptyBits(size),
  };
  const eachStatement = (policies: readonly AwsPolicy[], hear: (spoken: Spoken) => void) => {
    for (const policy of policies)
      for (const statement of policy.statements) {
        const spoken = speak(statement, policy, facts);
        if (statement.effect === "allow") hear(spoken);
        else {
          addSpoken(own.denies, spoken);
          addSparse(own.partlyDenied, spoken.part);
          if (statement.resources?.not) addSparse(own.partlyAllowed, spoken.part);
        }
      }
  };
  eachStatement(identity, (spoken) => {
    addSpoken(own.allows, spoken);
    addWhole(own.whole, spoken);
  });
  if (!boundary || !own.boundary) return own;
  const bounds = own.boundary;
  const whole = emptyBits(size);
  eachStatement(boundary, (spoken) => {
    addSpoken(bounds, spoken);
    addWhole(whole, spoken);
  });
  addBits(own.partlyAllowed, without(bounds.may, whole));
  keepPair(own.allows, bounds);
  return own;
}

/** What stands with the resources. */
type Theirs = {
  named: Pair;
  /** What whoever asks is let in to. */
  anybody: Pair;
  role: Pair;
  account: Pair;
  denies: Pair;
  /** Asks that are allowed altogether, to the caller by name. */
  whole: Bits;
  /** The same, to the caller or to its account. */
  wholeForAccount: Bits;
  partlyAllowed: Bits;
  partlyDenied: Bits;
};

const noTheirs = (size: number): Theirs => ({
  named: newPair(size),
  anybody: newPair(size),
  role: newPair(size),
  account: newPair(size),
  denies: newPair(size),
  whole: emptyBits(size),
  wholeForAccount: emptyBits(size),
  partlyAllowed: emptyBits(size),
  partlyDenied: emptyBits(size),
});

/** What resources say to everybody of an account alike is heard once, by somebody of it whom nobody names. */
function wideSides(side: ResourceSide, hearing: Hearing, size: number): (caller: Caller) => Theirs {
  const known = new Map<string, Theirs>();
  return (caller) => {
    const { account } = caller.principal;
    const before = known.get(account);
    if (before) return before;
    const theirs = noTheirs(size);
    const arn = `arn:aws:iam::${account}:role/`;
    const nobody: Caller = { ...caller, key: arn, principal: { kind: "role", arn, account }, boundary: null };
    for (const statement of side.wide(account)) hear(theirs, statement, nobody, hearing);
    known.set(account, theirs);
    return theirs;
  };
}

function theirSide(caller: Caller, side: ResourceSide, wide: Theirs, hearing: Hearing): Theirs {
  const particular = [...side.naming(caller), ...side.each];
  if (particular.length === 0) return wide;
  const theirs: Theirs = {
    named: copyOf(wide.named),
    anybody: copyOf(wide.anybody),
    role: copyOf(wide.role),
    account: copyOf(wide.account),
    denies: copyOf(wide.denies),
    whole: wide.whole.slice(),
    wholeForAccount: wide.wholeForAccount.slice(),
    partlyAllowed: wide.partlyAllowed.slice(),
    partlyDenied: wide.partlyDenied.slice(),
  };
  for (const statement of particular) hear(theirs, statement, caller, hearing);
  return theirs;
}

/** `anybody` are the asks of which the resource itself tells that anybody may. */
type Hearing = { speak: Speech; anybody: Bits };

function hear(theirs: Theirs, side: SideStatement, caller: Caller, { speak, anybody }: Hearing): void {
  const { denies, allows } = saidTo(side, caller);
  if (denies === "no" && anyOf(allows) === "no") return;
  const { yes, may, part } = meetingsOf(side, caller, speak);
  const add = (into: Pair, truth: Truth) => {
    if (truth === "no") return;
    for (const index of may) addBit(into.may, index);
    if (truth === "yes") for (const index of yes) addBit(into.yes, index);
  };
  add(theirs.denies, denies);
  add(theirs.named, allows.directly);
  const isPublicly = isPublicStatement(side.statement);
  add(isPublicly ? theirs.anybody : theirs.named, allows.everybody);
  add(theirs.role, allows.role);
  add(theirs.account, allows.account);
  if (denies !== "no")
    for (const index of part) {
      addBit(theirs.partlyDenied, index);
      if (side.statement.resources?.not) addBit(theirs.partlyAllowed, index);
    }
  if (anyOf(allows) === "no") return;
  const byName = anyOf({ ...allows, account: "no" }) !== "no";
  const partly = new Set(part);
  for (const index of may) {
    if (partly.has(index) || (isPublicly && hasBit(anybody, index))) continue;
    addBit(theirs.wholeForAccount, index);
    if (byName) addBit(theirs.whole, index);
  }
}

/** Which asks a statement meets: the same for everybody, unless a variable stands in it. */
function meetingsOf({ asks, part, varies, statement, policy }: SideStatement, caller: Caller, speak: Speech) {
  if (!varies) return { yes: asks, may: asks, part };
  const spoken = speak(statement, policy, caller.facts);
  const among = (set: Sparse) => asks.filter((index) => inSparse(set, index));
  return { yes: among(spoken.yes), may: among(spoken.may), part: among(spoken.part) };
}

type Masks = {
  /** Asks at home in an account. */
  home: (account: string) => Bits;
  /** Asks that an identity's own policy does not decide by itself. */
  delegated: Bits;
  /** Of these, the ones whose resource's policy nobody could read. */
  unread: Bits;
  /** Buckets whose public policy is kept to their account. */
  blocked: Bits;
  /** What the resource itself tells that anybody may, which is no right of each identity. */
  anybody: Bits;
};

function masksOf(asks: Asks): Masks {
  const size = asks.asks.length;
  const masks = { delegated: emptyBits(size), unread: emptyBits(size), blocked: emptyBits(size) };
  for (const [index, { action, target }] of asks.asks.entries()) {
    const { policy, bucket } = target;
    if (needsResourcePolicy(asks.actions[action] ?? "")) {
      addBit(masks.delegated, index);
      if (policy === undefined) addBit(masks.unread, index);
    }
    if (bucket?.restrictsPublicPolicy && policy && isPublic(policy)) addBit(masks.blocked, index);
  }
  const known = new Map<string, Bits>();
  const home = (account: string): Bits => {
    const before = known.get(account);
    if (before) return before;
    const bits = emptyBits(size);
    for (const [index, { target }] of asks.asks.entries()) if (isAtHome(target, account)) addBit(bits, index);
    known.set(account, bits);
    return bits;
  };
  return { ...masks, anybody: asksOfAnybody(asks), home };
}

/** Who lets the caller in: at home one side or, where the resource decides, what it hands over; elsewhere both. */
function grantedTo(caller: Caller, own: Own, theirs: Theirs, masks: Masks): Pair {
  const home = masks.home(caller.principal.account);
  const named = copyOf(theirs.named);
  addPair(named, anybodyHeard(theirs.anybody, home, masks.anybody));
  const role = copyOf(theirs.role);
  if (own.boundary) keepPair(role, own.boundary);
  addPair(named, role);
  const account = copyOf(theirs.account);
  const unread = masks.unread.slice();
  keepBits(unread, home);
  addBits(account.may, unread);
  const side = (key: "yes" | "may"): Bits => {
    const [self, byName, byAccount] = [own.allows[key], named[key], account[key]];
    const granted = new Uint32Array(home.length);
    for (let word = 0; word < granted.length; word++) {
      const [i, n, a] = [self[word] ?? 0, byName[word] ?? 0, byAccount[word] ?? 0];
      const [h, d] = [home[word] ?? 0, masks.delegated[word] ?? 0];
      granted[word] = (h & ~d & (i | n)) | (h & d & (n | (a & i))) | (~h & (n | a) & i);
    }
    return granted;
  };
  return { yes: side("yes"), may: side("may") };
}

/** Elsewhere the caller's own side allows it as well, so that it is a right of its own after all. */
function anybodyHeard(anybody: Pair, home: Bits, told: Bits): Pair {
  const toldAtHome = told.slice();
  keepBits(toldAtHome, home);
  const heard = copyOf(anybody);
  dropBits(heard.yes, toldAtHome);
  dropBits(heard.may, toldAtHome);
  return heard;
}

type Rest = { own: Own; theirs: Theirs; limits: Limits; masks: Masks; gate: Gate };

function settle(caller: Caller, granted: Pair, { own, theirs, limits, masks, gate }: Rest): Answer {
  if (limits.allows) keepPair(granted, limits.allows);
  const open = gate.opens(caller);
  for (const key of ["yes", "may"] as const) {
    const shut = gate.gated.slice();
    dropBits(shut, open[key]);
    dropBits(granted[key], shut);
  }
  const denies = copyOf(own.denies);
  addPair(denies, theirs.denies);
  addPair(denies, limits.denies);
  const blocked = masks.blocked.slice();
  dropBits(blocked, masks.home(caller.principal.account));
  addPair(denies, { yes: blocked, may: blocked });
  dropBits(granted.yes, denies.may);
  dropBits(granted.may, denies.yes);
  return {
    ...granted,
    parted: partedOf(granted.may, masks.home(caller.principal.account), own, theirs, limits),
  };
}

/** Two of these at once may leave nothing: a part that is granted, a part that is left by a limit, a part denied. */
function partedOf(may: Bits, home: Bits, own: Own, theirs: Theirs, limits: Limits): Bits {
  return may.map((asked, word) => {
    const byOwn = ~(own.whole[word] ?? 0);
    const byName = ~(theirs.whole[word] ?? 0);
    const byAccount = ~(theirs.wholeForAccount[word] ?? 0);
    const atHome = home[word] ?? 0;
    // At home one side that grants all is enough; elsewhere both have to.
    const granted = (atHome & byOwn & byName) | (~atHome & (byOwn | byAccount));
    const left =
      (own.partlyAllowed[word] ?? 0) | (theirs.partlyAllowed[word] ?? 0) | (limits.partlyAllowed[word] ?? 0);
    const denied =
      (own.partlyDenied[word] ?? 0) | (theirs.partlyDenied[word] ?? 0) | (limits.partlyDenied[word] ?? 0);
    const twice = ~atHome & byOwn & byAccount;
    return asked & (twice | (granted & left) | (granted & denied) | (left & denied));
  });
}
