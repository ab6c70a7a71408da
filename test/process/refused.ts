import { RefusedError } from '../../app/demo/http-session.js';

/** What a request was refused with, `status message`; `done` where nothing stopped it. */
export const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof RefusedError ? `${String(error.status)} ${error.message}` : String(error)),
  );
