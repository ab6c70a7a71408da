import { fileURLToPath } from 'node:url';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/** int64 as decimal text, enums by name, fields that are not set with the default of their type. */
const options = { keepCase: true, longs: String, enums: String, defaults: true };

function load(file: string, service: string): ServiceDefinition {
  const definitions = loadSync(fileURLToPath(new URL(file, import.meta.url)), options);
  return definitions[service] as ServiceDefinition;
}

export const gatewayService = load('gateway.proto', 'gateway_protocol.Gateway');
export const healthService = load('health.proto', 'grpc.health.v1.Health');
