import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HouseUse } from '../../rules/vocabulary/cases.js';
import type { DeterminationStatus } from '../../rules/vocabulary/statuses.js';
import { hundredths, instant } from '../columns.js';

/** What one officer measured in one round. */
@Entity('area_survey')
export class AreaSurvey {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  householdId!: string;

  @Column('integer')
  round!: number;

  @Column('uuid')
  officerId!: string;

  @Column(hundredths)
  measuredHundredths!: bigint;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column(instant)
  surveyedAt!: string;
}

/** A version of the determined area; frozen after its public display. */
@Entity('area_determination')
export class AreaDetermination {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  householdId!: string;

  @Column('integer')
  version!: number;

  @Column(hundredths)
  areaHundredths!: bigint;

  @Column('text')
  basis!: string;

  /** A new homestead is granted instead of money for the land (collective land). */
  @Column('boolean')
  newHomestead!: boolean;

  /** What the house is lawfully used for; any use but a dwelling, or another than registered, rests on a paper. */
  @Column('text')
  use!: HouseUse;

  @Column('text', { nullable: true })
  useBasis!: string | null;

  @Column('uuid')
  determinedBy!: string;

  @Column(instant)
  determinedAt!: string;

  @Column('text')
  status!: DeterminationStatus;

  @Column('uuid', { nullable: true })
  noticeId!: string | null;

  @Column({ ...instant, nullable: true })
  frozenAt!: string | null;
}
