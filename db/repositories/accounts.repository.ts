import type { Role } from '../../rules/acts.js';
import type { IsoDate } from '../../rules/dates.js';
import type { StaffCertificate as CertificateOfRules } from '../../rules/staff/certificate.js';
import type { OrganisationKind } from '../../rules/vocabulary/people.js';
import { Account } from '../entities/account.entity.js';
import { hashSecret, secretMatches } from '../secrets.js';
import type { Transaction } from '../transaction.js';
import { emit } from './outbox.repository.js';
import { insertMember, staffMemberOf } from './staff-members.repository.js';

export interface NewAccount {
  readonly username: string;
  readonly displayName: string;
  readonly organisationId: string;
  readonly password: string;
  readonly roles: readonly { readonly role: Role; readonly validFrom: IsoDate; readonly validTo?: IsoDate | null }[];
  readonly certificate?: { readonly number: string; readonly validFrom: IsoDate; readonly validTo: IsoDate };
}

/** The organisation of this name; created when there is none. Answers its id. */
export async function createOrganisation(tx: Transaction, name: string, kind: OrganisationKind): Promise<string> {
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO organisation (name, kind) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id`,
    [name, kind],
  );
  return id;
}

/** Creates an account with its roles and certificate; an account of that user name stays as it is. Answers its id. */
export async function createAccount(tx: Transaction, account: NewAccount): Promise<string> {
  await tx.lock(`account:${account.username}`);
  const existing = await findAccountByUsername(tx, account.username);
  if (existing) return existing.id;
  const { id } = await tx.one<{ id: string }>(
    `INSERT INTO account (username, display_name, organisation_id, password_hash) VALUES ($1, $2, $3, $4) RETURNING id`,
    [account.username, account.displayName, account.organisationId, await hashSecret(account.password)],
  );
  for (const { role, validFrom, validTo } of account.roles) {
    await tx.query('INSERT INTO account_role (account_id, role, valid_from, valid_to) VALUES ($1, $2, $3, $4)', [
      id,
      role,
      validFrom,
      validTo ?? null,
    ]);
  }
  if (account.certificate) await addCertificate(tx, id, account.certificate);
  return id;
}

/**
 * Adds a post certificate (上岗证); renewing one adds another. Whoever gets one is on the register of staff from then on,
 * and the certificate is watched to its end (SD16).
 */
export async function addCertificate(
  tx: Transaction,
  accountId: string,
  certificate: NonNullable<NewAccount['certificate']>,
): Promise<void> {
  await tx.query(
    `INSERT INTO staff_certificate (account_id, number, valid_from, valid_to) VALUES ($1, $2, $3, $4)
     ON CONFLICT (number) DO NOTHING`,
    [accountId, certificate.number, certificate.validFrom, certificate.validTo],
  );
  const member = (await staffMemberOf(tx, accountId)) ?? (await enrolExisting(tx, accountId));
  const variables = { staffMemberId: member.id, caseNumber: member.number };
  const message = { name: 'certificate-issued', correlationKey: member.id, variables } as const;
  await emit(tx, [{ ...message, occasion: certificate.number }]);
}

/** Somebody who held a certificate before the register of staff was kept. */
async function enrolExisting(tx: Transaction, accountId: string): Promise<{ id: string; number: string }> {
  const organisation = await organisationOf(tx, accountId);
  return insertMember(tx, {
    accountId,
    firmOrganisationId: organisation?.id ?? '',
    origin: 'existing',
    reason: '已持证在岗',
    ties: null,
    proposedBy: null,
    outcome: 'hired',
  });
}

export async function findAccountByUsername(tx: Transaction, username: string): Promise<Account | null> {
  return tx.manager.findOneBy(Account, { username });
}

/** The active account whose password this is, or null; takes equally long for an unknown user name. */
export async function verifyPassword(tx: Transaction, username: string, password: string): Promise<Account | null> {
  const account = await findAccountByUsername(tx, username);
  const matches = await secretMatches(password, account?.passwordHash ?? null);
  return account?.active === true && matches ? account : null;
}

/** Roles a person holds on a day (both ends of their validity included). */
export async function rolesOn(tx: Transaction, accountId: string, date: IsoDate): Promise<Role[]> {
  const rows = await tx.query<{ role: Role }>(
    `SELECT DISTINCT role FROM account_role JOIN account ON account.id = account_id AND active
     WHERE account_id = $1 AND $2 BETWEEN valid_from AND coalesce(valid_to, 'infinity') ORDER BY role`,
    [accountId, date],
  );
  return rows.map(({ role }) => role);
}

export async function certificateValidOn(tx: Transaction, accountId: string, date: IsoDate): Promise<boolean> {
  const { valid } = await tx.one<{ valid: boolean }>('SELECT certificate_valid_on($1, $2) AS valid', [accountId, date]);
  return valid;
}

/** Every certificate of a person, as the rules read it. */
export async function certificatesOf(tx: Transaction, accountId: string): Promise<CertificateOfRules[]> {
  return tx.query<CertificateOfRules>(
    `SELECT account_id AS "personId", number, valid_from AS "validFrom", valid_to AS "validTo"
     FROM staff_certificate WHERE account_id = $1 ORDER BY valid_from`,
    [accountId],
  );
}

/** How many active persons of an organisation hold a post certificate valid today. */
export async function certifiedStaffOf(tx: Transaction, organisationId: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    `SELECT count(*)::int AS count FROM account
     WHERE organisation_id = $1 AND active AND certificate_valid_on(id, app_today())`,
    [organisationId],
  );
  return count;
}

/** The body a person belongs to. */
export async function organisationOf(
  tx: Transaction,
  accountId: string,
): Promise<{ id: string; kind: OrganisationKind } | undefined> {
  return tx.maybeOne<{ id: string; kind: OrganisationKind }>(
    'SELECT organisation.id, kind FROM organisation JOIN account ON organisation_id = organisation.id WHERE account.id = $1',
    [accountId],
  );
}
