import type { RequestHandler } from 'express';
import type { Health } from './contract/index.js';
import type { Services } from './services.js';

async function databaseIsUp({ db }: Services): Promise<boolean> {
  try {
    await db.query('SELECT 1');
    return true;
  } catch {
    return false;
  }
}

/** `GET /api/health`: which part is up; 503 when one is not. For whoever watches the installation, without sign-in. */
export const healthCheck =
  (services: Services): RequestHandler =>
  async (_req, res) => {
    const [database, engine] = await Promise.all([databaseIsUp(services), services.engine.application.isUp()]);
    const word = (up: boolean) => (up ? 'up' : 'down');
    const body: Health = { status: word(database && engine), database: word(database), engine: word(engine) };
    res
      .status(database && engine ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(body);
  };
