import { defineResourceTypes } from "../resource-type.ts";

export const gcpAiResourceTypes = defineResourceTypes({});
