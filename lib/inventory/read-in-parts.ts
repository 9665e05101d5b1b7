import type pg from "pg";

const partRows = 5_000;

/** The rows of a large answer, a part at a time: no more than one part is ever in memory. */
export async function* readInParts(
  client: pg.PoolClient,
  text: string,
  values: readonly unknown[],
  signal?: AbortSignal,
): AsyncGenerator<readonly (string | null)[][]> {
  await client.query(`DECLARE large NO SCROLL CURSOR FOR ${text}`, [...values]);
  for (;;) {
    signal?.throwIfAborted();
    const { rows } = await client.query<(string | null)[]>({
      text: `FETCH ${partRows} FROM large`,
      rowMode: "array",
    });
    if (rows.length > 0) yield rows;
    if (rows.length < partRows) break;
  }
  await client.query("CLOSE large");
}
