import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Mode } from '../../rules/vocabulary/cases.js';
import { fen, hundredths, instant } from '../columns.js';

/** A project. Prices, coefficient, rate and days are proposals for its plan and count for nothing else. */
@Entity('project')
export class Project {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text')
  mode!: Mode;

  @Column('text')
  policyVersion!: string;

  @Column('date')
  registeredOn!: string;

  @Column({ ...fen, nullable: true })
  averagePriceFen!: bigint | null;

  @Column({ type: 'integer', nullable: true })
  subsidyCoefficientBp!: number | null;

  @Column({ ...hundredths, nullable: true })
  unitSizeSubsidyHundredths!: bigint | null;

  @Column('integer')
  effectiveRateBp!: number;

  @Column('integer')
  signingPeriodDays!: number;

  @Column({ ...fen, nullable: true })
  conversionPriceFen!: bigint | null;

  @Column({ ...instant, nullable: true })
  surveyOpenedAt!: string | null;

  @Column({ ...instant, nullable: true })
  signingOpenedAt!: string | null;

  @Column({ ...instant, nullable: true })
  signingEndsAt!: string | null;

  @Column({ ...instant, nullable: true })
  rateReachedAt!: string | null;

  @Column('uuid')
  townOrganisationId!: string;

  @Column('uuid')
  firmOrganisationId!: string;
}
