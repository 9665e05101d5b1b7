import { isRecord } from "../record.ts";
import type { World } from "../world.ts";
import { notKnown } from "./functions.ts";

/** What a member may turn out to be, by the words that Azure has for it. Other members are texts. */
const words: Readonly<Record<string, readonly unknown[]>> = {
  publicnetworkaccess: ["Disabled", "Enabled", undefined],
  publicnetworkaccessforingestion: ["Disabled", "Enabled", undefined],
  publicnetworkaccessforquery: ["Disabled", "Enabled", undefined],
  defaultaction: ["Deny", "Allow", undefined],
  keysource: ["Microsoft.KeyVault", "Microsoft.CognitiveServices", undefined],
  isolationmode: ["AllowOnlyApprovedOutbound", "Disabled", "AllowInternetOutbound"],
  severitythreshold: ["Low", "High", "Medium"],
  mode: ["Blocking", "Deferred", "Default"],
  publicaccess: ["None", "Blob", "Container"],
  minimumtlsversion: ["TLS1_2", "TLS1_0", undefined],
  mintlsversion: ["1.2", "1.0", undefined],
  authmode: ["AADToken", "Key", "AMLToken"],
  properties: [undefined],
};
/** Switches, by how they are called. */
const isSwitch =
  /^(disable|enable|allow|is|restrict|require|hbi|blocking|enabled)|(enabled|enforcement|protection)$/i;

/** Resource properties in one world, with a guess where a value is not known. */
export function guessed(value: unknown, world: World, name = ""): unknown {
  if (value === notKnown)
    return world.guess(words[name.toLowerCase()] ?? (isSwitch.test(name) ? switches : texts));
  if (Array.isArray(value))
    return value.map((one: unknown) => guessed(one, world, name)).filter((one) => one !== undefined);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([key, one]) => [key, guessed(one, world, key)] as const);
  return Object.fromEntries(members.filter(([, one]) => one !== undefined));
}

const switches = [undefined, true, false];
const texts = ["known-after-apply", undefined, "*"];
