import { vi } from "vitest";

import { run as scan } from "#bin/scan.ts";

/** What the command prints, and what it ends with. */
export async function scanned(...args: string[]): Promise<{ code: number; text: string }> {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    const code = await scan(args);
    return { code, text: write.mock.calls.map(([chunk]) => String(chunk)).join("") };
  } finally {
    write.mockRestore();
  }
}
