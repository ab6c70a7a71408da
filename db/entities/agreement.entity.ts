import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgreementStatus } from '../../rules/vocabulary/statuses.js';
import { fen, instant } from '../columns.js';

export type SignatureParty = 'household' | 'owner' | 'officer' | 'seal';

/** What one officer recorded of a negotiation. */
@Entity('negotiation_record')
export class NegotiationRecord {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  householdId!: string;

  @Column('integer')
  round!: number;

  @Column('uuid')
  officerId!: string;

  @Column('text')
  summary!: string;

  @Column(instant)
  heldAt!: string;
}

/** A computed compensation with everything it was computed from (SD18). */
@Entity('compensation_calculation')
export class CompensationCalculation {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  householdId!: string;

  @Column('uuid')
  determinationId!: string;

  @Column('text')
  policyVersion!: string;

  @Column('jsonb')
  input!: unknown;

  @Column('jsonb')
  components!: unknown;

  @Column(fen)
  totalFen!: bigint;

  /** What the owner of a public house gets beside its tenant; no part of the total. Null for private houses. */
  @Column({ ...fen, nullable: true })
  ownerShareFen!: bigint | null;

  @Column('text', { nullable: true })
  ownerShareBasis!: string | null;

  @Column('text')
  contentHash!: string;

  @Column(instant)
  computedAt!: string;

  @Column({ ...instant, nullable: true })
  supersededAt!: string | null;
}

/** A version of the e-agreement: a numbered form, locked by the hash of its PDF, whose bytes are kept as a document. */
@Entity('agreement')
export class Agreement {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  householdId!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  number!: string;

  @Column('uuid')
  calculationId!: string;

  @Column(fen)
  totalFen!: bigint;

  @Column('text')
  contentHash!: string;

  @Column('text')
  text!: string;

  @Column('text')
  status!: AgreementStatus;

  @Column(instant)
  preparedAt!: string;

  @Column({ ...instant, nullable: true })
  sealedAt!: string | null;

  @Column('uuid', { nullable: true })
  sealedBy!: string | null;

  @Column({ ...instant, nullable: true })
  effectiveAt!: string | null;

  @Column('date', { nullable: true })
  dueOn!: string | null;
}

/** A signature on exactly one content hash. */
@Entity('agreement_signature')
export class AgreementSignature {
  @PrimaryColumn('uuid')
  agreementId!: string;

  @PrimaryColumn('text')
  party!: SignatureParty;

  @PrimaryColumn('uuid')
  personId!: string;

  @Column('text')
  contentHash!: string;

  @Column(instant)
  signedAt!: string;

  /** Of the household: its words on the electronic form; on paper, where the original is kept. */
  @Column('text', { nullable: true })
  consent!: string | null;

  /** Place in the order of signatures, from 1. */
  @Column('integer')
  position!: number;

  @Column('text')
  form!: 'electronic' | 'paper';

  /** The scan of what was signed on paper. */
  @Column('text', { nullable: true })
  scanHash!: string | null;

  /** The one text that is signed (`ledger/statement.ts`); null for signatures from before SM2, as all below. */
  @Column('text', { nullable: true })
  statement!: string | null;

  /** SM3 of the statement. */
  @Column('text', { nullable: true })
  statementHash!: string | null;

  /** SM2 signature of the statement, DER. */
  @Column('bytea', { nullable: true })
  signature!: Buffer | null;

  /** X.509, DER. */
  @Column('bytea', { nullable: true })
  certificate!: Buffer | null;
}
