import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

import { providers } from "#lib/domain/provider.ts";

/** What the address of the guided page holds. */
export const newConnectionParsers = {
  provider: parseAsStringLiteral(providers),
  /** Once it was made: the page can be left and come back to. */
  connection: parseAsString,
};
export const loadNewConnectionView = createLoader(newConnectionParsers);
