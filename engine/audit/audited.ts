import type { ByActor } from '../commands/requests.js';
import type { Execution } from '../elements/execution.js';
import { record } from './record.js';
import type { AuditEntry } from './record.js';

export interface Command<Request, Reply> {
  (run: Execution, body: Request): Reply;
  /** Tells of it when a state has not allowed it; undefined: there is nothing to tell. */
  readonly refused?: (body: Request) => ((run: Execution) => void) | undefined;
}

/** Looks before the command at what it is about; tells of it afterwards. */
export type Describe<Request, Reply> = (run: Execution, body: Request) => (reply: Reply) => readonly AuditEntry[];

/** A command that is written to the audit log when somebody known asks for it. */
export type Audited<Request, Reply> = Command<Request & ByActor, Reply>;

export function audited<Request, Reply>(
  command: Command<Request, Reply>,
  describe: Describe<Request, Reply>,
): Audited<Request, Reply> {
  return (run, body) => {
    if (body.actor === undefined) return command(run, body);
    const tell = describe(run, body);
    const reply = command(run, body);
    for (const entry of tell(reply)) record(run, body.actor, entry, 'SUCCESS');
    return reply;
  };
}

/** The same for a command whose refusals are written, too: what it is about is known without its reply. */
export function auditedWithRefusals<Request, Reply>(
  command: Command<Request, Reply>,
  about: (run: Execution, body: Request) => AuditEntry | undefined,
): Audited<Request, Reply> {
  const entries = (run: Execution, body: Request) => {
    const entry = about(run, body);
    return entry === undefined ? [] : [entry];
  };
  const told = audited(command, (run, body) => {
    const found = entries(run, body);
    return () => found;
  });
  return withRefusals(told, about);
}

/** Only its refusals: how it comes out is written when that is known. */
export function withRefusals<Request, Reply>(
  command: Command<Request & ByActor, Reply>,
  about: (run: Execution, body: Request) => AuditEntry | undefined,
): Audited<Request, Reply> {
  const refused = (body: Request & ByActor) => {
    const { actor } = body;
    if (actor === undefined) return undefined;
    return (run: Execution): void => {
      const entry = about(run, body);
      if (entry !== undefined) record(run, actor, entry, 'FAIL');
    };
  };
  return Object.assign((run: Execution, body: Request & ByActor) => command(run, body), { refused });
}
