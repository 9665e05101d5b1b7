import { defineResourceTypes } from "../resource-type.ts";

export const onPremisesResourceTypes = defineResourceTypes({});
