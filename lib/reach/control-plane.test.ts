import { expect, test } from "vitest";

import { make, reachIn } from "#tests/factories/reach-estate.ts";

test("who asks before the API server of a cluster is told by the way to it", () => {
  const cluster = (publicNetwork: boolean, answersAtAddress: boolean) =>
    make("gcp.container.cluster", "x", { publicNetwork }, { answersAtAddress });
  const told = (...of: [boolean, boolean]) => {
    const { reach, hops } = reachIn("x", { resources: [cluster(...of)] });
    return [reach, ...hops.map(({ text }) => text)];
  };
  expect(told(true, true)).toEqual(["credential", "x is on a public network and asks for a credential"]);
  expect(told(true, false)).toEqual([
    "credential",
    "x is reached under its DNS name by whomever IAM lets connect",
  ]);
  expect(told(false, false)).toEqual(["internal", "x is not on a public network"]);
});
