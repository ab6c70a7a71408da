import type { RequestListener, ServerResponse } from 'node:http';
import type { Engine } from '../engine.js';
import type { Metrics } from './metrics.js';

/**
 * `/health/live`, `/health/ready` and `/metrics` beside the API. They answer without credentials: they tell figures of
 * the whole engine, nothing of any instance.
 */
export function withMonitoring(engine: Engine, metrics: Metrics, api: RequestListener): RequestListener {
  return (request, response) => {
    switch (request.url) {
      case '/health/live':
        answer(response, 200, 'text/plain', 'live\n');
        return;
      case '/health/ready':
        if (engine.isReady) answer(response, 200, 'text/plain', 'ready\n');
        else answer(response, 503, 'text/plain', 'the database is being reached again\n');
        return;
      case '/metrics':
        sendMetrics(metrics, response);
        return;
      default:
        api(request, response);
    }
  };
}

function sendMetrics(metrics: Metrics, response: ServerResponse): void {
  metrics.text().then(
    (text) => {
      answer(response, 200, metrics.contentType, text);
    },
    (error: unknown) => {
      answer(response, 500, 'text/plain', `${error instanceof Error ? error.message : String(error)}\n`);
    },
  );
}

function answer(response: ServerResponse, status: number, mediaType: string, text: string): void {
  response.writeHead(status, { 'content-type': mediaType, 'cache-control': 'no-store' });
  response.end(text);
}
