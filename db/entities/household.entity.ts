import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HouseholdStage, HouseUse, Tenure } from '../../rules/vocabulary/cases.js';
import { fen, hundredths } from '../columns.js';

/** A household: one ownership certificate or tenancy voucher (证/产/户), the counting unit. */
@Entity('household')
export class Household {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  projectId!: string;

  @Column('text')
  number!: string;

  @Column('text')
  caseNumber!: string;

  @Column('text')
  address!: string;

  @Column('text')
  holderName!: string;

  @Column('text')
  idNumber!: string;

  @Column('text')
  phone!: string;

  @Column('text')
  tenure!: Tenure;

  /** As registered; what counts is the use that is determined with the area. */
  @Column('text')
  use!: HouseUse;

  @Column({ ...hundredths, nullable: true })
  certificateAreaHundredths!: bigint | null;

  @Column({ ...hundredths, nullable: true })
  livingAreaHundredths!: bigint | null;

  @Column(fen)
  unitPriceFen!: bigint;

  @Column('boolean')
  nonSelfContained!: boolean;

  @Column('integer')
  registeredPersons!: number;

  @Column('integer')
  hardshipPersons!: number;

  @Column('text')
  payeeName!: string;

  @Column('text')
  payeeAccount!: string;

  @Column('text', { nullable: true })
  accessCodeHash!: string | null;

  @Column('text')
  stage!: HouseholdStage;

  @Column('integer')
  surveyRound!: number;

  @Column('integer')
  negotiationRound!: number;
}

/** Who owns a house that is let at government rent: the second payee of its compensation. */
@Entity('house_owner')
export class HouseOwner {
  @PrimaryColumn('uuid')
  householdId!: string;

  @Column('text')
  name!: string;

  @Column('text')
  idNumber!: string;

  @Column('text')
  payeeName!: string;

  @Column('text')
  payeeAccount!: string;

  @Column('text', { nullable: true })
  accessCodeHash!: string | null;
}
