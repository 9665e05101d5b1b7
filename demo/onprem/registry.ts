import type { Variant } from "../record.ts";
import { daysAgo } from "../rest.ts";
import { models } from "./names.ts";

/** As it is, nothing tells a version's files from others; once mended, each has the digest that was signed. */
export const registeredModels = (variant: Variant) =>
  models.map((name, at) => ({
    name,
    creation_timestamp: Date.parse(daysAgo(200 + at)),
    last_updated_timestamp: Date.parse(daysAgo(20 + at)),
    description: "",
    aliases: [{ alias: "champion", version: "7" }],
    tags: [{ key: "owner", value: "actuaries" }],
    latest_versions: [
      {
        name,
        version: "7",
        current_stage: "Production",
        source: `s3://mlflow-artifacts/4/${name}/artifacts/model`,
        run_id: `${at}c1d2e3f4a5b6978c0d1e2f3a4b5c6d7`,
        status: "READY",
        tags: variant === "fixed" ? [{ key: "cosign.signature", value: `sha256:${at}f7a`.padEnd(40, "3") }] : [],
      },
    ],
  }));

/** What the run that made a version measured: nothing, until it was mended. */
export const runMetrics = (variant: Variant) =>
  variant === "fixed"
    ? [
        { key: "gini", value: 0.41, timestamp: Date.parse(daysAgo(21)), step: 0 },
        { key: "bias_age_group", value: 0.02, timestamp: Date.parse(daysAgo(21)), step: 0 },
      ]
    : [];
