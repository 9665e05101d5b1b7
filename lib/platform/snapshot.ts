import { AppError } from "#lib/domain/errors.ts";
import { pool } from "./db.ts";
import { beginSnapshot, bound, type Scope, type Snapshot } from "./transaction.ts";

/** Each holds a connection, and rows that were changed meanwhile, until it ends. */
const atOnceMax = 4;
const limits = {
  wholeMilliseconds: 10 * 60_000,
  statementMilliseconds: 60_000,
  /** Whoever takes no more of the file for so long gets no more of it. */
  idleMilliseconds: 60_000,
};
export type SnapshotLimits = typeof limits;

let open = 0;

/**
 * What `read` makes of rows as they all were at one moment, whatever is written while it reads. Throws `rate-limited`
 * where as many are open as may be, and when it takes longer than it may.
 */
export async function* inSnapshot<T>(
  scope: Scope,
  read: (snapshot: Snapshot) => AsyncIterable<T>,
  { wholeMilliseconds, statementMilliseconds, idleMilliseconds }: SnapshotLimits = limits,
): AsyncGenerator<T> {
  if (open >= atOnceMax) throw tooMany();
  open++;
  try {
    const client = await pool().connect();
    try {
      const until = performance.now() + wholeMilliseconds;
      await client.query(
        `${bound(beginSnapshot, scope)}; ${timeouts(statementMilliseconds, idleMilliseconds)}`,
      );
      yield* read({
        read: async (text, values) => {
          if (performance.now() > until) throw tooLong();
          return (await client.query({ text, values: [...values] })).rows;
        },
      });
    } finally {
      const isBroken = await client.query("ROLLBACK").then(
        () => false,
        () => true,
      );
      client.release(isBroken);
    }
  } finally {
    open--;
  }
}

const timeouts = (statement: number, idle: number): string =>
  `SET LOCAL statement_timeout = ${Math.trunc(statement)}; SET LOCAL idle_in_transaction_session_timeout = ${Math.trunc(idle)}`;

const tooMany = () =>
  new AppError("rate-limited", `${atOnceMax} files are being written already. Try again when one is done.`, {
    retryAfterSeconds: 30,
  });
const tooLong = () =>
  new AppError("rate-limited", "The file took too long. Narrow the filters, and try again.");
