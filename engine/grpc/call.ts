import type { z } from 'zod';
import type { Engine } from '../engine.js';
import type { Permission } from '../gateway/authentication.js';
import type { Outbox } from './outbox.js';

/** A message as it is sent: int64 as decimal text, enums by name. */
export type Message = Readonly<Record<string, unknown>>;

export interface Received<Request> {
  readonly request: Request;
  /** Host and port under which the caller says it knows the server. */
  readonly authority: string;
  /** Aborted when the caller has gone or the server stops: nobody waits for jobs any more. */
  readonly over: AbortSignal;
}

interface Common {
  /** Name of the method. */
  readonly name: string;
  /** `open`: anybody, even unknown. */
  readonly permission: Permission | 'open';
  readonly request: z.ZodType;
}

export interface UnaryCall extends Common {
  readonly kind: 'unary';
  readonly handle: (received: Received<never>, engine: Engine) => Promise<Message> | Message;
}

export interface StreamingCall extends Common {
  readonly kind: 'stream';
  readonly handle: (received: Received<never>, engine: Engine, outbox: Outbox) => Promise<void>;
}

/** One method of a service. */
export type GrpcCall = UnaryCall | StreamingCall;

interface UnaryDeclaration<Request extends z.ZodType> extends Common {
  readonly request: Request;
  readonly handle: (received: Received<z.output<Request>>, engine: Engine) => Promise<Message> | Message;
}

export function unaryCall<Request extends z.ZodType>(declaration: UnaryDeclaration<Request>): UnaryCall {
  return { ...declaration, kind: 'unary' };
}

interface StreamingDeclaration<Request extends z.ZodType> extends Common {
  readonly request: Request;
  readonly handle: (received: Received<z.output<Request>>, engine: Engine, outbox: Outbox) => Promise<void>;
}

export function streamingCall<Request extends z.ZodType>(declaration: StreamingDeclaration<Request>): StreamingCall {
  return { ...declaration, kind: 'stream' };
}
