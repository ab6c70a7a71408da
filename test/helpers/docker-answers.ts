import { request } from 'node:http';

/** Whether a Docker engine answers a ping within a second; an installed command line alone is not enough. */
export function dockerAnswers(host = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock'): Promise<boolean> {
  const target = pingTarget(host);
  if (!target) return Promise.resolve(false);
  return new Promise((resolve) => {
    const ping = request({ ...target, path: '/_ping', timeout: 1_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.once('timeout', () => ping.destroy());
    ping.once('error', () => {
      resolve(false);
    });
    ping.end();
  });
}

function pingTarget(host: string): { socketPath: string } | { host: string; port: number } | undefined {
  const { protocol, pathname, hostname, port } = new URL(host);
  if (protocol === 'unix:') return { socketPath: pathname };
  if (protocol === 'tcp:' || protocol === 'http:') return { host: hostname, port: Number(port) || 2_375 };
  return undefined;
}
