import { XmlCodec } from "@aws-sdk/core/protocols";
import { NormalizedSchema } from "@smithy/core/schema";
import { z } from "zod";

import { constructFrom, services } from "#lib/connectors/aws/services.ts";
import type { RecordedCall } from "#lib/connectors/recording.ts";

export type HttpAnswer = { status: number; headers: Record<string, string>; body: string };

type Schema = NormalizedSchema;
/** Of the SDK's own description of an operation, what an answer is written by. */
const Command = z.looseObject({
  schema: z.tuple([z.number(), z.string(), z.string(), z.unknown(), z.unknown(), z.unknown()]),
});
type Serializer = { write: (schema: unknown, value: unknown) => void; flush: () => string | Uint8Array };
type Protocol = { getShapeId: () => string; getPayloadCodec: () => { createSerializer: () => Serializer } };

/** What AWS would answer over the wire to a recorded call, written by the SDK's own schemas and codecs. */
export async function awsAnswer(call: RecordedCall): Promise<HttpAnswer> {
  const { protocol, output } = await descriptionOf(call);
  const kind = protocol.getShapeId();
  if (call.error) return errorAnswer(kind, call.error);
  const headers: Record<string, string> = { "content-type": contentTypeOf(kind) };
  if (!output.isStructSchema()) return { status: 200, headers, body: "" };
  const value = z.record(z.string(), z.unknown()).parse(revived(output, call.output ?? {}));
  if (kind.endsWith("Query"))
    return { status: 200, headers, body: queryBody(kind, call.operation, output, value) };
  return {
    status: 200,
    headers: { ...headers, ...boundHeaders(output, value) },
    body: bodyOf(protocol, output, value),
  };
}

async function descriptionOf({ service, operation, input }: RecordedCall) {
  const known = services[service];
  if (!known) throw new Error(`There is no client for ${service}`);
  const exported = await known.load();
  const command = Command.parse(constructFrom(exported, `${operation}Command`, { ...input }));
  const protocol =
    protocols.get(service) ?? protocolOf(constructFrom(exported, known.client, { region: "us-east-1" }));
  protocols.set(service, protocol);
  return { protocol, output: NormalizedSchema.of(command.schema[5] as never) };
}

const protocols = new Map<string, Protocol>();
// Safe because every client of the SDK speaks through one protocol, kept in its configuration.
const protocolOf = (client: unknown): Protocol =>
  (client as { config: { protocol: Protocol } }).config.protocol;

const contentTypeOf = (kind: string): string => {
  if (kind.includes("awsJson")) return `application/x-amz-json-${kind.endsWith("1_0") ? "1.0" : "1.1"}`;
  return kind.endsWith("restJson1") ? "application/json" : "text/xml";
};

/** A recording holds dates as text and bytes as base64; the codecs take them as they are in memory. */
function revived(schema: Schema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isTimestampSchema()) return new Date(z.string().or(z.number()).parse(value));
  if (schema.isBlobSchema()) return Buffer.from(z.string().parse(value), "base64");
  if (schema.isListSchema())
    return z
      .array(z.unknown())
      .parse(value)
      .map((item) => revived(schema.getValueSchema(), item));
  if (schema.isMapSchema())
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, revived(schema.getValueSchema(), member)]),
    );
  if (!schema.isStructSchema()) return value;
  return Object.fromEntries(
    [...schema.structIterator()].map(([name, member]) => [name, revived(member, Reflect.get(value, name))]),
  );
}

function bodyOf(protocol: Protocol, output: Schema, value: Record<string, unknown>): string {
  const serializer = protocol.getPayloadCodec().createSerializer();
  for (const [name, member] of output.structIterator()) {
    if (!member.getMergedTraits().httpPayload) continue;
    if (value[name] === undefined) return "";
    serializer.write(member, value[name]);
    return textOf(serializer.flush());
  }
  serializer.write(output, value);
  return textOf(serializer.flush());
}

const textOf = (flushed: string | Uint8Array): string =>
  typeof flushed === "string" ? flushed : new TextDecoder().decode(flushed);

function boundHeaders(output: Schema, value: Record<string, unknown>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, member] of output.structIterator()) {
    const { httpHeader } = member.getMergedTraits();
    const text = z.string().safeParse(value[name]).data;
    if (httpHeader && text !== undefined) headers[httpHeader] = text;
  }
  return headers;
}

function queryBody(kind: string, operation: string, output: Schema, value: Record<string, unknown>): string {
  const codec = new XmlCodec({
    timestampFormat: { useTrait: true, default: 5 },
    httpBindings: false,
    xmlNamespace: "",
    serviceNamespace: "",
  } as never);
  const serializer = codec.createSerializer();
  serializer.write(output, value);
  const inner = String(serializer.flush()).replace(/^<[^>]*?\/>$|^<[^>]+>|<\/[^>]+>$/g, "");
  const wrapped = kind.endsWith("ec2Query") ? inner : `<${operation}Result>${inner}</${operation}Result>`;
  return `<${operation}Response>${wrapped}</${operation}Response>`;
}

const codeOf: Readonly<Record<string, readonly [status: number, code: string]>> = {
  denied: [403, "AccessDeniedException"],
  "not-found": [404, "ResourceNotFoundException"],
  throttled: [429, "ThrottlingException"],
  "expired-credentials": [403, "ExpiredTokenException"],
  unsupported: [400, "UnsupportedOperation"],
};

/** How AWS refuses a call, in the protocol of its service. */
export const awsRefusal = async (call: RecordedCall, reason: string): Promise<HttpAnswer> =>
  errorAnswer((await descriptionOf(call)).protocol.getShapeId(), { reason, message: `Refused: ${reason}` });

function errorAnswer(kind: string, { reason, message }: { reason: string; message: string }): HttpAnswer {
  const [status, code] = codeOf[reason] ?? [400, "ValidationException"];
  const text = message.replaceAll(/[<>&]/g, " ");
  const error = `<Error><Code>${code}</Code><Message>${text}</Message></Error>`;
  if (kind.endsWith("ec2Query"))
    return {
      status,
      headers: { "content-type": "text/xml" },
      body: `<Response><Errors>${error}</Errors></Response>`,
    };
  if (kind.endsWith("restXml") || kind.endsWith("Query"))
    return {
      status,
      headers: { "content-type": "text/xml" },
      body: `<ErrorResponse>${error}</ErrorResponse>`,
    };
  return {
    status,
    headers: { "content-type": contentTypeOf(kind), "x-amzn-errortype": code },
    body: JSON.stringify({ __type: code, message }),
  };
}
