import { z } from "zod";

import type { ImportedItem, ReportValue } from "#lib/domain/imported.ts";
import { defineFormat, findingItem, recordReader } from "./define-format.ts";
import { kubernetesSubject, noSubject } from "./subject.ts";
import { line, links, severityOf, severityOfScore, text } from "./words.ts";

const Result = z.looseObject({
  resourceID: z.string(),
  controls: z
    .array(
      z.looseObject({
        controlID: z.string(),
        name: text,
        severity: text,
        status: z.looseObject({ status: z.string() }),
        rules: z
          .array(
            z.looseObject({
              paths: z
                .array(
                  z.looseObject({
                    failedPath: text,
                    fixPath: z.looseObject({ path: text, value: text }).nullish(),
                  }),
                )
                .nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});
type Result = z.infer<typeof Result>;
type Control = NonNullable<Result["controls"]>[number];

type About = { clusterName: string; scores: Map<string, number> };

const [contextName, controlId, scoreFactor] = [
  "metadata/contextMetadata/clusterContextMetadata/contextName",
  "summaryDetails/controls/*/controlID",
  "summaryDetails/controls/*/scoreFactor",
] as const;

/** Severity stands with the summary of each control: its id and its score, one after the other. */
function aboutOf(values: readonly ReportValue[]): About {
  const about: About = { clusterName: "", scores: new Map() };
  let id = "";
  for (const { path, value } of values) {
    if (path === contextName) about.clusterName = String(value);
    if (path === controlId) id = String(value);
    if (path === scoreFactor) about.scores.set(id, Number(value));
  }
  return about;
}

const toItems = ({ resourceID, controls }: Result, about: About): ImportedItem[] =>
  (controls ?? [])
    .filter(({ status }) => status.status === "failed")
    .map((control) => {
      const paths = (control.rules ?? []).flatMap(({ paths: all }) => all ?? []);
      const failed = paths.flatMap(({ failedPath, fixPath }) => line(failedPath || fixPath?.path, 200) || []);
      const fixes = paths.flatMap(({ fixPath }) =>
        fixPath?.path ? [`${fixPath.path}: ${fixPath.value ?? ""}`] : [],
      );
      const title = line(control.name || control.controlID);
      return findingItem({
        tool: "Kubescape",
        ruleId: control.controlID,
        kind: "misconfiguration",
        title,
        description: "",
        remediation: fixes.length === 0 ? "" : `Set ${[...new Set(fixes)].slice(0, 10).join(", ")}.`,
        references: links([`https://hub.armosec.io/docs/${control.controlID.toLowerCase()}`]),
        severity: severityIn(control, about),
        message: failed.length === 0 ? title : `${title}: ${[...new Set(failed)].slice(0, 10).join(", ")}`,
        subject: subjectIn(resourceID, about.clusterName),
        location: null,
        fingerprint: "",
        evidence: { control: control.controlID, paths: [...new Set(failed)].slice(0, 20) },
      });
    });

/** Kubescape weighs a control from 1 to 10. */
function severityIn({ severity, controlID }: Control, { scores }: About) {
  if (severity) return severityOf(severity);
  const score = scores.get(controlID);
  return score === undefined ? "medium" : severityOfScore(score);
}

/** `apps/v1/NAMESPACE/KIND/NAME`, `/v1//KIND/NAME`, or for a file `path=…/api=apps/v1/NAMESPACE/KIND/NAME`. */
function subjectIn(resourceId: string, cluster: string) {
  const parts = (resourceId.split("/api=")[1] ?? resourceId).split("/");
  const [namespace = "", kind = "", name = ""] = parts.slice(-3);
  return kind === "" || name === ""
    ? noSubject(resourceId)
    : kubernetesSubject(kind, namespace, name, cluster);
}

export const kubescape = defineFormat({
  id: "kubescape",
  title: "Kubescape JSON",
  kind: "json",
  lookedFor: "summaryDetails and results[].resourceID",
  recognizes: ({ fields }) => fields.has("summaryDetails") || fields.has("results[]/resourceID"),
  context: [contextName, controlId, scoreFactor],
  about: aboutOf,
  readers: [recordReader("results[]", Result, toItems)],
});
