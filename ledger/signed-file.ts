import { z } from 'zod';
import { canonicalJson } from './canonical-json.js';
import type { CanonicalValue } from './canonical-json.js';
import { attach, detach, SignedFileError } from './pdf-attachment.js';

export const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Bytes in hexadecimal digits: one way to write them, as there is not in base64. */
export const hex = z.string().regex(/^(?:[0-9a-f]{2})+$/);

export const dayRoot = z.strictObject({
  day: z.iso.date(),
  root: hash,
  cases: z.int(),
  entries: z.int(),
  prevHash: hash,
  hash,
});
export const merklePath = z.array(z.strictObject({ side: z.enum(['left', 'right']), hash }));

/** What goes with a sealed agreement, so that somebody who has nothing else can check it. */
const signedRecord = z.strictObject({
  format: z.literal('signed-agreement/1'),
  signatures: z.array(
    z.strictObject({
      /** The one text that was signed (`statement.ts`). */
      statement: z.string(),
      /** SM2, DER; certificates X.509, DER. */
      signature: hex,
      certificate: hex,
      authority: hex,
    }),
  ),
  /** The case's ledger from the agreement's preparation to the last entry that the root covers. */
  entries: z.array(
    z.strictObject({
      seq: z.int(),
      caseId: z.string(),
      kind: z.string(),
      actorId: z.string(),
      onBehalfOf: z.string().nullable(),
      at: z.string(),
      clauses: z.array(z.string()),
      payload: z.record(z.string(), z.custom<CanonicalValue>()),
      prevHash: hash,
      hash,
    }),
  ),
  /** The first root that covers the seal; null while its day is not over. */
  root: dayRoot.nullable(),
  /** From the last entry to the root. */
  proof: merklePath,
});
export type SignedRecord = z.infer<typeof signedRecord>;

/** The signed file: the agreement's bytes as they were signed, with the record attached behind them. */
export const signedFile = (original: Buffer, record: SignedRecord): Buffer => attach(original, canonicalJson(record));

/** The agreement and its record; throws SignedFileError where the file holds no record in its one way of writing. */
export function readSignedFile(bytes: Buffer): { readonly original: Buffer; readonly record: SignedRecord } {
  const { original, attached } = detach(bytes);
  return { original, record: parseCanonical(attached, signedRecord) };
}

/** A value of this shape, from its one canonical text. */
export function parseCanonical<S extends z.ZodType>(text: string, shape: S): z.output<S> {
  const parsed = shape.safeParse(valueOf(text));
  if (!parsed.success) throw new SignedFileError('the attachment has another shape');
  return parsed.data;
}

function valueOf(text: string): unknown {
  try {
    const value = JSON.parse(text) as CanonicalValue;
    if (canonicalJson(value) === text) return value;
  } catch {
    // No JSON, or a value without canonical text, e.g. a fraction.
  }
  throw new SignedFileError('the attachment is not written in its one way');
}
