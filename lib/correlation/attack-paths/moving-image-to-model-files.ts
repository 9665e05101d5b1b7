import { at, defineAttackPath, into, out, over } from "#lib/domain/attack-path.ts";
import { pinByDigest } from "#lib/domain/attack-path-fixes.ts";
import { modelFiles, movingImage } from "#lib/domain/attack-path-stops.ts";
import { related, sampleResource } from "#lib/domain/sample-resource.ts";

const image = (mutableReference: boolean) =>
  sampleResource("image", "image", { mutableReference, signed: true });
const job = sampleResource("training-job", "job");
const role = sampleResource("identity", "role");
const files = sampleResource("data-store", "files");
const model = sampleResource("model", "model");
const chain = related(
  "job pulls-image image",
  "job runs-as role",
  "role can-write files",
  "model stores-artifacts-in files",
);

export default defineAttackPath({
  id: "moving-image-to-model-files",
  title: "A replaced image would reach the files of models",
  severity: "high",
  layers: ["pipeline", "identity", "model"],
  story:
    "{0} can be replaced under the same name; {1} would run what replaced it as {2}, and give it the model's files in {3}.",
  fixes: [
    pinByDigest(0, "Run {1} from a digest of {0}, out of a registry of your own"),
    {
      aspect: "restrict-artifact-access",
      stop: 3,
      change: "Let only the process that releases models reach {3}",
      effort: "medium",
      checks: ["model/artifacts-private"],
    },
  ],
  atlas: ["AML.T0010.004", "AML.T0035", "AML.T0018"],
  owasp: ["LLM03:2025", "LLM04:2025", "ASI04"],
  answers: ["P14"],
  covers: ["replaceable-image-to-privileged-workload"],

  from: movingImage,
  hops: [
    over(into("pulls-image"), at(["training-job", "notebook", "pipeline"])),
    over(out("runs-as"), at("identity")),
    over(out("can-read", "can-write", "can-manage"), modelFiles),
  ],
  identity: { start: 0, end: 1 },

  examples: () => [
    {
      name: "a training job runs a moving tag with a role over the model's files",
      resources: [image(true), job, role, files, model],
      relationships: chain,
      paths: [["image", "job", "role", "files"]],
    },
    {
      name: "the job names a digest",
      resources: [image(false), job, role, files, model],
      relationships: chain,
      paths: [],
    },
    {
      name: "a bucket that holds no model",
      resources: [image(true), job, role, files],
      relationships: chain.slice(0, 3),
      paths: [],
    },
  ],
});
