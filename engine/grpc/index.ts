export { createGrpcServer } from './server.js';
export type { GrpcOptions, GrpcServer } from './server.js';
