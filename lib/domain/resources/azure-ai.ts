import { defineResourceTypes } from "../resource-type.ts";

export const azureAiResourceTypes = defineResourceTypes({});
