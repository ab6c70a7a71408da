import type { IncomingHttpHeaders } from 'node:http';
import { status } from '@grpc/grpc-js';
import type {
  Metadata,
  ServerErrorResponse,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedHandleCall,
  sendUnaryData,
} from '@grpc/grpc-js';
import { Rejection } from '../commands/rejection.js';
import type { Engine } from '../engine.js';
import { admit } from '../gateway/admission.js';
import type { Authenticate } from '../gateway/authentication.js';
import { describeIssues } from '../gateway/fields.js';
import { requireStorable } from '../gateway/storable.js';
import type { GrpcCall, Message, Received, StreamingCall, UnaryCall } from './call.js';
import type { OpenCall, OpenCalls } from './open-calls.js';
import { Outbox } from './outbox.js';
import { requireRights } from './rights.js';
import { statusOf } from './status.js';

export interface Surroundings {
  readonly engine: Engine;
  readonly authenticate: Authenticate | undefined;
  readonly onFault: (error: unknown) => void;
  readonly onAnswer: (name: string, code: status, seconds: number) => void;
  readonly openCalls: OpenCalls;
}

/** Who are you, may you, what do you send, then the call; whatever is thrown becomes a status. */
export function handlerOf(call: GrpcCall, surroundings: Surroundings): UntypedHandleCall {
  return call.kind === 'unary' ? unaryHandler(call, surroundings) : streamHandler(call, surroundings);
}

type IncomingCall = ServerUnaryCall<unknown, Message> | ServerWritableStream<unknown, Message>;

function unaryHandler(call: UnaryCall, surroundings: Surroundings): UntypedHandleCall {
  return (incoming: ServerUnaryCall<unknown, Message>, answer: sendUnaryData<Message>) => {
    const work = async (open: OpenCall) =>
      call.handle(await receive(call, incoming, open, surroundings), surroundings.engine);
    void settle(call, surroundings, work).then((outcome) => {
      if ('reply' in outcome) answer(null, outcome.reply);
      else answer(outcome.refusal);
    });
  };
}

function streamHandler(call: StreamingCall, surroundings: Surroundings): UntypedHandleCall {
  return (incoming: ServerWritableStream<unknown, Message>) => {
    const outbox = new Outbox(incoming);
    const work = async (open: OpenCall) =>
      call.handle(await receive(call, incoming, open, surroundings), surroundings.engine, outbox);
    void settle(call, surroundings, work).then((outcome) => {
      if ('reply' in outcome) incoming.end();
      else incoming.emit('error', outcome.refusal);
    });
  };
}

type Outcome<Reply> = { readonly reply: Reply } | { readonly refusal: ServerErrorResponse };

async function settle<Reply>(
  { name }: GrpcCall,
  { openCalls, onFault, onAnswer }: Surroundings,
  work: (open: OpenCall) => Promise<Reply>,
): Promise<Outcome<Reply>> {
  const startedAt = performance.now();
  const answered = (code: status) => {
    onAnswer(name, code, (performance.now() - startedAt) / 1_000);
  };
  let open: OpenCall | undefined;
  try {
    open = openCalls.begin();
    const reply = await unlessGivenUp(work(open), open);
    answered(status.OK);
    return { reply };
  } catch (error) {
    const refusal = statusOf(error);
    if (refusal.code === status.INTERNAL) onFault(error);
    answered(refusal.code);
    return { refusal };
  } finally {
    if (open !== undefined) openCalls.end(open);
  }
}

function unlessGivenUp<Reply>(reply: Promise<Reply>, open: OpenCall): Promise<Reply> {
  return new Promise((resolve, reject) => {
    open.giveUp = reject;
    reply.then(resolve, reject);
  });
}

async function receive(
  call: GrpcCall,
  incoming: IncomingCall,
  { over }: OpenCall,
  { authenticate }: Surroundings,
): Promise<Received<never>> {
  incoming.on('cancelled', () => {
    over.abort();
  });
  const caller = { headers: headersOf(incoming.metadata) };
  requireRights(call.name, await admit(call.name, call.permission, caller, authenticate));
  const parsed = call.request.safeParse(incoming.request);
  if (!parsed.success) throw new Rejection('INVALID_ARGUMENT', describeIssues(parsed.error));
  requireStorable(parsed.data);
  return { request: parsed.data as never, authority: incoming.getHost(), over: over.signal };
}

/** An empty entry says as much as none: clients without credentials send `authorization` that way. */
function headersOf(metadata: Metadata): IncomingHttpHeaders {
  const texts = Object.entries(metadata.getMap()).filter(([, value]) => typeof value === 'string' && value !== '');
  return Object.fromEntries(texts) as IncomingHttpHeaders;
}
