import type { Row } from "../row.ts";
import { accounts } from "./accounts.ts";
import { applications } from "./applications.ts";
import { databases } from "./databases.ts";
import { gateways } from "./gateways.ts";
import { roles } from "./roles.ts";
import { surroundings, workspaces } from "./surroundings.ts";

export const azureRows: readonly Row[] = [
  ...accounts,
  ...surroundings,
  ...workspaces,
  ...applications,
  ...databases,
  ...gateways,
  ...roles,
];
