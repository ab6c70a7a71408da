import { setTimeout as pause } from 'node:timers/promises';
import { JOBS } from './diagrams.js';

/** What the server has acknowledged; only that must never be lost. */
export interface Acknowledged {
  /** Number of the journey (its business id) → key of the instance. */
  readonly journeys: Map<string, string>;
  /** Keys of jobs whose completion was answered with 204, once per answer. */
  readonly jobs: string[];
  readonly tasks: string[];
  readonly messages: Set<string>;
}

interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Done; gone already or in another state; not now. */
const EXPECTED: ReadonlySet<number> = new Set([200, 204, 404, 409, 503, 504]);
const OPEN_JOURNEYS = 150;
const WAIT_MS = 25;

/** Clients that start journeys and carry them on, whatever happens to the server, and keep a record of its answers. */
export class Load {
  readonly acknowledged: Acknowledged = { journeys: new Map(), jobs: [], tasks: [], messages: new Set() };
  /** Answers that no crash excuses. */
  readonly refusals: string[] = [];
  #starting = true;
  #working = true;
  #attempts = 0;
  #finished = 0;
  readonly #unsigned = new Set<string>();
  readonly #loops: Promise<void>[] = [];

  constructor(
    private readonly url: string,
    private readonly prefix: string,
  ) {}

  begin(): void {
    const starters = [0, 1].map(() => () => this.#start());
    const workers = Object.keys(JOBS).map((type) => () => this.#work(type));
    for (const step of [...starters, ...workers, () => this.#decide(), () => this.#sign()])
      this.#loops.push(this.#repeat(step));
  }

  /** No more journeys; those under way are carried on. */
  stopStarting(): void {
    this.#starting = false;
  }

  async end(): Promise<void> {
    this.#working = false;
    await Promise.all(this.#loops);
  }

  /** undefined: there was no answer, and nobody knows what has become of the request. */
  async send(path: string, body: unknown): Promise<Reply | undefined> {
    try {
      const response = await fetch(`${this.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      if (!EXPECTED.has(response.status)) this.refusals.push(`${path}: ${text}`);
      return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
    } catch {
      return undefined;
    }
  }

  /** Steps that found nothing to do wait a moment. */
  async #repeat(step: () => Promise<boolean>): Promise<void> {
    while (this.#working) if (!(await step())) await pause(WAIT_MS);
  }

  async #start(): Promise<boolean> {
    if (!this.#starting || this.#attempts - this.#finished > OPEN_JOURNEYS) return false;
    this.#attempts += 1;
    const number = `${this.prefix}-${String(this.#attempts)}`;
    this.#unsigned.add(number);
    const body = { processDefinitionId: 'journey', businessId: number, variables: { number } };
    const reply = await this.send('/process-instances', body);
    if (reply?.status !== 200) return false;
    this.acknowledged.journeys.set(number, String(reply.body['processInstanceKey']));
    return true;
  }

  async #work(type: string): Promise<boolean> {
    const take = { type, timeout: 2_000, maxJobsToActivate: 10, requestTimeout: 500 };
    const reply = await this.send('/jobs/activation', take);
    if (reply?.status !== 200) return false;
    const jobs = reply.body['jobs'] as readonly { readonly jobKey: string }[];
    await Promise.all(jobs.map(({ jobKey }) => this.#complete(type, jobKey)));
    return jobs.length > 0;
  }

  async #complete(type: string, jobKey: string): Promise<void> {
    // A task listener answers without variables.
    const variables = type === 'check' ? {} : { [`by_${type}`]: jobKey };
    const reply = await this.send(`/jobs/${jobKey}/completion`, { variables });
    if (reply?.status !== 204) return;
    this.acknowledged.jobs.push(jobKey);
    if (type === 'archive') this.#finished += 1;
  }

  async #decide(): Promise<boolean> {
    const reply = await this.send('/user-tasks/search', { filter: { state: 'CREATED' }, page: { limit: 20 } });
    if (reply?.status !== 200) return false;
    const tasks = reply.body['items'] as readonly { readonly userTaskKey: string }[];
    await Promise.all(
      tasks.map(async ({ userTaskKey }) => {
        const done = await this.send(`/user-tasks/${userTaskKey}/completion`, { variables: { verdict: 'yes' } });
        if (done?.status === 204) this.acknowledged.tasks.push(userTaskKey);
      }),
    );
    return tasks.length > 0;
  }

  /** Every journey is signed once, as often as it takes to be heard: its message id is its number. */
  async #sign(): Promise<boolean> {
    const [number] = this.#unsigned;
    if (number === undefined) return false;
    const message = { name: 'signed', correlationKey: number, messageId: number, timeToLive: 3_600_000 };
    const reply = await this.send('/messages/publication', message);
    if (reply?.status !== 200 && reply?.status !== 409) return false;
    this.#unsigned.delete(number);
    this.acknowledged.messages.add(number);
    return true;
  }
}
