import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActName, CaseKind, Role } from '../../rules/acts.js';
import type { AlarmKind } from '../../rules/vocabulary/alarms.js';
import type { ReturnReason } from '../../rules/vocabulary/cases.js';
import type { MessageName } from '../../rules/vocabulary/messages.js';
import { instant, wholeNumber } from '../columns.js';

/** What a person did on a case. Written only by recordAct; never changed, only withdrawn. */
@Entity('case_act')
export class CaseAct {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('text')
  caseKind!: CaseKind;

  @Column('uuid')
  caseId!: string;

  @Column('text')
  act!: ActName;

  @Column('integer')
  round!: number;

  @Column('uuid')
  personId!: string;

  @Column('text', { nullable: true })
  taskKey!: string | null;

  @Column('text', { nullable: true })
  verdict!: string | null;

  @Column('text', { nullable: true })
  returnReason!: ReturnReason | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('text', { nullable: true })
  contentHash!: string | null;

  @Column(instant)
  actedAt!: string;

  @Column({ ...instant, nullable: true })
  withdrawnAt!: string | null;
}

/** Who a task is assigned to, so that two officers of a round can be told apart before they act. */
@Entity('task_assignment')
export class TaskAssignment {
  @PrimaryColumn('text')
  taskKey!: string;

  @Column('text')
  act!: ActName;

  @Column('text')
  caseKind!: CaseKind;

  @Column('uuid')
  caseId!: string;

  @Column('integer')
  round!: number;

  @Column('uuid')
  personId!: string;
}

/** A message to the processes, written with the facts it tells of. */
@Entity('outbox')
export class Outbox {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: MessageName;

  @Column('text')
  correlationKey!: string;

  @Column(wholeNumber)
  ttlMs!: bigint;

  @Column('jsonb')
  variables!: unknown;

  @Column(instant)
  createdAt!: string;

  @Column({ ...instant, nullable: true })
  publishedAt!: string | null;
}

/** An alarm that stands until it is settled. */
@Entity('alarm')
export class Alarm {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('text')
  kind!: AlarmKind;

  @Column('uuid')
  caseId!: string;

  @Column('text')
  step!: string;

  @Column(instant)
  dueAt!: string;

  @Column('text')
  text!: string;

  @Column('text', { array: true })
  roles!: Role[];

  @Column('uuid', { nullable: true })
  personId!: string | null;

  @Column('uuid', { nullable: true })
  projectId!: string | null;

  @Column(instant)
  raisedAt!: string;

  @Column({ ...instant, nullable: true })
  settledAt!: string | null;
}
