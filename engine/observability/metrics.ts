import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Engine } from '../engine.js';
import type { EngineFigures } from '../figures.js';

/** Upper bounds in seconds: a command takes milliseconds, a held poll up to a minute. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10, 30, 60];

export interface Metrics {
  /** Counts an answered request of the REST API. */
  readonly answered: (operationId: string, status: number, seconds: number) => void;
  /** Counts an ended call over gRPC. */
  readonly called: (name: string, code: number, seconds: number) => void;
  /** Everything in the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** The engine's figures are read when somebody asks for them; counting costs the commands nothing else. */
export function createMetrics(engine: Engine): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const total = (name: string, help: string, read: (figures: EngineFigures) => number): void => {
    const counter = new Counter({
      name,
      help,
      registers: [register],
      collect() {
        counter.reset();
        counter.inc(read(engine.figures));
      },
    });
  };
  total('engine_commands_accepted_total', 'Commands that were accepted.', (figures) => figures.accepted);
  total('engine_commands_rejected_total', 'Commands that were refused.', (figures) => figures.rejected);
  total('engine_commits_total', 'Group commits written to the database.', (figures) => figures.commits);
  total('engine_commit_seconds_total', 'Time spent in group commits.', (figures) => figures.commitMs / 1_000);
  total('engine_commit_failures_total', 'Group commits that failed.', (figures) => figures.commitFailures);
  const now = (name: string, help: string, read: () => number): void => {
    const gauge = new Gauge({
      name,
      help,
      registers: [register],
      collect() {
        gauge.set(read());
      },
    });
  };
  now('engine_ready', '1 while commands are accepted.', () => (engine.isReady ? 1 : 0));
  now('engine_clock_pinned', '1 while time stands still.', () => (engine.clock.pinnedAt === null ? 0 : 1));
  now('engine_clock_timestamp_seconds', "The engine's time.", () => engine.clock.now() / 1_000);
  const live = new Gauge({
    name: 'engine_live_rows',
    help: 'Rows of the state in memory.',
    labelNames: ['table'],
    registers: [register],
    collect() {
      for (const [table, rows] of Object.entries(engine.liveRows)) live.set({ table }, rows);
    },
  });
  const requests = new Histogram({
    name: 'engine_http_request_duration_seconds',
    help: 'Time to the answer of a request, by operation and status. Held polls count while they are held.',
    labelNames: ['operation', 'status'],
    buckets: SECONDS,
    registers: [register],
  });
  const calls = new Histogram({
    name: 'engine_grpc_call_duration_seconds',
    help: 'Time to the end of a call over gRPC, by method and status code. Streams count while they are open.',
    labelNames: ['method', 'code'],
    buckets: SECONDS,
    registers: [register],
  });
  return {
    answered: (operation, status, seconds) => {
      requests.observe({ operation, status: String(status) }, seconds);
    },
    called: (method, code, seconds) => {
      calls.observe({ method, code: String(code) }, seconds);
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}
