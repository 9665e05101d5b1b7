import type { Row } from "../row.ts";
import { accounts } from "./accounts.ts";
import { surroundings, workspaces } from "./surroundings.ts";

export const azureRows: readonly Row[] = [...accounts, ...surroundings, ...workspaces];
