import type { SqlAttacker } from '../db/sql-attacker.js';

export const JACK = { id: '00000000-0000-4000-8000-000000000001', username: 'jack' } as const;

/** Somebody who holds every role and a certificate, so that nothing but separation of duty can stop him. */
export async function plantJackOfAllPosts(attacker: SqlAttacker): Promise<void> {
  await attacker.plant(
    `INSERT INTO account (id, username, display_name, organisation_id, password_hash)
     SELECT $1, $2, '多岗甲', id, '-' FROM organisation LIMIT 1`,
    [JACK.id, JACK.username],
  );
  await attacker.plant(
    `INSERT INTO account_role (account_id, role, valid_from) SELECT DISTINCT $1::uuid, role, date '2026-01-01' FROM act_role`,
    [JACK.id],
  );
  await attacker.plant(
    `INSERT INTO staff_certificate (account_id, number, valid_from, valid_to)
     VALUES ($1, '沪征-多岗', '2026-01-01', '2026-12-31')`,
    [JACK.id],
  );
}
