import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { CONTRACT_OPERATIONS } from './contract-operations.js';
import { documentedStatuses, replySchema } from './published-schemas.js';

/** A reply as it went over the wire. */
export interface RawReply {
  readonly method: string;
  /** With the base path '/v2', without the query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

interface Expectation {
  readonly id: string;
  readonly success: readonly number[];
  readonly refusal: readonly number[];
  /** undefined: no success has content. */
  readonly validate: ValidateFunction | undefined;
  /** The content is text or a file, not JSON. */
  readonly raw: boolean;
  /** A search that is not among the parts of one thing. */
  readonly searchesAll: boolean;
}

/** Refusals of malformed requests, of HTTP itself and of who may do what; every operation may answer them. */
const ALWAYS_ALLOWED = [400, 401, 403, 404, 405, 413, 415];
/** What Camunda answers although the contract does not say so. */
const ALLOWED_OF: Readonly<Record<string, readonly number[]>> = {
  // ALREADY_EXISTS is 409 everywhere: a message with the same id is buffered.
  publishMessage: [409],
  // So is INVALID_STATE: the operation is in no state for it.
  cancelBatchOperation: [409],
  suspendBatchOperation: [409],
  resumeBatchOperation: [409],
};
/** Where the published contract forgets that something may be there already, Camunda answers 409 all the same. */
const MAY_EXIST = /^(?:create(?:Document|Group|MappingRule|Role)|updateMappingRule|assign\w+ToTenant)$/;
const PROBLEM_MEMBERS = ['detail', 'instance', 'status', 'title', 'type'];

/** Dates are held to the pattern that each schema has beside the format. */
const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { 'date-time': true, uri: true } });
const routes = CONTRACT_OPERATIONS.map(([id, method, path]) => ({
  id,
  method: method.toUpperCase(),
  // Words before parameters: /jobs/search is not the job with the key 'search'.
  parameters: path.split(':').length - 1,
  matches: new RegExp(`^/v2${path.replace(/:\w+/g, '[^/]+')}$`),
})).sort((a, b) => a.parameters - b.parameters);
const expectations = new Map<string, Expectation>();

/** What the reply breaks of the published contract, in sentences; empty when it keeps it. */
export function contractViolations(reply: RawReply): string[] {
  const method = reply.method === 'HEAD' ? 'GET' : reply.method;
  const route = routes.find((each) => each.method === method && each.matches.test(reply.path));
  const found = route === undefined ? violationsOfNoOperation(reply) : violationsOf(reply, expectationOf(route));
  const call = `${reply.method} ${reply.path} → ${String(reply.status)}`;
  return found.map((sentence) => `${call}: ${sentence}`);
}

function expectationOf({ id, parameters }: (typeof routes)[number]): Expectation {
  const known = expectations.get(id);
  if (known !== undefined) return known;
  const schema = replySchema(id);
  const validate = schema && ajv.compile(schema);
  const { success, refusal } = documentedStatuses(id);
  const raw = schema?.['type'] === 'string';
  const searchesAll = id.startsWith('search') && parameters === 0;
  const allowed = [...refusal, ...(ALLOWED_OF[id] ?? [])];
  const expectation = { id, validate, raw, searchesAll, success, refusal: allowed };
  expectations.set(id, expectation);
  return expectation;
}

/** The contract leaves it to the server where its document links lead. */
const LINKS = '/v2/document-links/';

function violationsOfNoOperation(reply: RawReply): string[] {
  if (reply.path.startsWith(LINKS)) return reply.status === 200 ? [] : violationsOfProblem(reply);
  if (reply.status !== 404 && reply.status !== 405) return ['no operation of the contract has this method and path'];
  return violationsOfProblem(reply);
}

function violationsOf(reply: RawReply, expectation: Expectation): string[] {
  const { status } = reply;
  const { id, success, refusal, validate, raw, searchesAll } = expectation;
  if (success.includes(status)) {
    if (reply.method === 'HEAD') return [];
    if (status === 204) return violationsOfEmptiness(reply);
    if (validate === undefined) return [`${id} has no content to answer with`];
    return raw ? violationsOfRaw(reply, id) : violationsOfJson(reply, validate);
  }
  if (refusal.includes(status)) return violationsOfProblem(reply);
  if (status === 409 && MAY_EXIST.test(id)) return violationsOfProblem(reply);
  if (!ALWAYS_ALLOWED.includes(status)) {
    return [`${id} documents ${[...success, ...refusal].join(', ')} only`];
  }
  // A search among the parts of something that does not exist is another matter.
  if (status === 404 && searchesAll) return ['a search that finds nothing answers an empty list'];
  return violationsOfProblem(reply);
}

function violationsOfEmptiness({ body, contentType }: RawReply): string[] {
  const found = [];
  if (body.length > 0) found.push(`expected no body, got ${String(body.length)} bytes`);
  if (contentType !== undefined) found.push(`expected no content type without content, got ${contentType}`);
  return found;
}

function violationsOfRaw({ contentType }: RawReply, id: string): string[] {
  if (contentType === undefined) return ['expected a content type'];
  if (id.endsWith('Xml') && !/^text\/xml\b/.test(contentType)) return [`expected text/xml, got ${contentType}`];
  return [];
}

function violationsOfJson({ body, contentType }: RawReply, validate: ValidateFunction): string[] {
  if (contentType === undefined || !/^application\/json\b/.test(contentType)) {
    return [`expected application/json, got ${String(contentType)}`];
  }
  const value = parsed(body);
  if (value === undefined) return ['the body is not JSON'];
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const named = JSON.stringify(params);
    return `the body${instancePath.replaceAll('/', '.')} ${message ?? 'does not fit'} ${named}`;
  });
}

function violationsOfProblem(reply: RawReply): string[] {
  if (reply.contentType !== 'application/problem+json') {
    return [`expected application/problem+json, got ${String(reply.contentType)}`];
  }
  if (reply.method === 'HEAD') return [];
  const problem = parsed(reply.body);
  if (typeof problem !== 'object' || problem === null) return ['expected a problem, got something else'];
  const members = Object.keys(problem).sort();
  if (members.join() !== PROBLEM_MEMBERS.join()) return [`expected ${PROBLEM_MEMBERS.join()}, got ${members.join()}`];
  const { type, title, status, detail, instance } = problem as Record<string, unknown>;
  const found = [];
  if (type !== 'about:blank') found.push(`expected the type about:blank, got ${JSON.stringify(type)}`);
  if (status !== reply.status) found.push(`the problem says ${JSON.stringify(status)}`);
  if (instance !== reply.path) found.push(`the problem names ${JSON.stringify(instance)}`);
  if (typeof title !== 'string' || !/^[A-Z_]+$/.test(title)) found.push('expected a title like NOT_FOUND');
  if (typeof detail !== 'string' || detail === '') found.push('expected a detail in words');
  return found;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
