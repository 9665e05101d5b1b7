import { expect, test, vi } from "vitest";

import gcpConnector from "#lib/connectors/gcp/connector.ts";
import type { ProviderCall } from "#lib/domain/provider-call.ts";
import { GoogleEstate } from "#lib/infrastructure/google/estate.ts";
import { googleKinds } from "#lib/infrastructure/google/kinds.ts";
import {
  differences,
  findingsAt,
  toldAfterAll,
  verdictsOfPlan,
  verdictsOfRecording,
} from "./rows/compared.ts";
import { project } from "./rows/google/asset.ts";
import { googleRows as rows } from "./rows/google/rows.ts";
import { recorded } from "./rows/recorded.ts";
import type { Answer } from "./rows/row.ts";

const ofTheProject: readonly Answer[] = [
  [
    "cloudresourcemanager:projects.search",
    {},
    { projects: [{ name: `projects/${project}`, projectId: project, state: "ACTIVE" }] },
  ],
  ["cloudresourcemanager:projects.getIamPolicy", {}, { bindings: [], etag: "1" }],
  ["dialogflow:projects.getAgent", {}, "not-found"],
  [
    "cloudresourcemanager:projects.getAncestry",
    {},
    { ancestor: [{ resourceId: { type: "project", id: project } }] },
  ],
];
const assets = rows.flatMap((row) => row.resources ?? []);
const settings =
  /organization|folder|orgpolicy|billing|securitycenter|recommender|serviceusage|^monitoring:/i;
/** The Asset Inventory tells of everything by its type; what else is listed is empty. */
function otherwise({ service, operation, input }: ProviderCall): object | null {
  if (service === "cloudasset" && operation === "assets.list") {
    const types = input["assetTypes"];
    const listed = assets.filter(
      (one) => !Array.isArray(types) || types.includes(Reflect.get(one, "assetType")),
    );
    return { readTime: new Date().toISOString(), assets: listed };
  }
  if (settings.test(`${service}:${operation}`)) return null;
  return /\.(list|search|listAll|aggregatedList)$/.test(operation) ? {} : null;
}
const { transport, missed } = recorded(
  [...ofTheProject, ...rows.flatMap(({ answers }) => answers)],
  otherwise,
);
const answered = await verdictsOfRecording(gcpConnector, transport);
const spied = vi.spyOn(GoogleEstate.prototype, "all");
const { declared, verdicts, undecided } = await verdictsOfPlan(rows, {});
const asked = new Set([...Object.keys(googleKinds), ...spied.mock.calls.flat()]);
spied.mockRestore();
const told = new Set(rows.flatMap(({ type, parts = [] }) => [type, ...parts]));
/** What binds one member and what binds several are read alike, so a row shows one of them. */
const either = (type: string): string => type.replace(/_iam_binding$/, "_iam_member");

test("every type of Google Cloud that is read has a row, and every row declares its types", () => {
  const shown = new Set([...told].map(either));
  expect([...asked].filter((type) => !shown.has(either(type)))).toEqual([]);
  expect([...told].filter((type) => !declared.has(type))).toEqual([]);
});

test("an estate of Google Cloud gets the same verdicts as a recording and as a plan", () => {
  expect(undecided).toEqual([]);
  expect(differences(verdicts, answered, rows)).toEqual([]);
  expect(toldAfterAll(verdicts, rows)).toEqual([]);
  const ofRoles = /^(iam|policyanalyzer):/;
  expect([...missed].filter((call) => !settings.test(call) && !ofRoles.test(call))).toEqual([]);
});

test("what a cluster admits is not known where the project's policy is not declared", async () => {
  const declaredHere = rows.filter(({ type }) => type === "google_container_cluster");
  const open = declaredHere.map((row) => ({
    ...row,
    hcl: row.hcl.replace(/resource "google_binary_authorization_policy"[^]*?(?=resource)/, ""),
  }));
  const told = await verdictsOfPlan(open, {});
  const outcomeOf = (form: string) =>
    told.verdicts.get(`gcp.container.cluster ${form} gcp/cluster-binary-authorization`)?.status;
  expect([outcomeOf("good"), outcomeOf("bad")]).toEqual(["unknown", "fail"]);
});

test.each(rows)("$type is found in its bad form and not in its good form", ({ type, neverBad }) => {
  expect(findingsAt(verdicts, `${type}.good`)).toEqual([]);
  const found = findingsAt(verdicts, `${type}.bad`);
  expect(found.length > 0, "has findings").toBe(neverBad === undefined);
});
