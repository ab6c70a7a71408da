import type { MigrationInterface, QueryRunner } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/**
 * A migration made of plain SQL that only goes forward: a mistake is put right by the next migration.
 * The name ends in the timestamp of its file; the order of the timestamps is the order of execution.
 */
export function forwardOnly(name: string, sql: string): MigrationClass {
  return class implements MigrationInterface {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }

    down(): Promise<void> {
      return Promise.reject(new Error(`${name} only goes forward; write a new migration instead`));
    }
  };
}
