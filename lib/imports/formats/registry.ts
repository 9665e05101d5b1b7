import type { ImportFormat } from "#lib/domain/imported.ts";
import { asff } from "./asff.ts";
import { checkov } from "./checkov.ts";
import { cyclonedx } from "./cyclonedx.ts";
import { defender } from "./defender.ts";
import { garak } from "./garak.ts";
import { gitleaks } from "./gitleaks.ts";
import { guardduty } from "./guardduty.ts";
import { kubescape } from "./kubescape.ts";
import { ocsf } from "./ocsf.ts";
import { promptfoo } from "./promptfoo.ts";
import { prowlerCsv } from "./prowler-csv.ts";
import { pyrit } from "./pyrit.ts";
import { sarif } from "./sarif.ts";
import { securityCommandCenter } from "./security-command-center.ts";
import { semgrep } from "./semgrep.ts";
import { spdx } from "./spdx.ts";
import { trivy } from "./trivy.ts";

/** In the order they are tried. */
export const importFormats: readonly ImportFormat[] = [
  sarif,
  ocsf,
  asff,
  guardduty,
  defender,
  securityCommandCenter,
  cyclonedx,
  spdx,
  trivy,
  kubescape,
  checkov,
  promptfoo,
  semgrep,
  gitleaks,
  garak,
  pyrit,
  prowlerCsv,
];
