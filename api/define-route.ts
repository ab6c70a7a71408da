import type { z } from 'zod';
import type { Access, Caller, CallerFor } from './caller.js';
import type { Identity } from './find-caller.js';
import type { Services } from './services.js';

type Empty = Record<string, never>;
type Output<S> = S extends z.ZodType ? z.output<S> : Empty;

/** What a route takes as its body: JSON by default; CSV arrives as bytes, XML as one string, a file as bytes with its name. */
export type BodyKind = 'json' | 'csv' | 'xml-or-json' | 'file';

export interface UploadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Signing in and out, the only thing of the HTTP session a route may touch. */
export interface SessionControl {
  /** Starts a new session (never the old id: a fixed session id must not survive) for this account or household. */
  signIn(identity: Identity): Promise<void>;
  signOut(): Promise<void>;
  /** Where the request comes from, for throttling of wrong passwords. */
  readonly address: string;
}

export interface RouteInput<A extends Access, P, Q, B> {
  readonly caller: CallerFor<A>;
  readonly params: Output<P>;
  readonly query: Output<Q>;
  readonly body: Output<B>;
  /** Only for `bodyKind: 'file'`. */
  readonly file: UploadedFile | null;
  readonly session: SessionControl;
}

export interface FileAnswer {
  readonly status: 200;
  readonly file: UploadedFile;
}
export type Answer<R> =
  | FileAnswer
  | (R extends z.ZodType ? { readonly status: 200 | 201 | 503; readonly body: z.input<R> } : { readonly status: 204 });

export interface RouteDefinition<A extends Access, P, Q, B, R> {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Path below `/api`, e.g. `/households/:id/area-surveys`. */
  readonly path: string;
  readonly access: A;
  /** One Chinese sentence for the interface description. */
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly bodyKind?: BodyKind;
  /** Shape of the answer. What it does not name does not leave the house. Absent: 204. */
  readonly answer?: R;
  readonly handle: (input: RouteInput<A, P, Q, B>, services: Services) => Promise<Answer<R>>;
}

interface ErasedInput {
  readonly caller: Caller | null;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly file: UploadedFile | null;
  readonly session: SessionControl;
}
type ErasedAnswer = FileAnswer | { readonly status: number; readonly body?: unknown };

/** A route with its types erased: what the router and the interface description work on. */
export interface Route extends Omit<RouteDefinition<Access, z.ZodType, z.ZodType, z.ZodType, z.ZodType>, 'handle'> {
  readonly handle: (input: ErasedInput, services: Services) => Promise<ErasedAnswer>;
}

/**
 * A route: declare, ask, answer. It returns its answer and never touches the response, so it cannot answer twice;
 * whatever it throws becomes problem details in one place.
 */
export function defineRoute<
  A extends Access,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  R extends z.ZodType | undefined = undefined,
>(definition: RouteDefinition<A, P, Q, B, R>): Route {
  // The router parses with exactly these schemas before it calls, so the erased types are met.
  return definition as unknown as Route;
}
