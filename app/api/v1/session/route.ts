import { sessionOf } from "#lib/access/request-context.ts";
import { viewerOf } from "#lib/access/viewer.ts";
import { ViewerView } from "#lib/contract/access.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(
  { summary: "Read who is signed in", permission: "signed-in", response: ViewerView },
  (caller) => viewerOf(sessionOf(caller)),
);
