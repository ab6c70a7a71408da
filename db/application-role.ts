import type { EntityManager } from 'typeorm';

/** The role the application works as: it can write facts, but neither change the schema nor the evidence. */
export const APPLICATION_ROLE = 'expropriation_app';

/**
 * Creates the application role where the migrating user may create roles, and gives it its rights: the ledger and
 * the acts can be added to and read, never changed (an act may only be withdrawn); the sides of a movement of money are
 * written by the database alone, and papers are destroyed by a function of its alone. Where it may not, the triggers
 * alone protect the evidence.
 */
export async function grantApplicationRights(manager: EntityManager): Promise<void> {
  const rows: { may: boolean; exists: boolean }[] = await manager.query(
    `SELECT rolcreaterole OR rolsuper AS may, EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists
     FROM pg_roles WHERE rolname = current_user`,
    [APPLICATION_ROLE],
  );
  const [self] = rows;
  if (!self || !(self.may || self.exists)) return;
  // Roles belong to the whole server: another database of it may be migrated at this very moment.
  await manager.query(`
    DO $$ BEGIN
      CREATE ROLE ${APPLICATION_ROLE} NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
    END $$`);
  await manager.query(`
    GRANT USAGE ON SCHEMA public TO ${APPLICATION_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APPLICATION_ROLE};
    REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry, ledger_place, reading, refusal_at_door, case_act
      FROM ${APPLICATION_ROLE};
    REVOKE UPDATE, TRUNCATE ON ledger_arrival FROM ${APPLICATION_ROLE};
    REVOKE UPDATE, DELETE, TRUNCATE ON vote_record, vote_publication, vote_participation, code_ballot,
      code_ballot_overruled, body_tie, body_tie_confirmation, body_tie_end FROM ${APPLICATION_ROLE};
    GRANT UPDATE (withdrawn_at) ON case_act TO ${APPLICATION_ROLE};
    REVOKE UPDATE, DELETE, TRUNCATE ON special_account_entry FROM ${APPLICATION_ROLE};
    REVOKE UPDATE, DELETE, TRUNCATE ON document_blob, archive_disposal, archive_disposal_list, archive_disposal_end
      FROM ${APPLICATION_ROLE};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON destroyed_paper FROM ${APPLICATION_ROLE};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON special_account_posting FROM ${APPLICATION_ROLE};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON act_definition, act_role, act_separation, rule_parameter, legal_text, schema_migration
      FROM ${APPLICATION_ROLE};
  `);
  // Somebody else's role can only be used when its owner has granted it; without it the application works as itself.
  await manager.query(`
    DO $$ BEGIN
      IF NOT pg_has_role(current_user, '${APPLICATION_ROLE}', 'SET') THEN
        GRANT ${APPLICATION_ROLE} TO CURRENT_USER;
      END IF;
    EXCEPTION WHEN insufficient_privilege OR unique_violation THEN NULL;
    END $$`);
}
