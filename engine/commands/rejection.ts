export type RejectionType =
  'INVALID_ARGUMENT' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'INVALID_STATE' | 'RESOURCE_EXHAUSTED' | 'DEADLINE_EXCEEDED';

/** The engine's "no": nothing has changed. The message is the detail text in Zeebe's style. */
export class Rejection extends Error {
  constructor(
    readonly type: RejectionType,
    message: string,
  ) {
    super(message);
    this.name = 'Rejection';
  }
}

/** Detail text of Zeebe's gateway for a refused command. */
export function reject(command: string, type: RejectionType, reason: string): Rejection {
  return new Rejection(type, `Command '${command}' rejected with code '${type}': ${reason}`);
}
