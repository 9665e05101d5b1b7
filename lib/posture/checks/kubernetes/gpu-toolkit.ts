import { defineCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";
import { flawsOf } from "#lib/domain/known-flaws.ts";

const toolkit = /(?:^|\/)(?:nvidia\/)?(?:k8s\/)?container-toolkit:v?(\d+\.\d+\.\d+)/;

export default defineCheck({
  id: "kubernetes/gpu-toolkit",
  title: "NVIDIA's container toolkit on the nodes is one that contains containers",
  severity: "high",
  layer: "pipeline",
  function: "protect",
  appliesTo: "kubernetes.workload",
  risk: "An image of anybody's who may start one with a GPU takes over the node, and every model on it.",
  remediation: {
    summary: "Upgrade the GPU operator, or the toolkit's image, to 1.17.8 or later.",
    cli: "helm upgrade gpu-operator nvidia/gpu-operator --namespace gpu-operator --set toolkit.version=v1.17.8-ubuntu20.04",
    terraform: 'set { name = "toolkit.version" value = "v1.17.8-ubuntu20.04" } on helm_release.gpu_operator',
    console: ["Open the cluster policy of the GPU operator › toolkit", "Set the version to v1.17.8 or later"],
  },
  references: [
    "https://nvidia.custhelp.com/app/answers/detail/a_id/5659",
    "https://docs.nvidia.com/datacenter/cloud-native/container-toolkit/latest/release-notes.html",
  ],

  evaluate: ({ properties: { images } }) => {
    const versions = images.flatMap((image) => toolkit.exec(image)?.[1] ?? []);
    if (versions.length === 0) return notApplicable;
    const flaws = versions.flatMap((version) => flawsOf("nvidia-container-toolkit", version));
    const [flaw] = flaws;
    return flaw
      ? fail(`It installs version ${versions.join(", ")}, with which ${flaw.what} (${flaw.id})`, {
          versions,
          mendedIn: flaw.below,
        })
      : pass;
  },

  examples: {
    pass: [
      {
        name: "mended",
        properties: { images: ["nvcr.io/nvidia/k8s/container-toolkit:v1.17.8-ubuntu20.04"] },
      },
    ],
    fail: [{ name: "before", properties: { images: ["nvcr.io/nvidia/k8s/container-toolkit:v1.16.1-ubi8"] } }],
    notApplicable: [
      { name: "another image", properties: { images: ["nvcr.io/nvidia/k8s-device-plugin:v0.15.0"] } },
    ],
  },
});
