import type { z } from 'zod';
import type { Engine } from '../engine.js';
import type { Search } from '../search/index.js';
import type { Permission, User } from '../gateway/authentication.js';
import type { DocumentLinks } from './document-links.js';
import type { DocumentStore } from './document-store.js';
import type { Site } from './site.js';
import type { TaskLocks } from './task-locks.js';

/** What an operation works with. */
export interface Services {
  readonly engine: Engine;
  readonly search: Search;
  readonly documents: DocumentStore;
  readonly documentLinks: DocumentLinks;
  readonly taskLocks: TaskLocks;
  /** Its own table of users says who may sign in; nobody is asked while there is neither that nor another list. */
  readonly managesUsers: boolean;
}

export interface Call<Body> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Body;
  /** undefined: the server asks nobody who they are. */
  readonly user: User | undefined;
  /** The name of the user whose operations are written to the audit log; undefined: they are not. */
  readonly actor: string | undefined;
  readonly files: readonly UploadedFile[];
  /** Aborted when the caller's connection closes before the answer. */
  readonly gone: AbortSignal;
  readonly site: Site;
}

export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** With it the body is sent as it is (text or bytes), without it as JSON. */
  readonly mediaType?: string;
}

/** One operation of the contract, by its name there. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below the base path; a part such as `:jobKey` is a parameter. */
  readonly path: string;
  /** `open`: anybody, even unknown. */
  readonly permission: Permission | 'open';
  readonly body: z.ZodType | undefined;
  /** The body is multipart/form-data. */
  readonly multipart?: boolean;
  readonly handle: (call: Call<never>, services: Services) => Promise<Answer> | Answer;
}

interface Declaration<Body extends z.ZodType | undefined> extends Omit<Operation, 'body' | 'handle'> {
  readonly body?: Body;
  readonly handle: (
    call: Call<Body extends z.ZodType ? z.output<Body> : undefined>,
    services: Services,
  ) => Promise<Answer> | Answer;
}

export function defineOperation<Body extends z.ZodType | undefined = undefined>(
  operation: Declaration<Body>,
): Operation {
  return { ...operation, body: operation.body };
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export const noContent: Answer = { status: 204 };

/** Empty lists and null mean "not given" everywhere in this API. */
export function filled<T>(list: readonly T[] | null | undefined): readonly T[] | undefined {
  return list === null || list === undefined || list.length === 0 ? undefined : list;
}

/** A parameter of the path; it is there, or the path would not have led here. */
export function param(call: { readonly params: Readonly<Record<string, string>> }, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`the path has no parameter ${name}`);
  return value;
}
