import { defineResourceTypes } from "../resource-type.ts";

export const azurePlatformResourceTypes = defineResourceTypes({});
