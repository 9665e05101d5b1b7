import { describe, expect, test } from "vitest";

import { related } from "#lib/domain/sample-resource.ts";
import { make, reachIn } from "#tests/factories/reach-estate.ts";

const id = "0f1e";
const door = (isPrivate: boolean, parts: object = {}) =>
  make(
    "azure.network.web-gateway",
    "afd",
    { openToInternet: true },
    {
      kind: "front-door",
      ports: [],
      subnetKeys: [],
      frontDoorId: id,
      origins: [{ key: "app", host: "app.azurewebsites.net", isPrivate }],
      ...parts,
    },
  );
const app = (publicNetwork: boolean, frontDoors: string[] = [], unknown: string[] = []) =>
  make("azure.app-service.app", "app", { publicNetwork, authentication: "none" }, { frontDoors }, unknown);
const reach = (from: ReturnType<typeof door>, to: ReturnType<typeof app>) =>
  reachIn("app", { resources: [from, to], edges: related("afd routes-to app") });

describe("an app behind Front Door: learn.microsoft.com/azure/frontdoor/origin-security", () => {
  test.each<[string, ReturnType<typeof door>, ReturnType<typeof app>, string]>([
    ["over a private link, with no network of its own", door(true), app(false), "anyone"],
    ["with no network of its own and no private link", door(false), app(false), "internal"],
    ["that names its id", door(false), app(false, [id]), "anyone"],
    ["that names another's id", door(false), app(false, ["ffff"]), "internal"],
    [
      "that names some id, and its own was not told",
      door(false, { frontDoorId: null }),
      app(false, ["ffff"]),
      "unknown",
    ],
    ["that lets any Front Door in", door(false), app(false, ["*"]), "anyone"],
    ["that everybody reaches", door(false), app(true), "anyone"],
    ["whose rules were not read", door(false), app(false, [], ["properties.frontDoors"]), "unknown"],
  ])("%s", (_, from, to, expected) => {
    expect(reach(from, to).reach).toBe(expected);
  });

  test("whose rules let any Front Door in is in doubt without one of its own", () => {
    expect(reachIn("app", { resources: [app(false, ["*"])] }).reach).toBe("unknown");
    expect(reachIn("app", { resources: [app(false, [id])] }).reach).toBe("internal");
  });

  test("is told with the reason", () => {
    expect(reach(door(true), app(false)).hops.map(({ text }) => text)).toContain(
      "app takes calls of afd over a private link",
    );
    expect(reach(door(false), app(false, [id])).hops.map(({ text }) => text)).toContain("app lets afd in");
  });
});

test("a service of AI that is on no public network may yet name Front Door's addresses", () => {
  const account = (publicNetwork: boolean) =>
    make("azure.cognitive-services.account", "app", { publicNetwork });
  expect([reach(door(false), account(false)).reach, reach(door(true), account(false)).reach]).toEqual([
    "unknown",
    "credential",
  ]);
});
