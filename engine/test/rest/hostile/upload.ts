export interface Uploaded {
  readonly status: number;
  readonly json: Record<string, unknown>;
  /** How long the answer took, ms. */
  readonly took: number;
}

/** Sends files as a deployment, as they are: text or bytes. */
export async function upload(
  origin: string,
  files: readonly (readonly [name: string, content: string | Uint8Array<ArrayBuffer>])[],
): Promise<Uploaded> {
  const form = new FormData();
  for (const [name, content] of files) form.append('resources', new File([content], name));
  const begin = performance.now();
  const response = await fetch(`${origin}/v2/deployments`, { method: 'POST', body: form });
  const json = (await response.json()) as Record<string, unknown>;
  return { status: response.status, json, took: performance.now() - begin };
}
