import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DocumentType } from '../../rules/vocabulary/papers.js';
import { instant } from '../columns.js';

/** A paper of the file bag (签约件袋); its bytes are stored under their hash. */
@Entity('file_bag_document')
export class FileBagDocument {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  householdId!: string;

  @Column('text')
  type!: DocumentType;

  @Column('text')
  name!: string;

  @Column('text')
  contentHash!: string;

  @Column('uuid')
  uploadedBy!: string;

  @Column(instant)
  uploadedAt!: string;

  @Column({ ...instant, nullable: true })
  supersededAt!: string | null;
}
