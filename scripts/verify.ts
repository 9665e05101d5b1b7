import { closingLine } from "./run-part.ts";
import { verify } from "./verify-parts.ts";

const tally = await verify();
console.log(closingLine(tally));
process.exit(tally.failed > 0 ? 1 : 0);
