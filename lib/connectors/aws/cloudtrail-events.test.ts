import { expect, test } from "vitest";

import { eventsOf } from "./cloudtrail-events.ts";

const advanced = (...fields: [string, ...string[]][]) => ({
  FieldSelectors: fields.map(([Field, ...Equals]) => ({ Field, Equals })),
});

test("basic selectors are read, and leave management events on unless they say otherwise", () => {
  const selector = {
    ReadWriteType: "All",
    DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }],
  };
  expect(eventsOf({ EventSelectors: [selector] })).toEqual({
    managementEvents: "all",
    dataEventTypes: ["AWS::S3::Object"],
    excludedSources: [],
  });
  expect(eventsOf({ EventSelectors: [{ ...selector, IncludeManagementEvents: false }] })).toMatchObject({
    managementEvents: "none",
  });
});

test("reads by one selector and writes by another are all management events", () => {
  const of = (readOnly: string) => advanced(["eventCategory", "Management"], ["readOnly", readOnly]);
  expect(eventsOf({ AdvancedEventSelectors: [of("true"), of("false")] }).managementEvents).toBe("all");
  expect(eventsOf({ AdvancedEventSelectors: [of("false")] }).managementEvents).toBe("write");
});

test("advanced data selectors add their types and no management events", () => {
  const selectors = [
    advanced(["eventCategory", "Data"], ["resources.type", "AWS::S3::Object"]),
    advanced(["eventCategory", "Data"], ["resources.type", "AWS::Bedrock::AgentAlias"]),
  ];
  expect(eventsOf({ AdvancedEventSelectors: selectors })).toEqual({
    managementEvents: "none",
    dataEventTypes: ["AWS::Bedrock::AgentAlias", "AWS::S3::Object"],
    excludedSources: [],
  });
});

test("sources that are left out are told", () => {
  const selector = { ReadWriteType: "All", ExcludeManagementEventSources: ["kms.amazonaws.com"] };
  expect(eventsOf({ EventSelectors: [selector] }).excludedSources).toEqual(["kms.amazonaws.com"]);
});

test("a trail that told nothing records nothing", () => {
  expect(eventsOf(null)).toEqual({ managementEvents: "none", dataEventTypes: [], excludedSources: [] });
});
