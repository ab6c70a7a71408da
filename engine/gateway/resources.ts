import { Rejection } from '../commands/rejection.js';
import type { DeployRequest } from '../commands/requests.js';

interface SentFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Files to deploy: at least one, and all of them texts, which the database can keep. */
export function requireTextFiles(files: readonly SentFile[]): DeployRequest {
  if (files.length === 0) throw new Rejection('INVALID_ARGUMENT', 'resources: expected at least one file');
  for (const { name, content } of files) {
    if (content.includes(0))
      throw new Rejection('INVALID_ARGUMENT', `resources: expected text files, '${name}' is none`);
  }
  return { resources: files };
}
