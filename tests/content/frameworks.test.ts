import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { frameworks } from "#lib/compliance/frameworks/registry.ts";
import { attackPaths } from "#lib/correlation/attack-paths/registry.ts";
import { inOwaspEdition, owaspCrosswalk, owaspEditions } from "#lib/domain/owasp-edition.ts";
import { compileGlob } from "#lib/inventory/glob.ts";
import { checks } from "#lib/posture/checks/registry.ts";

const OfficialList = z.object({
  framework: z.string(),
  source: z.url({ protocol: /^https$/ }),
  readOn: z.iso.date(),
  ids: z.array(z.string()).min(1),
});
const officialList = (id: string) =>
  OfficialList.parse(JSON.parse(readFileSync(`tests/content/framework-ids/${id}.json`, "utf8")));

const globs = [
  ...new Set(frameworks.flatMap(({ controls }) => controls.flatMap((control) => control.checks))),
];
const checkIdsOf = (glob: string) => checks.filter(({ id }) => compileGlob(glob).matches(id));

describe.each(frameworks)("$id", ({ id, source, edition, publishedOn, readOn, controls, title }) => {
  test("says who published which edition, where, and when it was read", () => {
    expect(source).toMatch(/^https:/);
    expect(edition).not.toBe("");
    expect(title).not.toBe("");
    expect(publishedOn ?? "2000-01-01").toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test("has no control that its edition's official list does not have", () => {
    const official = officialList(id);
    expect(official.framework).toBe(id);
    expect(new Set(official.ids).size).toBe(official.ids.length);
    expect(controls.map((control) => control.id).filter((one) => !official.ids.includes(one))).toEqual([]);
  });

  test("names each control once, says what it asks for, and what would show it", () => {
    expect(new Set(controls.map((control) => control.id)).size).toBe(controls.length);
    for (const control of controls) {
      expect(control.text.length).toBeGreaterThan(20);
      expect(control.checks.length > 0 || control.attestation !== null).toBe(true);
    }
  });
});

test("lists that are given whole are whole", () => {
  const whole = [
    "owasp-llm-2025",
    "owasp-llm-2026",
    "owasp-agentic-2026",
    "nist-ai-rmf",
    "nist-ai-600-1",
    "iso-42001",
    "mcsb-v2-ai",
    "aws-ai-security-best-practices",
    "google-ai-essentials",
  ];
  for (const id of whole) {
    const given = frameworks.find((framework) => framework.id === id)?.controls.map((control) => control.id);
    expect(given?.toSorted(), id).toEqual(officialList(id).ids.toSorted());
  }
});

test("the EU AI Act is given for the articles that Nacre speaks about", () => {
  const articles = frameworks
    .find(({ id }) => id === "eu-ai-act")
    ?.controls.map(({ id }) => Number(id.slice(8)));
  expect(articles).toEqual([9, 10, 11, 12, 13, 14, 15, 17, 26, 50, 53, 55, 72, 73]);
});

test("every glob finds a check", () => {
  expect(globs.filter((glob) => checkIdsOf(glob).length === 0)).toEqual([]);
});

test("every check is evidence for some control", () => {
  const mentioned = new Set(globs.flatMap((glob) => checkIdsOf(glob).map(({ id }) => id)));
  expect(checks.filter(({ id }) => !mentioned.has(id)).map(({ id }) => id)).toEqual([]);
});

test("both editions of OWASP's list ask for the same checks, risk by risk", () => {
  const [earlier, later] = owaspEditions.map(
    (edition) =>
      new Map(
        frameworks
          .find(({ id }) => id === `owasp-llm-${edition}`)
          ?.controls.map((control) => [control.id, control.checks]),
      ),
  );
  expect(owaspCrosswalk).toHaveLength(10);
  for (const risk of owaspCrosswalk) {
    expect(earlier?.get(risk["2025"])?.length).toBeGreaterThan(0);
    expect(later?.get(risk["2026"])).toEqual(earlier?.get(risk["2025"]));
  }
});

test("an id is the same in its own edition and comes back from the other", () => {
  for (const risk of owaspCrosswalk) {
    expect(inOwaspEdition(risk["2025"], "2026")).toBe(risk["2026"]);
    expect(inOwaspEdition(risk["2026"], "2025")).toBe(risk["2025"]);
    expect(inOwaspEdition(risk["2026"], "2026")).toBe(risk["2026"]);
  }
  expect(inOwaspEdition("ASI03", "2025")).toBe("ASI03");
});

test("what attack paths are named by exists: OWASP's ids in an edition, ATLAS's in the current one", () => {
  const owasp = new Set([...officialList("owasp-llm-2025").ids, ...officialList("owasp-agentic-2026").ids]);
  const atlas = new Set(officialList("mitre-atlas").ids);
  expect(attackPaths.flatMap((path) => path.owasp).filter((id) => !owasp.has(id))).toEqual([]);
  expect(attackPaths.flatMap((path) => path.atlas).filter((id) => !atlas.has(id))).toEqual([]);
});
