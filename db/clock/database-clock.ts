import type { EntityManager } from 'typeorm';
import type { Clock } from '../../rules/clock.js';
import type { IsoInstant } from '../../rules/dates.js';

interface Setting {
  readonly pinnedAt: IsoInstant | null;
  readonly realAt: IsoInstant | null;
}

/** How old the copy of the clock row may be before it is read anew, in milliseconds of the machine. */
const CACHE_MS = 250;

/**
 * The time that the one clock row says. `now()` answers from a copy at most a quarter of a second old, except
 * right after the clock was moved here; what must be exact reads `app_now()` in its own transaction.
 */
export class DatabaseClock implements Clock {
  private setting: Setting = { pinnedAt: null, realAt: null };
  private readAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | undefined;

  constructor(private readonly manager: EntityManager) {}

  now(): IsoInstant {
    if (Date.now() - this.readAt > CACHE_MS) {
      // A failed read leaves the copy as it is: the next question tries again.
      this.refresh().catch(() => undefined);
    }
    return instantOf(this.setting, Date.now());
  }

  /** Is time pinned or shifted (demonstration and tests), rather than that of the machine? */
  get pinned(): boolean {
    return this.setting.pinnedAt !== null;
  }

  /** Reads the clock row now; several callers share one read. */
  async refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    await this.reading;
  }

  /** Lets time stand still at an instant. */
  async pinClock(at: IsoInstant): Promise<void> {
    await this.write({ pinnedAt: at, realAt: null });
  }

  /** Moves time to an instant and lets it run on from there, so that locks of dead workers still expire. */
  async moveClock(to: IsoInstant): Promise<void> {
    await this.write({ pinnedAt: to, realAt: new Date().toISOString() });
  }

  /** Back to the time of the machine. */
  async releaseClock(): Promise<void> {
    await this.write({ pinnedAt: null, realAt: null });
  }

  private async read(): Promise<void> {
    const rows = await this.manager.query<Setting[]>(
      'SELECT pinned_at AS "pinnedAt", real_at AS "realAt" FROM clock_setting',
    );
    if (rows[0]) this.setting = rows[0];
    this.readAt = Date.now();
  }

  private async write(setting: Setting): Promise<void> {
    await this.manager.query('UPDATE clock_setting SET pinned_at = $1, real_at = $2', [
      setting.pinnedAt,
      setting.realAt,
    ]);
    this.setting = setting;
    this.readAt = Date.now();
  }
}

function instantOf({ pinnedAt, realAt }: Setting, machine: number): IsoInstant {
  if (pinnedAt === null) return new Date(machine).toISOString();
  if (realAt === null) return new Date(pinnedAt).toISOString();
  return new Date(Date.parse(pinnedAt) + machine - Date.parse(realAt)).toISOString();
}
