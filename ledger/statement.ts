import { canonicalJson } from './canonical-json.js';
import { GENESIS_HASH } from './entry.js';
import { sm3 } from './sm3.js';

export type SignerRole = 'household' | 'owner' | 'officer' | 'seal';

/** In this order an agreement is signed; two officers, one after the other; the owner where the house is let. */
const OWN_HOUSE: readonly SignerRole[] = ['household', 'officer', 'officer', 'seal'];
const LET_HOUSE: readonly SignerRole[] = ['household', 'owner', 'officer', 'officer', 'seal'];

/** The order that so many signatures can have; null where there are too few or too many. */
export const signerRoles = (count: number): readonly SignerRole[] | null =>
  [OWN_HOUSE, LET_HOUSE].find(({ length }) => length === count) ?? null;

/** What a signer puts the signature under: this one file, in this one place, after exactly what stands before. */
export interface SignatureStatement {
  readonly format: 'agreement-signature/1';
  /** Number of the form. */
  readonly agreement: string;
  /** SHA-256 and SM3 of the agreement's PDF, every byte of it. */
  readonly contentHash: string;
  readonly fileSm3: string;
  readonly role: SignerRole;
  /** On paper the household signed by hand; then an officer signs this statement about it. */
  readonly form: 'electronic' | 'paper';
  /** The household's words on the electronic form (电子签名法 art 3), or where the paper original is kept. */
  readonly words: string | null;
  /** SHA-256 of the scan of the paper; null in electronic form. */
  readonly scanHash: string | null;
  /** SM3 of the certificate whose key signs. */
  readonly certificate: string;
  readonly at: string;
  /** SM3 of the statement before; of the first one, zeros. */
  readonly previous: string;
}

/** The one text of a statement: what is signed is its UTF-8. */
export const statementText = (statement: SignatureStatement): string => canonicalJson({ ...statement });

export const statementHash = (text: string): string => sm3(text);

export const NOTHING_BEFORE = GENESIS_HASH;
