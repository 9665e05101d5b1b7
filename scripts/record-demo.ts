import { existsSync, writeFileSync } from "node:fs";

import { recordDemo, variants } from "../demo/record.ts";
import { providers } from "../lib/domain/provider.ts";

/** Writes `demo/<provider>.jsonl` and `demo/<provider>.fixed.jsonl` for every provider with a demo estate. */
for (const provider of providers) {
  if (!existsSync(`demo/${provider}/estate.ts`)) continue;
  for (const variant of variants) {
    const lines = await recordDemo(provider, variant);
    const file = variant === "fixed" ? `demo/${provider}.fixed.jsonl` : `demo/${provider}.jsonl`;
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    console.log(`${file}: ${lines.length} calls`);
  }
}
