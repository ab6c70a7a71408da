import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { ServiceDefinition, UntypedServiceImplementation, status } from '@grpc/grpc-js';
import type { Engine } from '../engine.js';
import { authenticationOf } from '../gateway/accounts.js';
import type { Accounts } from '../gateway/accounts.js';
import type { GrpcCall } from './call.js';
import { gatewayCalls, healthCalls } from './calls/index.js';
import { handlerOf } from './dispatch.js';
import type { Surroundings } from './dispatch.js';
import { OpenCalls } from './open-calls.js';
import { gatewayService, healthService } from './services.js';

export interface GrpcOptions extends Accounts {
  /** Told of faults that are nobody's refusal (default: standard error); the caller only learns that one happened. */
  readonly onFault?: ((error: unknown) => void) | undefined;
  /** Told of every call that has ended (metrics). */
  readonly onAnswer?: ((name: string, code: status, seconds: number) => void) | undefined;
  /** Largest message that is taken; 4 MB by default, as Zeebe's. */
  readonly maxMessageBytes?: number | undefined;
}

export interface GrpcServer {
  /** Answers with the port it listens on; 0 takes a free one. */
  listen(port: number, host: string): Promise<number>;
  /** Ends the streams, lets commands under way end, then gives up what still waits. */
  close(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;
/** How long calls under way may go on while the server closes, ms. */
const GRACE_MS = 2_000;
/** A peer that does not answer a ping within PING_ANSWER_MS is gone, and its streams with it. */
const PING_EVERY_MS = 30_000;
const PING_ANSWER_MS = 10_000;

/** The Gateway service of Camunda 8 over an engine, for clients that speak gRPC. */
export function createGrpcServer(engine: Engine, options: GrpcOptions = {}): GrpcServer {
  const openCalls = new OpenCalls();
  const surroundings: Surroundings = {
    engine,
    authenticate: authenticationOf(engine, options),
    onFault: options.onFault ?? console.error,
    onAnswer: options.onAnswer ?? (() => undefined),
    openCalls,
  };
  const server = new Server({
    'grpc.max_receive_message_length': options.maxMessageBytes ?? 4 * MEGABYTE,
    'grpc.keepalive_time_ms': PING_EVERY_MS,
    'grpc.keepalive_timeout_ms': PING_ANSWER_MS,
  });
  server.addService(gatewayService, implementationOf(gatewayService, gatewayCalls, surroundings));
  server.addService(healthService, implementationOf(healthService, healthCalls, surroundings));
  const connections = server.createConnectionInjector(ServerCredentials.createInsecure());
  const listener = createServer({ noDelay: true }, (socket) => {
    connections.injectConnection(socket);
  });
  return {
    async listen(port, host) {
      listener.listen(port, host);
      await once(listener, 'listening');
      listener.on('error', surroundings.onFault);
      return (listener.address() as AddressInfo).port;
    },
    async close() {
      const closed = once(listener, 'close');
      listener.close();
      openCalls.stop();
      // Connections close when their calls have ended. What it calls back about is something else: it does not wait.
      server.tryShutdown(() => undefined);
      const givingUp = setTimeout(() => {
        openCalls.giveUpAll();
      }, GRACE_MS);
      const cuttingOff = setTimeout(() => {
        server.forceShutdown();
      }, 2 * GRACE_MS);
      await closed;
      clearTimeout(givingUp);
      clearTimeout(cuttingOff);
    },
  };
}

/** Methods are registered by their own name; those without a handler answer UNIMPLEMENTED. */
function implementationOf(
  service: ServiceDefinition,
  calls: readonly GrpcCall[],
  surroundings: Surroundings,
): UntypedServiceImplementation {
  const handlers = calls.map((call) => [call.name, handlerOf(call, surroundings)] as const);
  for (const [name] of handlers) if (!(name in service)) throw new Error(`the service has no method ${name}`);
  return Object.fromEntries(handlers);
}
