import { defineClassCheck, fail, notApplicable, pass } from "#lib/domain/check.ts";

export default defineClassCheck({
  id: "model/verified-artifact",
  title: "Model is loaded by a revision, digest or signature",
  severity: "medium",
  layer: "model",
  function: "protect",
  appliesToClass: "model",
  risk: "Whoever can write the repository or the bucket replaces the model, and nobody notices.",
  remediation: {
    summary:
      "Pin the revision by its full hash, or sign the model and verify the signature before it is loaded.",
    cli: "model_signing sign <model folder>  # and model_signing verify before loading",
    terraform: 'args = ["--model", "org/model", "--revision", "<40 hex digits>"]',
    console: [
      "Copy the full commit hash from the model's page › Files",
      "Add it as the revision to the server's arguments",
    ],
  },
  references: [
    "https://github.com/sigstore/model-transparency",
    "https://huggingface.co/docs/hub/security",
    "https://slsa.dev/spec/v1.1/",
  ],

  // Only types that say how a model's files are identified have the properties.
  evaluate: ({ name, properties }) => {
    const revisionPinned = "revisionPinned" in properties ? properties["revisionPinned"] : undefined;
    const signed = "signed" in properties ? properties["signed"] : undefined;
    if (revisionPinned === true || signed === true) return pass;
    if (revisionPinned !== false && signed !== false) return notApplicable;
    return fail("Nothing says which files are to be loaded", {
      model: name,
      revisionPinned: revisionPinned === undefined ? null : false,
      signed: signed === undefined ? null : false,
    });
  },

  examples: {
    pass: [
      { name: "a revision by its hash", properties: { revisionPinned: true } },
      { name: "signed", properties: { revisionPinned: false, signed: true } },
    ],
    fail: [
      { name: "whatever is newest", properties: { revisionPinned: false } },
      { name: "not signed", properties: { signed: false } },
    ],
    notApplicable: [{ name: "a provider's model", properties: {} }],
  },
});
