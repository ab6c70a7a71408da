#!/usr/bin/env node
// npx @expropriation/engine [options]: the engine's server, without a build step. Needs Node 20 or newer.
import { register } from 'tsx/esm/api';

register();
await import('./server.ts');
