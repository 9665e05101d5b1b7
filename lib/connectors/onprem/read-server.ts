import type { Source } from "#lib/domain/connector.ts";
import { ProviderError } from "#lib/domain/provider-call.ts";
import type { Unknown } from "#lib/domain/unknown.ts";
import { attempt, type Detail } from "../rest/detail.ts";
import { untold } from "../rest/facts.ts";
import { engineOf, engines, type Engine } from "./engines.ts";
import type { Target } from "./inventory.ts";
import { accessOf, untoldAccess, type Access } from "./server-access.ts";
import { askServer, bodyOf, type Call, type ServerAnswer } from "./server-answer.ts";

/** Everything that one address told of itself. */
export type FoundServer = {
  site: string;
  host: string;
  url: string;
  tags: Readonly<Record<string, string>>;
  engine: Engine;
  version: Detail<string>;
  access: Access;
  openMetrics: Detail<boolean>;
  /** What it lists, with a key where it asks for one. */
  items: Detail<readonly unknown[]>;
  publicNetwork: { value: boolean; unknown: Unknown | null };
};

type Place = Pick<FoundServer, "site" | "host" | "tags" | "publicNetwork">;

/** Null where none of the known products answers and the list does not say which it is. */
export async function readServer(
  source: Source,
  url: string,
  kind: Target["kind"],
  place: Place,
): Promise<FoundServer | null> {
  const found = kind === null ? await recognise(source, url) : await expected(source, url, engineOf(kind));
  if (!found) return null;
  const { engine, release } = found;
  const call = { service: engine.kind, operation: engine.listing };
  const openly = await attempt(() => askServer(source, url, call));
  const access =
    openly.value === null
      ? untoldAccess(openly.unknown ?? noAnswer(call))
      : accessOf(engine, call, openly.value);
  return {
    ...place,
    url,
    engine,
    version:
      release === null ? { value: null, unknown: noRelease(engine) } : { value: release, unknown: null },
    access,
    openMetrics: await metricsOf(source, url, engine),
    items: await itemsOf(source, url, call, engine, access, openly.value),
  };
}

const noAnswer = (call: Call) => untold(`${call.service}:${call.operation}`, "It did not answer");
const noRelease = ({ kind, identify, title }: Engine): Unknown =>
  untold(`${kind}:${identify}`, `${title} does not tell strangers its version here`);

async function expected(source: Source, url: string, engine: Engine) {
  const call = { service: engine.kind, operation: engine.identify };
  const answer = await askServer(source, url, call);
  const release = engine.release(answer);
  if (release !== undefined) return { engine, release };
  // Whoever turns strangers away from everything tells nobody what it is; then the list is believed.
  const isClosed = [301, 302, 303, 307, 308, 401, 403].includes(answer.status);
  if (isClosed) return { engine, release: null };
  throw new ProviderError("malformed", call, `What answers at ${url} is no ${engine.title}`);
}

async function recognise(source: Source, url: string) {
  for (const engine of engines) {
    const answer = await askServer(source, url, { service: engine.kind, operation: engine.identify });
    const release = engine.release(answer);
    if (release === undefined) continue;
    if (engine.listing === engine.identify) return { engine, release };
    // Many products have a version at the same path: only its own list tells one for certain.
    const call = { service: engine.kind, operation: engine.listing };
    const list = await askServer(source, url, call);
    if (list.status !== 404 && list.status !== 405 && accessOf(engine, call, list).authentication !== null)
      return { engine, release };
  }
  return null;
}

async function metricsOf(source: Source, url: string, { kind, metrics }: Engine): Promise<Detail<boolean>> {
  if (metrics === null) return { value: false, unknown: null };
  return attempt(async () => isMetrics(await askServer(source, url, { service: kind, operation: metrics })));
}

const isMetrics = ({ status, body }: ServerAnswer): boolean =>
  status === 200 && typeof body === "string" && /^# (HELP|TYPE) /m.test(body);

/** What they hold is not in the list that strangers are asked about, or goes on over pages. */
const readByThemselves: ReadonlySet<Engine["role"]> = new Set(["object-store", "notebook", "model-registry"]);

async function itemsOf(
  source: Source,
  url: string,
  call: Call,
  engine: Engine,
  access: Access,
  openly: ServerAnswer | null,
): Promise<Detail<readonly unknown[]>> {
  if (readByThemselves.has(engine.role)) return { value: [], unknown: null };
  if (access.unknown) return { value: null, unknown: access.unknown };
  return attempt(async () => {
    const answer =
      access.authentication === "none" && openly
        ? openly
        : await askServer(source, url, call, { proof: "own" });
    return bodyOf(call, answer, engine.items);
  });
}
