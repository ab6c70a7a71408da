import type { Logger } from 'pino';
import type { Database } from '../../db/database.js';
import type { Outbox } from '../../db/entities/evidence.entity.js';
import { markPublished, takeUnpublished } from '../../db/repositories/outbox.repository.js';
import { connectEngine } from './engine-client.js';
import type { EngineClient, EngineSettings } from './engine-client.js';

const BATCH = 100;
const IDLE_PAUSE_MS = 100;
const LONGEST_FAULT_PAUSE_MS = 10_000;

/** Publishes one batch in order of writing; a batch that breaks off is sent again whole. Returns how many went. */
async function relayBatch(database: Database, client: EngineClient): Promise<number> {
  return database.transaction(async (tx) => {
    const messages = await takeUnpublished(tx, BATCH);
    if (messages.length === 0) return 0;
    for (const message of messages) await publish(client, message);
    await markPublished(
      tx,
      messages.map(({ id }) => id),
    );
    return messages.length;
  });
}

async function publish(client: EngineClient, message: Outbox): Promise<void> {
  try {
    await client.publishMessage({
      name: message.name,
      correlationKey: message.correlationKey,
      messageId: message.id,
      timeToLive: Number(message.ttlMs),
      variables: message.variables as Record<string, unknown>,
    });
  } catch (error) {
    // 409: the engine holds this very message already, so it was published before a crash.
    if (!client.isGone(error)) throw error;
  }
}

export interface OutboxRelay {
  stop(): Promise<void>;
}

/** Carries every outbox row to the engine as a message; the row's id is the message id, so a second try is harmless. */
export function relayOutbox(context: { database: Database; engine: EngineSettings; log: Logger }): OutboxRelay {
  const client = connectEngine(context.engine);
  const stopping = new AbortController();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  const run = async () => {
    let faultPause = IDLE_PAUSE_MS;
    while (!stopping.signal.aborted) {
      try {
        const sent = await relayBatch(context.database, client);
        faultPause = IDLE_PAUSE_MS;
        if (sent < BATCH) await pause(IDLE_PAUSE_MS);
      } catch (error) {
        context.log.warn({ err: error }, 'outbox relay will try again');
        await pause(faultPause);
        faultPause = Math.min(faultPause * 2, LONGEST_FAULT_PAUSE_MS);
      }
    }
  };
  const running = run();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
