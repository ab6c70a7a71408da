import { z } from 'zod';
import { canonicalJson } from './canonical-json.js';
import type { CanonicalValue } from './canonical-json.js';
import type { CmsVerdict, FileSeal } from './cms.js';
import { attach, split } from './pdf-attachment.js';
import { checkSeal, sealPdf } from './pdf-seal.js';
import { SignedFileError } from './pdf-update.js';

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
  /** 2: sealed for readers of PDF. Before there were such seals: 1. */
  format: z.enum(['signed-agreement/1', 'signed-agreement/2']),
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

/**
 * The signed file: the agreement's bytes as they were signed, with the record attached behind them, and behind that the seal
 * that readers of PDF show.
 */
export function signedFile(
  original: Buffer,
  record: Omit<SignedRecord, 'format'>,
  seal: { readonly at: string; readonly key: FileSeal } | null,
): Buffer {
  const format = seal === null ? 'signed-agreement/1' : 'signed-agreement/2';
  const file = attach(original, canonicalJson({ ...record, format }));
  return seal === null ? file : sealPdf(file, seal.at, seal.key);
}

export interface ReadFile {
  readonly original: Buffer;
  readonly record: SignedRecord;
  /** Null in files that were handed out before files were sealed for readers. */
  readonly seal: (CmsVerdict & { readonly at: string }) | null;
}

/** The agreement and its record; throws SignedFileError where a byte of the file is not in its one way of writing. */
export function readSignedFile(bytes: Buffer): ReadFile {
  const { original, attached, rest } = split(bytes);
  const record = parseCanonical(attached, signedRecord);
  const seal = rest.length === 0 ? null : checkSeal(bytes.subarray(0, bytes.length - rest.length), rest);
  if ((seal === null) !== (record.format === 'signed-agreement/1')) throw new SignedFileError('the seal was taken off');
  return { original, record, seal };
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
