import path from 'node:path';
import { Client, Metadata, credentials } from '@grpc/grpc-js';
import type { ClientReadableStream, MethodDefinition, ServiceError, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { Camunda8 } from '@camunda8/sdk';
import { Engine } from '../../engine.js';
import type { EngineOptions } from '../../engine.js';
import { createGrpcServer } from '../../grpc/index.js';
import type { GrpcOptions } from '../../grpc/index.js';
import { createEmptyDatabase } from '../../postgres/test-database.js';

export type Message = Record<string, unknown>;
export type ZeebeClient = ReturnType<Camunda8['getZeebeGrpcApiClient']>;

const methods = loadSync(path.resolve('engine/grpc/gateway.proto'), {
  keepCase: true,
  longs: String,
  enums: String,
  defaults: true,
})['gateway_protocol.Gateway'] as Record<string, MethodDefinition<Message, Message>>;

function methodNamed(name: string): MethodDefinition<Message, Message> {
  const method = methods[name];
  if (method === undefined) throw new Error(`no method ${name}`);
  return method;
}

/** A connection of its own that sends whatever it is told to. */
export class RawClient extends Client {
  constructor(
    address: string,
    private readonly metadata = new Metadata(),
  ) {
    super(address, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
  }

  call(name: string, message: Message): Promise<Message> {
    const { path: url, requestSerialize, responseDeserialize } = methodNamed(name);
    return new Promise((resolve, reject) => {
      this.makeUnaryRequest(
        url,
        requestSerialize,
        responseDeserialize,
        message,
        this.metadata,
        (error: ServiceError | null, reply?: Message) => {
          if (error === null) resolve(reply ?? {});
          else reject(error);
        },
      );
    });
  }

  stream(name: string, message: Message): ClientReadableStream<Message> {
    const { path: url, requestSerialize, responseDeserialize } = methodNamed(name);
    return this.makeServerStreamRequest(url, requestSerialize, responseDeserialize, message, this.metadata);
  }

  /** All jobs of one activation. */
  async jobs(message: Message): Promise<Message[]> {
    const found: Message[] = [];
    for await (const response of this.stream('ActivateJobs', { ...ACTIVATION, ...message }))
      found.push(...((response as Message)['jobs'] as Message[]));
    return found;
  }
}

export const ACTIVATION = { worker: 'tester', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: -1 };

export interface RunningGrpc {
  readonly address: string;
  readonly engine: Engine;
  readonly databaseUrl: string;
  /** The official client. */
  readonly client: ZeebeClient;
  readonly raw: RawClient;
  newRaw(metadata?: Metadata): RawClient;
  newClient(settings?: Record<string, unknown>): ZeebeClient;
  /** Fulfilled with the code of the next call of this method that ends. */
  nextAnswer(name: string): Promise<status>;
  /** Deploys diagrams by file name. */
  deploy(files: Readonly<Record<string, string>>): Promise<void>;
  closeServer(): Promise<void>;
  stop(): Promise<void>;
}

/** The Gateway service on a real engine with a database of its own. */
export async function startGrpc(options: GrpcOptions = {}, engineOptions: EngineOptions = {}): Promise<RunningGrpc> {
  const database = await createEmptyDatabase();
  const engine = await Engine.open({ databaseUrl: database.url, ...engineOptions });
  const faults: unknown[] = [];
  const listeners = new Map<string, (code: status) => void>();
  const server = createGrpcServer(engine, {
    onFault: (error) => faults.push(error),
    onAnswer: (name, code) => listeners.get(name)?.(code),
    ...options,
  });
  const address = `127.0.0.1:${String(await server.listen(0, '127.0.0.1'))}`;
  const raws: RawClient[] = [];
  const clients: ZeebeClient[] = [];
  const newRaw = (metadata?: Metadata) => {
    const raw = new RawClient(address, metadata);
    raws.push(raw);
    return raw;
  };
  const newClient = (settings: Record<string, unknown> = {}) => {
    const client = new Camunda8({ ...quiet(address), ...settings } as never).getZeebeGrpcApiClient();
    clients.push(client);
    return client;
  };
  let closed: Promise<void> | undefined;
  const closeServer = () => (closed ??= server.close());
  return {
    address,
    engine,
    databaseUrl: database.url,
    client: newClient(),
    raw: newRaw(),
    newRaw,
    newClient,
    nextAnswer: (name) =>
      new Promise((resolve) => {
        listeners.set(name, resolve);
      }),
    deploy: async (files) => {
      await engine.deploy({ resources: Object.entries(files).map(([name, content]) => ({ name, content })) });
    },
    closeServer,
    stop: async () => {
      for (const raw of raws) raw.close();
      await Promise.all(clients.map((client) => client.close()));
      await closeServer();
      await engine.close();
      await database.drop();
      if (faults.length > 0) throw new AggregateError(faults, 'the server met faults it should not have met');
    },
  };
}

const quiet = (address: string) => ({
  ZEEBE_GRPC_ADDRESS: `grpc://${address}`,
  CAMUNDA_AUTH_STRATEGY: 'NONE',
  CAMUNDA_OAUTH_DISABLED: true,
  CAMUNDA_SUPPORT_LOG_ENABLED: false,
  CAMUNDA_LOG_LEVEL: 'none',
  zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
});
