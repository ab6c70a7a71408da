import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/**
 * The reply schemas and the documented statuses of Camunda's Orchestration Cluster API, as its official client
 * publishes them. They are read from the installed package, so there is no copy that could grow old.
 */
const folder = path.dirname(createRequire(import.meta.url).resolve('@camunda8/orchestration-cluster-api'));

const schemas = (await import(pathToFileURL(path.join(folder, onlyFile(/^zod\.gen-.*\.js$/))).href)) as Readonly<
  Record<string, unknown>
>;
const types = readFileSync(path.join(folder, onlyFile(/^index-.*\.d\.ts$/)), 'utf8');

function onlyFile(pattern: RegExp): string {
  const found = readdirSync(folder).filter((name) => pattern.test(name));
  const [name] = found;
  if (name === undefined || found.length > 1) throw new Error(`expected one file like ${String(pattern)} in ${folder}`);
  return name;
}

export type JsonSchema = Record<string, unknown>;

/** What a reply of the operation with content must look like; undefined when no reply of it has any. */
export function replySchema(operationId: string): JsonSchema | undefined {
  const schema = schemas[`z${capitalized(operationId)}Response`];
  if (!(schema instanceof z.ZodType)) throw new Error(`the client has no reply schema for ${operationId}`);
  return schema instanceof z.ZodVoid ? undefined : closed(asJsonSchema(schema));
}

/** What a request of the operation may hold: `body`, `path`, `query`. */
export function requestSchema(operationId: string): JsonSchema {
  const schema = schemas[`z${capitalized(operationId)}Data`];
  if (!(schema instanceof z.ZodType)) throw new Error(`the client has no request schema for ${operationId}`);
  return asJsonSchema(schema);
}

/** The statuses an operation documents: of success and of refusal. */
export function documentedStatuses(operationId: string): { readonly success: number[]; readonly refusal: number[] } {
  return { success: statusesOf(`${operationId}Responses`), refusal: statusesOf(`${operationId}Errors`) };
}

function statusesOf(typeName: string): number[] {
  const start = types.indexOf(`\ntype ${capitalized(typeName)} = {`);
  if (start < 0) return [];
  const text = types.slice(start, types.indexOf('\n};', start));
  return [...text.matchAll(/^ {4}(\d{3}): /gm)].map(([, status]) => Number(status));
}

function asJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // "No body" is one of several answers; a body that is there is not it.
      if (zodSchema._zod.def.type === 'void') jsonSchema.not = {};
    },
  });
}

/** The same schema with unknown members forbidden at every depth; the parts of an intersection are closed together. */
function closed(schema: unknown, partOfIntersection = false): JsonSchema {
  const result: JsonSchema = {};
  for (const [keyword, value] of Object.entries(schema as JsonSchema)) {
    if (keyword === 'allOf') result[keyword] = (value as unknown[]).map((part) => closed(part, true));
    else if (keyword === 'anyOf' || keyword === 'oneOf')
      result[keyword] = (value as unknown[]).map((part) => closed(part, partOfIntersection));
    else if (keyword === 'items' || keyword === 'additionalProperties') result[keyword] = closed(value);
    else if (keyword === 'properties' || keyword === '$defs') {
      const parts = Object.entries(value as JsonSchema).map(([name, part]) => [name, closed(part)] as const);
      result[keyword] = Object.fromEntries(parts);
    } else result[keyword] = value;
  }
  const namesMembers = 'properties' in result && !('additionalProperties' in result);
  if (!partOfIntersection && (namesMembers || 'allOf' in result)) result['unevaluatedProperties'] = false;
  return result;
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
