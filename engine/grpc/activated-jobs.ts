import type { ActivatedJob, JobUserTask } from '../commands/requests.js';
import type { Message } from './call.js';
import { TENANT } from './fields.js';
import type { Outbox } from './outbox.js';

/** A message with the jobs that are in it. */
interface Parcel {
  readonly message: Message;
  readonly jobs: readonly ActivatedJob[];
}

/** Each job by itself, as a stream of jobs has them. */
export function singly(jobs: readonly ActivatedJob[]): Parcel[] {
  return jobs.map((job) => ({ message: jobMessage(job), jobs: [job] }));
}

/** Clients take 4 MB by default; what a job has beside its variables is small. */
const LARGEST_BUNDLE_BYTES = 1024 * 1024;

/** As few messages as clients can take; a job that is larger than that goes alone. */
export function bundled(jobs: readonly ActivatedJob[]): Parcel[] {
  const bundles: { readonly messages: Message[]; readonly jobs: ActivatedJob[]; bytes: number }[] = [];
  for (const job of jobs) {
    const message = jobMessage(job);
    const bytes = Buffer.byteLength(message.variables) + Buffer.byteLength(message.customHeaders);
    const last = bundles.at(-1);
    if (last !== undefined && last.bytes + bytes <= LARGEST_BUNDLE_BYTES) {
      last.messages.push(message);
      last.jobs.push(job);
      last.bytes += bytes;
    } else {
      bundles.push({ messages: [message], jobs: [job], bytes });
    }
  }
  return bundles.map((bundle) => ({ message: { jobs: bundle.messages }, jobs: bundle.jobs }));
}

/** Sends them and answers with the jobs that did not reach the caller. */
export async function deliver(parcels: readonly Parcel[], outbox: Outbox): Promise<readonly ActivatedJob[]> {
  const sent = await Promise.all(parcels.map(({ message }) => outbox.send(message)));
  return parcels.filter((_parcel, index) => sent[index] !== true).flatMap(({ jobs }) => jobs);
}

interface JobMessage extends Message {
  readonly variables: string;
  readonly customHeaders: string;
}

function jobMessage(job: ActivatedJob): JobMessage {
  return {
    key: job.jobKey,
    type: job.type,
    processInstanceKey: job.processInstanceKey,
    bpmnProcessId: job.processDefinitionId,
    processDefinitionVersion: job.processDefinitionVersion,
    processDefinitionKey: job.processDefinitionKey,
    elementId: job.elementId,
    elementInstanceKey: job.elementInstanceKey,
    customHeaders: JSON.stringify(job.customHeaders),
    worker: job.worker,
    retries: job.retries,
    deadline: String(job.deadline),
    variables: JSON.stringify(job.variables),
    tenantId: TENANT,
    kind: job.kind,
    listenerEventType: job.listenerEventType,
    tags: job.tags,
    ...(job.userTask === null ? {} : { userTask: taskMessage(job.userTask) }),
  };
}

/** An optional field is left out when there is nothing to say. */
function taskMessage(task: JobUserTask): Message {
  return Object.fromEntries(Object.entries(task).filter(([, value]) => value !== null));
}
