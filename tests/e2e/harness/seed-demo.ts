import { connectDemo } from "#bin/demo.ts";
import { addCast, type Cast } from "./people.ts";
import { settled } from "./settled.ts";

/** The demo estate as `npm start` leaves it, with a person of each role. Tests only read it. */
export async function seedDemo(organizationId: string): Promise<Cast> {
  const cast = await addCast(organizationId);
  await connectDemo(organizationId);
  await settled(organizationId);
  return cast;
}
