import { z } from "zod";

import type { Batch, Source } from "#lib/domain/connector.ts";
import type { Resource } from "#lib/domain/resource.ts";
import { withUnknown } from "../normalized.ts";
import { attempt, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import type { FoundServer } from "./read-server.ts";
import { askServer, bodyOf } from "./server-answer.ts";
import { baseOf, hostedOn, propertiesOf, unknownsOf } from "./server-facts.ts";

const Info = z.looseObject({ authenticator: z.looseObject({ class: z.string().max(300) }) });

/** A hub's sign-up page and authenticator; a single notebook has neither. */
export async function readNotebook(source: Source, server: FoundServer): Promise<Batch> {
  const { engine, url } = server;
  if (engine.kind !== "jupyterhub")
    return normalizeNotebook(server, { value: false, unknown: null }, { value: null, unknown: null });
  const signUp = { service: "jupyterhub", operation: "get-sign-up" };
  const info = { service: "jupyterhub", operation: "get-info" };
  return normalizeNotebook(
    server,
    // Only authenticators that let people sign themselves up have the page.
    await attempt(async () => (await askServer(source, url, signUp)).status === 200),
    await attempt(async () => {
      const answer = await askServer(source, url, info, { proof: "own" });
      return bodyOf(info, answer, Info).authenticator.class;
    }),
  );
}

/** It takes any name with any password, or with one that all share. */
const dummy = /(^|\.)Dummy\w*Authenticator$/;

export function normalizeNotebook(
  server: FoundServer,
  selfSignUp: Detail<boolean>,
  authenticator: Detail<string>,
): Batch {
  const { publicNetwork, engine } = server;
  const properties = propertiesOf(server);
  const takesAnybody = dummy.test(authenticator.value ?? "");
  const call = `${engine.kind}:${engine.identify}`;
  const resource: Resource<"onprem.notebook"> = {
    ...baseOf(server),
    type: "onprem.notebook",
    properties: {
      ...properties,
      ...(takesAnybody
        ? { authentication: "none" as const, authenticationReason: `${authenticator.value} takes any name` }
        : {}),
      selfSignUp: selfSignUp.value ?? false,
      authenticator: authenticator.value,
    },
    facets: {
      publicAddress: publicNetwork.value,
      rootAccess: false,
      customerKey: true,
      privateNetwork: true,
    },
  };
  return {
    resources: [
      withUnknown(
        resource,
        unknownsOf(server, {
          "properties.selfSignUp": selfSignUp.unknown,
          "properties.authenticator": authenticator.unknown,
          "facets.publicAddress": publicNetwork.unknown,
          "facets.rootAccess": untold(call, `${engine.title} does not say as whom its notebooks run`),
        }),
      ),
    ],
    relationships: [hostedOn(server)],
  };
}
