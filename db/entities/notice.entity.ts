import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeKind } from '../../rules/vocabulary/papers.js';
import type { NoticeStatus, ObjectionStatus } from '../../rules/vocabulary/statuses.js';
import { instant } from '../columns.js';

/** A notice with its full and its masked content. */
@Entity('notice')
export class Notice {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  projectId!: string;

  @Column('text')
  kind!: NoticeKind;

  @Column('text')
  title!: string;

  @Column('text')
  number!: string;

  @Column('jsonb')
  content!: unknown;

  @Column('jsonb', { nullable: true })
  maskedContent!: unknown;

  @Column('text', { nullable: true })
  contentHash!: string | null;

  @Column('integer')
  minimumDays!: number;

  @Column('text')
  status!: NoticeStatus;

  @Column(instant)
  preparedAt!: string;

  @Column({ ...instant, nullable: true })
  publishedAt!: string | null;

  @Column({ ...instant, nullable: true })
  endsAt!: string | null;

  @Column({ ...instant, nullable: true })
  archivedAt!: string | null;

  @Column('text', { nullable: true })
  proofHash!: string | null;
}

/** A household that a notice is about, with the determination displayed. */
@Entity('notice_subject')
export class NoticeSubject {
  @PrimaryColumn('uuid')
  noticeId!: string;

  @PrimaryColumn('uuid')
  householdId!: string;

  @Column('uuid', { nullable: true })
  determinationId!: string | null;
}

/** A written objection to a published notice. */
@Entity('objection')
export class Objection {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  noticeId!: string;

  @Column('uuid')
  householdId!: string;

  @Column('text')
  text!: string;

  @Column(instant)
  filedAt!: string;

  @Column('text')
  status!: ObjectionStatus;

  @Column('text', { nullable: true })
  answer!: string | null;

  @Column('boolean', { nullable: true })
  upheld!: boolean | null;

  @Column('uuid', { nullable: true })
  handlerId!: string | null;

  @Column({ ...instant, nullable: true })
  answeredAt!: string | null;
}
