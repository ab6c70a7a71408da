import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PaymentItemStatus, PaymentListStatus } from '../../rules/vocabulary/statuses.js';
import { fen, instant } from '../columns.js';

/** Deposits, reservations and returns are booked; what goes to the bank and comes back is booked by the database. */
export type AccountEntryKind = 'deposit' | 'reservation' | 'sending' | 'rejection' | 'payment' | 'refund' | 'return';
export type ReceiptStatus = 'paid' | 'failed';

/** A movement of the special account of a project. */
@Entity('special_account_entry')
export class SpecialAccountEntry {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  projectId!: string;

  @Column('text')
  kind!: AccountEntryKind;

  @Column(fen)
  amountFen!: bigint;

  @Column('text')
  reference!: string;

  @Column(instant)
  at!: string;

  /** The compensation decision that the money is reserved for, or was given free by. */
  @Column('uuid', { nullable: true })
  decisionId!: string | null;
}

/** The payments of a project that are due on one day. */
@Entity('payment_round')
export class PaymentRound {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  projectId!: string;

  @Column('date')
  dueOn!: string;

  @Column(instant)
  prepareAt!: string;

  @Column(instant)
  dueAt!: string;
}

/** The compensation due from one effective agreement, or from one compensation decision that was carried out. */
@Entity('payment_item')
export class PaymentItem {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  householdId!: string;

  @Column('uuid', { nullable: true })
  agreementId!: string | null;

  @Column('uuid', { nullable: true })
  decisionId!: string | null;

  /** The household, or the owner of the house that it rents at government rent. */
  @Column('text')
  payee!: 'household' | 'owner';

  @Column('uuid')
  roundId!: string;

  @Column(fen)
  amountFen!: bigint;

  @Column('text')
  payeeName!: string;

  @Column('text')
  payeeAccount!: string;

  @Column('text')
  status!: PaymentItemStatus;
}

/** The disbursement list (补偿款发放清单) of a round, in its current version; version 0 is the empty draft. */
@Entity('payment_list')
export class PaymentList {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  roundId!: string;

  @Column('integer')
  version!: number;

  @Column('text')
  number!: string;

  @Column(fen)
  totalFen!: bigint;

  @Column('text', { nullable: true })
  listHash!: string | null;

  @Column('uuid', { nullable: true })
  madeBy!: string | null;

  @Column('text')
  status!: PaymentListStatus;
}

/** A line of one version of a list, as it was approved. */
@Entity('payment_list_item')
export class PaymentListItem {
  @PrimaryColumn('uuid')
  listId!: string;

  @PrimaryColumn('integer')
  version!: number;

  @PrimaryColumn('uuid')
  itemId!: string;

  @Column(fen)
  amountFen!: bigint;

  @Column('text')
  payeeName!: string;

  @Column('text')
  payeeAccount!: string;
}

/** One order to the bank; its id is derived from list, version and item. */
@Entity('bank_instruction')
export class BankInstruction {
  @PrimaryColumn('text')
  endToEndId!: string;

  @Column('uuid')
  listId!: string;

  @Column('integer')
  version!: number;

  @Column('uuid')
  itemId!: string;

  @Column(fen)
  amountFen!: bigint;

  @Column('text')
  payeeName!: string;

  @Column('text')
  payeeAccount!: string;

  @Column(instant)
  sentAt!: string;
}

/** What the bank answered to one instruction. */
@Entity('bank_receipt')
export class BankReceipt {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('text')
  endToEndId!: string;

  @Column(fen)
  amountFen!: bigint;

  @Column('text')
  status!: ReceiptStatus;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column(instant)
  receivedAt!: string;
}
