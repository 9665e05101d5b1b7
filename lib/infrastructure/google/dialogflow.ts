import type { Answers } from "../answers.ts";
import type { GoogleEstate } from "./estate.ts";

const agents = "dialogflow:projects.locations.agents";

/** What is asked about one agent besides itself. Safety settings have defaults that only the project tells. */
export function declareDialogflow(estate: GoogleEstate, answers: Answers): void {
  const hasTools = estate.blocks.some(({ declared }) => declared.type === "google_dialogflow_cx_tool");
  for (const { type, path, data } of estate.assets)
    if (type === "google_dialogflow_cx_webhook")
      answers.list(`${agents}.webhooks.list`, null, "webhooks", [data], {
        parent: path.replace(/\/webhooks\/[^/]*$/, ""),
      });
    else if (type === "google_dialogflow_cx_security_settings")
      answers.say("dialogflow:projects.locations.securitySettings.get", null, { name: path }, data);
    // Tools are not read, so nothing is said of them where any are declared.
    else if (type === "google_dialogflow_cx_agent" && hasTools)
      answers.leaveOpen(`${agents}.tools.list`, null, { parent: path });
}
