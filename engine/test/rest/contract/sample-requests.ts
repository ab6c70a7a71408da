import { requestSchema } from './published-schemas.js';
import type { JsonSchema } from './published-schemas.js';

/** A value for a field of the name that fits its schema of the contract. */
export function sample(name: string, schema: JsonSchema): unknown {
  const type = [schema['type']].flat()[0];
  const [variant] = ((schema['anyOf'] ?? schema['allOf'] ?? []) as JsonSchema[]).filter(
    (each) => each['type'] !== 'null',
  );
  if (variant !== undefined) return sample(name, variant);
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (schema['format'] === 'date-time') return '2030-01-31T00:00:00Z';
  if (type === 'boolean') return true;
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'array') return [sample(name, schema['items'] as JsonSchema)];
  if (type === 'object') return everything(schema);
  if (String(schema['pattern']).includes('[0-9]+-[0-9]+')) return '1-1';
  return name.endsWith('Key') ? '1' : 'a';
}

/** An object with all the members its schema names; of two names for the same the older one is left out. */
function everything(schema: JsonSchema): Record<string, unknown> {
  const named = Object.entries(members(schema)).filter(([name]) => name !== 'batchOperationId');
  return Object.fromEntries(named.map(([name, each]) => [name, sample(name, each)]));
}

/** Members of an object schema, also when it is put together from several. */
export function members(schema: JsonSchema | undefined): Record<string, JsonSchema> {
  if (schema === undefined) return {};
  const parts = [schema, ...((schema['allOf'] ?? []) as JsonSchema[]), ...((schema['anyOf'] ?? []) as JsonSchema[])];
  return Object.assign({}, ...parts.map((part) => part['properties'] ?? {})) as Record<string, JsonSchema>;
}

/** A body with everything the contract names for the operation; empty when it names nothing. */
export function sampleBody(operationId: string): Record<string, unknown> {
  return everything(members(requestSchema(operationId))['body'] ?? {});
}
