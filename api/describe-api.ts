import { z } from 'zod';
import { problem } from './contract/index.js';
import type { BodyKind, Route } from './define-route.js';

type JsonObject = Record<string, unknown>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonObject =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });

const CONTENT_TYPES: Record<BodyKind, readonly string[]> = {
  json: ['application/json'],
  csv: ['text/csv'],
  'xml-or-json': ['application/json', 'application/xml'],
  file: ['multipart/form-data'],
};

function requestBody(route: Route): JsonObject {
  if (route.body === undefined) return {};
  const kind = route.bodyKind ?? 'json';
  const content = CONTENT_TYPES[kind].map((type) => {
    const text = type === 'text/csv' || type === 'application/xml';
    return [type, { schema: text || route.body === undefined ? { type: 'string' } : schemaOf(route.body, 'input') }];
  });
  return { requestBody: { required: true, content: Object.fromEntries(content) as JsonObject } };
}

function parametersIn(place: 'path' | 'query', schema: z.ZodType | undefined): JsonObject[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: schemaOf(field, 'input'),
  }));
}

function operationOf(route: Route): JsonObject {
  const answer =
    route.answer === undefined
      ? { '204': { description: '已办理，或文件内容' } }
      : {
          '200': { description: '答复', content: { 'application/json': { schema: schemaOf(route.answer, 'output') } } },
        };
  return {
    summary: route.summary,
    'x-access': route.access,
    parameters: [...parametersIn('path', route.params), ...parametersIn('query', route.query)],
    ...requestBody(route),
    responses: {
      ...answer,
      default: {
        description: '问题说明（RFC 9457）',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** The interface as an OpenAPI 3.1 document, made from the same declarations that the server runs. */
export function describeApi(routes: readonly Route[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const path = `/api${route.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '房屋征收监管接口', version: '1' },
    components: { schemas: { Problem: schemaOf(problem, 'output') } },
    paths,
  };
}
