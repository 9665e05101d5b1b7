import { expect, test } from "vitest";

import { toRequest } from "./to-request.ts";

const call = { account: "acme-document-insights", region: null, input: {} };

test("a list call repeats array fields in its query, as the Asset Inventory reads them", () => {
  const request = toRequest({
    ...call,
    service: "cloudasset",
    operation: "assets.list",
    input: { contentType: "RESOURCE", assetTypes: ["a/B", "c/D"], pageToken: undefined },
  });
  expect(request.host).toBe("cloudasset.googleapis.com");
  expect(request.target).toBe(
    "/v1/projects/acme-document-insights/assets?contentType=RESOURCE&assetTypes=a%2FB&assetTypes=c%2FD",
  );
});

test("a Vertex call goes to the host of its region", () => {
  const request = toRequest({
    ...call,
    region: "europe-west4",
    service: "aiplatform",
    operation: "projects.locations.endpoints.list",
  });
  expect(request.host).toBe("europe-west4-aiplatform.googleapis.com");
  expect(request.target).toBe("/v1/projects/acme-document-insights/locations/europe-west4/endpoints");
});

test("a Vertex call without a region is refused rather than sent to a wrong host", () => {
  const regionless = { ...call, service: "aiplatform", operation: "projects.locations.endpoints.list" };
  expect(() => toRequest(regionless)).toThrow("needs region");
});

test("a POST carries its input in the body", () => {
  const request = toRequest({
    ...call,
    service: "cloudresourcemanager",
    operation: "projects.getIamPolicy",
    input: { options: { requestedPolicyVersion: 3 } },
  });
  expect(request.target).toBe("/v3/projects/acme-document-insights:getIamPolicy");
  expect(request.body).toBe('{"options":{"requestedPolicyVersion":3}}');
});

test("a resource name keeps its slashes and cannot climb out of its path", () => {
  const role = { ...call, service: "iam", operation: "projects.roles.get" };
  expect(toRequest({ ...role, input: { name: "projects/p/roles/r s" } }).target).toBe(
    "/v1/projects/p/roles/r%20s",
  );
  expect(() => toRequest({ ...role, input: { name: "projects/../v2/x" } })).toThrow("needs name");
});

test("an operation nobody declared is a defect", () => {
  expect(() => toRequest({ ...call, service: "iam", operation: "roles.delete" })).toThrow("not declared");
});

test("a location stands before the host, and the global one does not", () => {
  const webhooks = (location: string) =>
    toRequest({
      ...call,
      service: "dialogflow",
      operation: "projects.locations.agents.webhooks.list",
      input: { location, parent: `projects/p/locations/${location}/agents/a` },
    });
  expect(webhooks("global")).toMatchObject({
    host: "dialogflow.googleapis.com",
    target: "/v3/projects/p/locations/global/agents/a/webhooks",
  });
  expect(webhooks("europe-west1").host).toBe("europe-west1-dialogflow.googleapis.com");
});

test("a word may stand in host and path alike", () => {
  const templates = toRequest({
    ...call,
    service: "modelarmor",
    operation: "projects.locations.templates.list",
    input: { location: "us-central1", pageToken: "x" },
  });
  expect(templates).toMatchObject({
    host: "modelarmor.us-central1.rep.googleapis.com",
    target: "/v1/projects/acme-document-insights/locations/us-central1/templates?pageToken=x",
  });
});

test.each(["evil.example/", "x@evil.example", "a/../b"])(
  "what calls itself a location leads nowhere but to Google: %s",
  (location) => {
    const asked = () =>
      toRequest({
        ...call,
        service: "dialogflow",
        operation: "projects.locations.agents.tools.list",
        input: { location, parent: "projects/p" },
      });
    const host = (() => {
      try {
        return new URL(`https://${asked().host}/`).hostname;
      } catch {
        return "refused.googleapis.com";
      }
    })();
    expect(host.endsWith(".googleapis.com")).toBe(true);
  },
);

test("what a path names is not asked for a second time", () => {
  const policies = toRequest({
    ...call,
    service: "iam",
    operation: "policies.get",
    input: { attachmentPoint: "cloudresourcemanager.googleapis.com/projects/p", policyId: "a" },
  });
  expect(policies.target).toBe(
    "/v2/policies/cloudresourcemanager.googleapis.com%2Fprojects%2Fp/denypolicies/a",
  );
});

test("a listing by POST has its page in the query, where Google reads it", () => {
  const request = toRequest({
    ...call,
    service: "compute",
    operation: "instanceGroups.listInstances",
    input: { zone: "europe-west4-a", instanceGroup: "vms", pageToken: "a/b" },
  });
  expect(request).toMatchObject({
    method: "POST",
    target:
      "/compute/v1/projects/acme-document-insights/zones/europe-west4-a/instanceGroups/vms/listInstances?pageToken=a%2Fb",
    body: "{}",
  });
});
