import { ProviderError, type ProviderCall, type Transport } from "#lib/domain/provider-call.ts";

type Answer = Readonly<Record<string, unknown>>;
type Entry = {
  region: string | null;
  match: Answer;
  output: Record<string, unknown> | null;
  refusal: "not-found" | "not-recorded" | null;
};

/** What a declared estate answers to the calls of a live connector, so that the same collectors read it. */
export class Answers {
  readonly #entries = new Map<string, Entry[]>();

  /** The answer to an operation whose input has at least what `match` has. */
  say(call: string, region: string | null, match: Answer, output: Answer): void {
    const entry = this.#entry(call, region, match);
    entry.output = { ...output };
    entry.refusal = null;
  }

  /** The thing or the setting is not there. */
  deny(call: string, region: string | null, match: Answer): void {
    this.#entry(call, region, match).refusal = "not-found";
  }

  /** The code does not say. */
  leaveOpen(call: string, region: string | null, match: Answer): void {
    this.#entry(call, region, match).refusal = "not-recorded";
  }

  /** One more entry of a listing, which is empty until something is added. */
  list(
    call: string,
    region: string | null,
    name: string,
    items: readonly unknown[],
    match: Answer = {},
  ): void {
    const entry = this.#entry(call, region, match);
    const before = entry.output?.[name];
    entry.output = { ...entry.output, [name]: [...(Array.isArray(before) ? before : []), ...items] };
  }

  find({ service, operation, region, input }: ProviderCall): Entry | null {
    const fitting = (this.#entries.get(`${service}:${operation}`) ?? [])
      .filter((entry) => entry.region === null || region === null || entry.region === region)
      .filter(({ match }) => Object.entries(match).every(([name, value]) => isSame(input[name], value)));
    return fitting.toSorted((a, b) => sizeOf(b) - sizeOf(a))[0] ?? null;
  }

  #entry(call: string, region: string | null, match: Answer): Entry {
    const entries = this.#entries.get(call) ?? [];
    this.#entries.set(call, entries);
    const known = entries.find((entry) => entry.region === region && isSame(entry.match, match));
    if (known) return known;
    const entry: Entry = { region, match, output: null, refusal: null };
    entries.push(entry);
    return entry;
  }
}

const sizeOf = ({ match }: Entry): number => Object.keys(match).length;
const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** `otherwise` answers what nothing declares, or gives null where only the account itself could tell. */
export function answering(answers: Answers, otherwise: (call: ProviderCall) => Answer | null): Transport {
  return async (call) => {
    const entry = answers.find(call);
    if (entry?.refusal)
      throw new ProviderError(entry.refusal, call, entry.refusal === "not-found" ? none : untold);
    const output = entry?.output ?? otherwise(call);
    if (output === null) throw new ProviderError("not-recorded", call, untold);
    return output;
  };
}

const none = "The code declares no such thing";
const untold = "The code does not say; only the account itself can tell";
