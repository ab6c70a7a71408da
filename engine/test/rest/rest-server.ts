import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCamundaClient } from '@camunda8/orchestration-cluster-api';
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { Engine } from '../../engine.js';
import type { EngineOptions } from '../../engine.js';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import { createRestApp } from '../../rest/index.js';
import type { RestOptions } from '../../rest/index.js';
import { contractViolations } from './contract/contract-violations.js';
import { observeReply } from './contract/observe-replies.js';

export interface WireReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface RestServer {
  readonly url: string;
  readonly databaseUrl: string;
  readonly engine: Engine;
  /** The official client, which refuses replies with missing or extra fields. */
  readonly client: CamundaClient;
  clientOf(username: string, password: string): CamundaClient;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<WireReply>;
  /** Deploys diagrams and forms by file name. */
  deploy(files: Readonly<Record<string, string>>): Promise<void>;
  closeEngine(): Promise<void>;
  stop(): Promise<void>;
}

/** A query is answered from the tables at once: nothing needs to be waited for. */
export const AT_ONCE = { consistency: { waitUpToMs: 0 } };

/**
 * The REST API on a real engine with a database of its own. Every reply, whoever asked, is held against the published
 * contract; `stop` fails with all that broke it.
 */
export async function startRest(options: RestOptions = {}, engineOptions: EngineOptions = {}): Promise<RestServer> {
  const database = await createEmptyDatabase();
  const engine = await Engine.open({ databaseUrl: database.url, ...engineOptions });
  const faults: unknown[] = [];
  const app = createRestApp(engine, { onFault: (error) => faults.push(error), ...options });
  const violations: string[] = [];
  // A busy machine must not close a connection that a test is about to use again.
  const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
    observeReply(request, response, (reply) => violations.push(...contractViolations(reply)));
    app(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

  const send: RestServer['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, headers: response.headers, text, json };
  };
  let closed: Promise<void> | undefined;
  const closeEngine = () => (closed ??= engine.close());
  const client = camundaClient(url);
  return {
    url,
    databaseUrl: database.url,
    engine,
    client,
    send,
    clientOf: (username, password) =>
      camundaClient(url, {
        CAMUNDA_AUTH_STRATEGY: 'BASIC',
        CAMUNDA_BASIC_AUTH_USERNAME: username,
        CAMUNDA_BASIC_AUTH_PASSWORD: password,
      }),
    deploy: async (files) => {
      const resources = Object.entries(files).map(([name, text]) => new File([text], name));
      await client.createDeployment({ resources });
    },
    closeEngine,
    stop: async () => {
      const silent = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await silent;
      await closeEngine();
      await database.drop();
      if (faults.length > 0) throw new AggregateError(faults, 'the server met faults it should not have met');
      if (violations.length > 0) throw new Error(`replies broke the contract:\n${violations.join('\n')}`);
    },
  };
}

function camundaClient(url: string, more: Record<string, string> = {}): CamundaClient {
  return createCamundaClient({
    config: {
      CAMUNDA_REST_ADDRESS: url,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_SDK_VALIDATION: 'req:none,res:fanatical',
      CAMUNDA_SDK_LOG_LEVEL: 'silent',
      ...more,
    },
  });
}
