import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../rules/acts.js';
import type { OrganisationKind } from '../../rules/vocabulary/people.js';

/** A body that takes part: bureau, town, firm, supervisor. */
@Entity('organisation')
export class Organisation {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: OrganisationKind;
}

/** A person who may sign in. */
@Entity('account')
export class Account {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('text')
  username!: string;

  @Column('text')
  displayName!: string;

  @Column('uuid')
  organisationId!: string;

  @Column('text')
  passwordHash!: string;

  @Column('boolean')
  active!: boolean;
}

/** A role a person holds from one day to another (both included). */
@Entity('account_role')
export class AccountRole {
  @PrimaryColumn('uuid')
  accountId!: string;

  @PrimaryColumn('text')
  role!: Role;

  @PrimaryColumn('date')
  validFrom!: string;

  @Column('date', { nullable: true })
  validTo!: string | null;
}

/** Post certificate (上岗证), valid on both end days. */
@Entity('staff_certificate')
export class StaffCertificate {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id!: string;

  @Column('uuid')
  accountId!: string;

  @Column('text')
  number!: string;

  @Column('date')
  validFrom!: string;

  @Column('date')
  validTo!: string;
}
