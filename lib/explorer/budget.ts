import { AppError } from "#lib/domain/errors.ts";

/** What one question may use up before it is cut short. */
export type Limits = { steps: number; milliseconds: number };
export const defaultLimits: Limits = { steps: 5_000_000, milliseconds: 5_000 };

/** Thrown inside a search that used up what it was given; the search answers with what it has. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
  readonly what: "steps" | "time";
  constructor(what: "steps" | "time") {
    super(`Out of ${what}`);
    this.what = what;
  }
}

const clockEverySteps = 4_096;

/** Counts relationships looked at, and looks at the clock now and then. */
export class Budget {
  #steps = 0;
  readonly #limits: Limits;
  readonly #endsAt: number;
  readonly #signal: AbortSignal | undefined;

  constructor(limits: Limits, signal?: AbortSignal) {
    this.#limits = limits;
    this.#endsAt = performance.now() + limits.milliseconds;
    this.#signal = signal;
  }

  get steps(): number {
    return this.#steps;
  }

  spend(): void {
    this.#steps++;
    if (this.#steps > this.#limits.steps) throw new BudgetSpent("steps");
    if (this.#steps % clockEverySteps !== 0) return;
    if (this.#signal?.aborted) throw new AppError("conflict", "The question was taken back.");
    if (performance.now() > this.#endsAt) throw new BudgetSpent("time");
  }
}
