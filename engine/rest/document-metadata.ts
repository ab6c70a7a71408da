import { z } from 'zod';
import { requireStorable } from '../gateway/storable.js';
import type { DocumentMetadata } from './document-store.js';
import type { UploadedFile } from './operation.js';
import { invalidArgument } from './problems.js';
import { describeIssues, key, nameOrEmpty } from './schemas.js';

/** Sent back as a header, so it must be able to be one. */
const mediaType = z
  .string()
  .regex(/^[\w.+-]+\/[\w.+-]+(?:\s*;[\x20-\x7e]*)?$/, 'expected a media type such as text/plain');

const metadataSchema = z.object({
  contentType: mediaType.nullish(),
  fileName: nameOrEmpty.nullish(),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
  processDefinitionId: nameOrEmpty.nullish(),
  processInstanceKey: key.nullish(),
  customProperties: z.record(z.string(), z.unknown()).nullish(),
});

export type GivenMetadata = z.output<typeof metadataSchema>;

/** Reads the JSON text of a part; `field` is its name in the sentence about what is wrong with it. */
export function readMetadata(text: string, field: string): GivenMetadata[] {
  const json = readJson(text, field);
  return (Array.isArray(json) ? json : [json]).map((one) => {
    const parsed = metadataSchema.safeParse(one);
    if (!parsed.success) throw invalidArgument(`${field}: ${describeIssues(parsed.error)}`);
    return parsed.data;
  });
}

function readJson(text: string, field: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalidArgument(`${field}: expected JSON text`);
  }
  requireStorable(json);
  return json;
}

/** What is kept of a document, the file's own name and type where the caller gives none. */
export function metadataFor(file: UploadedFile, given: GivenMetadata, now: number): DocumentMetadata {
  const { expiresAt } = given;
  if (expiresAt != null && Date.parse(expiresAt) <= now) {
    throw invalidArgument(`expiresAt: expected an instant that is still to come, got '${expiresAt}'`);
  }
  return {
    contentType: given.contentType ?? mediaType.catch('application/octet-stream').parse(file.mediaType),
    fileName: given.fileName ?? file.name,
    expiresAt: expiresAt == null ? null : new Date(expiresAt).toISOString(),
    size: file.content.length,
    processDefinitionId: given.processDefinitionId ?? null,
    processInstanceKey: given.processInstanceKey ?? null,
    customProperties: given.customProperties ?? {},
  };
}
