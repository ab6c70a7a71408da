/** Agreements: read, and the two kinds of signature. `GET /api/agreements/:id` answers `agreement`. */
import { z } from 'zod';
import { agreement } from './facts.js';
import { contentHash, engineKey, freeText, id } from './formats.js';

/** `POST /api/agreements/:id/household-signature`. The household signs exactly the content it was shown. */
export const householdSignatureBody = z.object({
  contentHash,
  consent: z.literal(true, '请先勾选同意使用电子签名'),
});
/** `POST /api/agreements/:id/officer-signatures`. */
export const officerSignatureBody = z.object({ taskKey: engineKey, contentHash });
/** `POST /api/agreements/:id/paper-signature`: which scan in the file bag, and where the paper itself is kept. */
export const paperSignatureBody = z.object({
  /** Who signed by hand: the household, or the owner of the house that it rents at government rent. */
  party: z.enum(['household', 'owner']).default('household'),
  contentHash,
  documentId: id,
  keptAt: freeText(200),
});
export type PaperSignatureBody = z.input<typeof paperSignatureBody>;
export type HouseholdSignatureBody = z.infer<typeof householdSignatureBody>;
export type OfficerSignatureBody = z.infer<typeof officerSignatureBody>;

/** Answer of both: where the agreement stands now. */
export const agreementSigned = agreement.pick({ id: true, status: true });
export type AgreementSigned = z.infer<typeof agreementSigned>;
