import { describe, expect, test } from "vitest";

import { formatJson } from "#lib/commands/format-json.ts";
import { addressesOf, findingsOf, scanCloud } from "./scanned-plan.ts";

const scan = await scanCloud("google", {});

describe("a Terraform plan of Google Cloud", () => {
  test("has every bad resource found at its address", () => {
    expect(addressesOf(scan, "bad")).toEqual([
      "google_cloud_run_v2_service.bad",
      "google_kms_crypto_key.bad",
      "google_model_armor_template.bad",
      "google_storage_bucket.bad",
      "google_vertex_ai_endpoint.bad",
      "google_vertex_ai_index.bad",
      "google_vertex_ai_index_endpoint.bad",
      "google_workbench_instance.bad",
    ]);
  });

  test("has no good resource flagged, and nothing that stands nowhere", () => {
    expect(addressesOf(scan, "good")).toEqual([]);
    expect(findingsOf(scan).filter((one) => one.endsWith("nowhere"))).toEqual([]);
  });

  test("reads what binds members elsewhere than in the resource", () => {
    expect(findingsOf(scan)).toContain("data-store/private google_storage_bucket.bad");
  });

  test("lets no value out that the plan holds as a secret", () => {
    expect(formatJson(scan)).not.toContain("sk-proj-");
  });
});
