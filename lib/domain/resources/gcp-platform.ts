import { defineResourceTypes } from "../resource-type.ts";

export const gcpPlatformResourceTypes = defineResourceTypes({});
