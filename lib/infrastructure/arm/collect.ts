import azureConnector from "#lib/connectors/azure/connector.ts";
import { AppError } from "#lib/domain/errors.ts";
import { openDeclaredArm } from "../azure/arm-estate.ts";
import { collectDeclared } from "../collect.ts";
import type { Found } from "../found.ts";
import { readArmTemplate, type ArmSource } from "./read-template.ts";

/** A template says neither in which subscription nor in which group it is deployed. */
const deployment = { subscription: "00000000-0000-0000-0000-000000000000", group: "planned" };

/** What the live collectors of Azure find in what a template declares. */
export async function collectArmTemplate(source: ArmSource, signal: AbortSignal): Promise<Found> {
  try {
    return await collectDeclared(
      azureConnector,
      (world) => openDeclaredArm(readArmTemplate(source, deployment, world), deployment.subscription, []),
      signal,
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AppError(
      "invalid-input",
      `${source.file} holds an expression that ${error.message}. Check it with az deployment group validate.`,
    );
  }
}
