import type { Transaction } from '../../db/transaction.js';

/** How pages name a person who acted. */
export interface PersonName {
  readonly displayName: string;
  readonly organisationName: string;
}

/** Names of account ids; whoever is no account (the household itself, a removed id) shows as given. */
export class People {
  private constructor(private readonly names: ReadonlyMap<string, PersonName>) {}

  /** One query for all persons of a page. */
  static async of(tx: Transaction, accountIds: readonly (string | null)[]): Promise<People> {
    const ids = [...new Set(accountIds.filter((id) => id !== null))];
    if (ids.length === 0) return new People(new Map());
    const rows = await tx.query<PersonName & { id: string }>(
      `SELECT account.id, account.display_name AS "displayName", organisation.name AS "organisationName"
       FROM account JOIN organisation ON organisation.id = account.organisation_id WHERE account.id = ANY($1)`,
      [ids],
    );
    return new People(new Map(rows.map((row) => [row.id, row])));
  }

  nameOf(accountId: string): string {
    return this.names.get(accountId)?.displayName ?? '—';
  }

  organisationOf(accountId: string): string {
    return this.names.get(accountId)?.organisationName ?? '—';
  }
}
