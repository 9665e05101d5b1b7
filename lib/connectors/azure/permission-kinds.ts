/** A role that Purview gives itself, on a collection of its Data Map. */
export const purviewReader = "Purview Data Reader";

/** A permission of Microsoft Graph is words joined by dots; an action of a role has slashes. */
export const isGraphPermission = (name: string): boolean => !name.includes("/") && name !== purviewReader;

/** What a Foundry project holds is data to a role, also where it is only how an agent is set up. */
export const isDataAction = (name: string): boolean =>
  name.startsWith("Microsoft.CognitiveServices/accounts/AIServices/");

export const isAction = (name: string): boolean => name.includes("/") && !isDataAction(name);
